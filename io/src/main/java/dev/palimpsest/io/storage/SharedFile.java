package dev.palimpsest.io.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A small JSON file that several processes may write at the same moment. A write names the version
 * that it replaces; of several writes that replace the same version exactly one wins, on local
 * disks, Google Cloud Storage and S3.
 */
public interface SharedFile extends Closeable {
  /** What these files are. */
  String MEDIA_TYPE = "application/json";

  /**
   * The file at one moment.
   *
   * @param version the store's word for it: generation, ETag, or hash of the content
   */
  record Snapshot(String content, String version) {}

  /**
   * Makes the connection to the file's store; the file need not exist.
   *
   * @param options with the credentials and endpoints of the stores
   */
  static SharedFile at(String uri, PipelineOptions options) throws IOException {
    if (uri.startsWith("gs://")) {
      return new GcsSharedFile(uri, options);
    }
    if (uri.startsWith("s3://")) {
      return new S3SharedFile(uri, options);
    }
    return new LocalSharedFile(
        Storage.localPath(uri)
            .orElseThrow(
                () ->
                    new IOException(
                        uri
                            + " is on a store without conditional writes: use gs://, s3:// or a"
                            + " path")));
  }

  /** The newest version; empty if there is no such file. */
  Optional<Snapshot> read() throws IOException;

  /**
   * Writes the file if it still is what the caller has seen.
   *
   * @param seen the version to replace; empty to make a file that must not exist yet
   * @return whether this write took place; if not, someone else was first
   */
  boolean write(byte[] content, Optional<Snapshot> seen) throws IOException;
}
