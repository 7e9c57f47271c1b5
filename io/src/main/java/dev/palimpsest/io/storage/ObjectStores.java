package dev.palimpsest.io.storage;

import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.DefaultS3ClientBuilderFactory;
import org.apache.beam.sdk.options.PipelineOptions;

/** The settings of the object stores' clients where the user does not say otherwise. */
public final class ObjectStores {
  /**
   * Beam holds one buffer of this size for each file being written: 64 MB on S3 and 24 MB on Google
   * Cloud Storage by default, for files that have some 100 kB. S3 takes no parts below 5 MiB.
   */
  private static final int S3_BUFFER_BYTES =
      S3Options.S3UploadBufferSizeBytesFactory.MINIMUM_UPLOAD_BUFFER_SIZE_BYTES;

  private static final int GCS_BUFFER_BYTES = 2 << 20;

  private ObjectStores() {}

  /** Completes the options and makes this process's file systems use them, as workers will. */
  public static void use(PipelineOptions options) {
    S3Options s3 = options.as(S3Options.class);
    if (s3.getS3ClientFactoryClass() == DefaultS3ClientBuilderFactory.class) {
      s3.setS3ClientFactoryClass(S3Clients.class);
    }
    if (s3.getS3UploadBufferSizeBytes()
        == S3Options.S3UploadBufferSizeBytesFactory.DEFAULT_UPLOAD_BUFFER_SIZE_BYTES) {
      s3.setS3UploadBufferSizeBytes(S3_BUFFER_BYTES);
    }
    GcsOptions gcs = options.as(GcsOptions.class);
    if (gcs.getGcsUploadBufferSizeBytes() == null) {
      gcs.setGcsUploadBufferSizeBytes(GCS_BUFFER_BYTES);
    }
    FileSystems.setDefaultPipelineOptions(options);
  }
}
