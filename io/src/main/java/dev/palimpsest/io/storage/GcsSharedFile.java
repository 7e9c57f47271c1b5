package dev.palimpsest.io.storage;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.NoCredentials;
import com.google.cloud.ServiceOptions;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.extensions.gcp.util.gcsfs.GcsPath;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * On Google Cloud Storage: the precondition is the object's generation. The client is Google's own,
 * because Beam's cannot replace under a precondition; it takes credentials, project and endpoint
 * from Beam's options, and retries by itself.
 */
final class GcsSharedFile implements SharedFile {
  private static final String WRITER = "palimpsest-writer";

  /** As often as Beam's own client asks again. */
  private static final int MAX_ATTEMPTS = 10;

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final String uri;
  private final BlobId id;
  private final Storage storage;

  GcsSharedFile(String uri, PipelineOptions options) {
    GcsPath path = GcsPath.fromUri(uri);
    this.uri = uri;
    this.id = BlobId.of(path.getBucket(), path.getObject());
    this.storage = client(options.as(GcsOptions.class));
  }

  private static Storage client(GcsOptions options) {
    RetrySettings retries =
        ServiceOptions.getDefaultRetrySettings().toBuilder()
            .setMaxAttempts(MAX_ATTEMPTS)
            .setTotalTimeoutDuration(PATIENCE)
            .build();
    StorageOptions.Builder builder =
        StorageOptions.newBuilder()
            .setRetrySettings(retries)
            .setCredentials(
                options.getGcpCredential() == null
                    ? NoCredentials.getInstance()
                    : options.getGcpCredential());
    // The client insists on a project, which reading and writing objects does not need.
    builder.setProjectId(options.getProject() == null ? "none" : options.getProject());
    if (options.getGcsEndpoint() != null) {
      builder.setHost(URI.create(options.getGcsEndpoint()).resolve("/").toString());
    }
    return builder.build().getService();
  }

  @Override
  public Optional<Snapshot> read() throws IOException {
    try {
      // The generation is asked for first: content that is newer than it is refused when written.
      Blob blob = storage.get(id);
      return blob == null
          ? Optional.empty()
          : Optional.of(
              new Snapshot(
                  new String(storage.readAllBytes(id), StandardCharsets.UTF_8),
                  String.valueOf(blob.getGeneration())));
    } catch (StorageException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw translated(e);
    }
  }

  @Override
  public boolean write(byte[] content, Optional<Snapshot> seen) throws IOException {
    String writer = UUID.randomUUID().toString();
    BlobInfo object =
        BlobInfo.newBuilder(id)
            .setContentType(MEDIA_TYPE)
            .setMetadata(Map.of(WRITER, writer))
            .build();
    Storage.BlobTargetOption condition =
        seen.map(s -> Storage.BlobTargetOption.generationMatch(Long.parseLong(s.version())))
            .orElseGet(Storage.BlobTargetOption::doesNotExist);
    try {
      storage.create(object, content, condition);
      return true;
    } catch (StorageException e) {
      if (e.getCode() == HttpURLConnection.HTTP_PRECON_FAILED) {
        return isFrom(writer);
      }
      throw translated(e);
    }
  }

  /** A retried write whose first answer was lost finds its own object in the way. */
  private boolean isFrom(String writer) throws IOException {
    try {
      Blob blob = storage.get(id);
      return blob != null
          && blob.getMetadata() != null
          && writer.equals(blob.getMetadata().get(WRITER));
    } catch (StorageException e) {
      throw translated(e);
    }
  }

  private IOException translated(StorageException e) {
    int code = e.getCode();
    if (code == HttpURLConnection.HTTP_FORBIDDEN || code == HttpURLConnection.HTTP_UNAUTHORIZED) {
      return (IOException) new AccessDeniedException(uri, null, e.getMessage()).initCause(e);
    }
    return new IOException(uri + ": " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    try {
      storage.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
