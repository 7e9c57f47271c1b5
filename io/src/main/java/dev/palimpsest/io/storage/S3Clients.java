package dev.palimpsest.io.storage;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.DefaultS3ClientBuilderFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryPolicy;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * Beam's S3 clients with more patience: they ask again more often, also when a connection breaks in
 * the middle of a download, and they find buckets on private clouds.
 */
public final class S3Clients extends DefaultS3ClientBuilderFactory {
  /** Beside the first attempt: with the client's growing pauses some 20 seconds of trouble. */
  private static final int RETRIES = 8;

  /** Every image and record is smaller. */
  private static final long LARGEST_KEPT_BYTES = 32L << 20;

  @Override
  public S3ClientBuilder createBuilder(S3Options options) {
    S3ClientBuilder builder = super.createBuilder(options);
    builder.overrideConfiguration(
        config ->
            config
                .retryPolicy(RetryPolicy.builder().numRetries(RETRIES).build())
                .addExecutionInterceptor(new WholeAnswers()));
    URI endpoint = options.getEndpoint();
    if (endpoint != null && !String.valueOf(endpoint.getHost()).endsWith(".amazonaws.com")) {
      // Private clouds have no host name for each bucket.
      builder.forcePathStyle(true);
    }
    return builder;
  }

  /** What the client says in its own exceptions, as others say it. */
  static IOException translated(String uri, SdkException e) {
    int status = e instanceof AwsServiceException service ? service.statusCode() : 0;
    return switch (status) {
      case HttpURLConnection.HTTP_NOT_FOUND ->
          (IOException) new FileNotFoundException(uri).initCause(e);
      case HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_UNAUTHORIZED ->
          (IOException) new AccessDeniedException(uri, null, e.getMessage()).initCause(e);
      default -> new IOException(uri + ": " + e.getMessage(), e);
    };
  }

  /**
   * Takes the whole answer inside the attempt that asked for it, so that the client's retries cover
   * it; by itself the client ends an attempt where the body begins. Larger objects are streamed,
   * and a broken stream is an error.
   */
  private static final class WholeAnswers implements ExecutionInterceptor {
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      Optional<InputStream> body = context.responseBody();
      if (body.isEmpty()
          || !context.httpResponse().isSuccessful()
          || (context.request() instanceof GetObjectRequest
              && length(context) > LARGEST_KEPT_BYTES)) {
        return body;
      }
      try (InputStream content = body.get()) {
        return Optional.of(new ByteArrayInputStream(content.readAllBytes()));
      } catch (IOException e) {
        throw RetryableException.create("the answer broke off", e);
      }
    }

    private static long length(Context.ModifyHttpResponse context) {
      return context
          .httpResponse()
          .firstMatchingHeader("Content-Length")
          .map(Long::parseLong)
          .orElse(Long.MAX_VALUE);
    }
  }
}
