package dev.palimpsest.io.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.S3FileSystemConfiguration;
import org.apache.beam.sdk.io.aws2.s3.SSECustomerKey;
import org.apache.beam.sdk.options.PipelineOptions;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * On S3: the precondition is the object's ETag. The client is the one that Beam's options describe,
 * with its own retries.
 */
final class S3SharedFile implements SharedFile {
  private static final String WRITER = "palimpsest-writer";
  private static final int HTTP_NOT_IMPLEMENTED = 501;

  private final String uri;
  private final String bucket;
  private final String key;
  private final S3FileSystemConfiguration config;
  private final S3Client client;

  S3SharedFile(String uri, PipelineOptions options) {
    int slash = uri.indexOf('/', "s3://".length());
    this.uri = uri;
    this.bucket = uri.substring("s3://".length(), slash);
    this.key = uri.substring(slash + 1);
    this.config = S3FileSystemConfiguration.fromS3Options(options.as(S3Options.class));
    this.client = config.getS3ClientBuilder().build();
  }

  @Override
  public Optional<Snapshot> read() throws IOException {
    try {
      SSECustomerKey secret = config.getSSECustomerKey();
      ResponseBytes<GetObjectResponse> object =
          client.getObjectAsBytes(
              request ->
                  request
                      .bucket(bucket)
                      .key(key)
                      .sseCustomerKey(secret.getKey())
                      .sseCustomerAlgorithm(secret.getAlgorithm()));
      return Optional.of(new Snapshot(object.asUtf8String(), object.response().eTag()));
    } catch (SdkException e) {
      IOException translated = S3Clients.translated(uri, e);
      if (translated instanceof FileNotFoundException) {
        return Optional.empty();
      }
      throw translated;
    }
  }

  @Override
  public boolean write(byte[] content, Optional<Snapshot> seen) throws IOException {
    String writer = UUID.randomUUID().toString();
    String header = seen.isPresent() ? "If-Match" : "If-None-Match";
    String version = seen.map(Snapshot::version).orElse("*");
    SSECustomerKey secret = config.getSSECustomerKey();
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(MEDIA_TYPE)
            .metadata(Map.of(WRITER, writer))
            .storageClass(config.getS3StorageClass())
            .serverSideEncryption(config.getSSEAlgorithm())
            .ssekmsKeyId(config.getSSEKMSKeyId())
            .bucketKeyEnabled(config.getBucketKeyEnabled() ? Boolean.TRUE : null)
            .sseCustomerKey(secret.getKey())
            .sseCustomerAlgorithm(secret.getAlgorithm())
            .sseCustomerKeyMD5(secret.getMD5())
            // This version of the client has no field for the condition.
            .overrideConfiguration(override -> override.putHeader(header, version))
            .build();
    try {
      client.putObject(request, RequestBody.fromBytes(content));
      return true;
    } catch (AwsServiceException e) {
      return switch (e.statusCode()) {
        case HttpURLConnection.HTTP_PRECON_FAILED, HttpURLConnection.HTTP_CONFLICT ->
            isFrom(writer);
        case HttpURLConnection.HTTP_NOT_FOUND -> seenIsGone(seen, e);
        case HTTP_NOT_IMPLEMENTED -> throw withoutConditions(header, e);
        default -> throw S3Clients.translated(uri, e);
      };
    } catch (SdkException e) {
      throw S3Clients.translated(uri, e);
    }
  }

  private boolean seenIsGone(Optional<Snapshot> seen, AwsServiceException e) throws IOException {
    if (seen.isEmpty()) {
      throw S3Clients.translated(uri, e);
    }
    return false;
  }

  /** A retried write whose first answer was lost finds its own object in the way. */
  private boolean isFrom(String writer) throws IOException {
    try {
      SSECustomerKey secret = config.getSSECustomerKey();
      return writer.equals(
          client
              .headObject(
                  request ->
                      request
                          .bucket(bucket)
                          .key(key)
                          .sseCustomerKey(secret.getKey())
                          .sseCustomerAlgorithm(secret.getAlgorithm()))
              .metadata()
              .get(WRITER));
    } catch (SdkException e) {
      IOException translated = S3Clients.translated(uri, e);
      if (translated instanceof FileNotFoundException) {
        return false;
      }
      throw translated;
    }
  }

  private IOException withoutConditions(String header, AwsServiceException e) {
    return new IOException(
        "%s: this store does not support conditional writes (%s), without which two batches could"
                .formatted(uri, header)
            + " take the same id; use a store that does, or put --output elsewhere ("
            + e.getMessage()
            + ")",
        e);
  }

  @Override
  public void close() {
    client.close();
  }
}
