package dev.palimpsest.io.image;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Collects a response; empty, and the connection let go, as soon as it proves too long. */
public final class BoundedBody implements HttpResponse.BodySubscriber<Optional<byte[]>> {
  private final long maxBytes;
  private final boolean announcedTooLong;
  private final CompletableFuture<Optional<byte[]>> body = new CompletableFuture<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private Flow.Subscription subscription;

  public BoundedBody(long maxBytes, HttpHeaders headers) {
    this.maxBytes = maxBytes;
    this.announcedTooLong = headers.firstValueAsLong("content-length").orElse(0) > maxBytes;
  }

  @Override
  public CompletionStage<Optional<byte[]>> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (announcedTooLong) {
      stop();
    } else {
      subscription.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (body.isDone()) {
        return;
      }
      if (received.size() + (long) buffer.remaining() > maxBytes) {
        stop();
        return;
      }
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      received.writeBytes(bytes);
    }
  }

  private void stop() {
    body.complete(Optional.empty());
    subscription.cancel();
  }

  @Override
  public void onError(Throwable trouble) {
    body.completeExceptionally(trouble);
  }

  @Override
  public void onComplete() {
    body.complete(Optional.of(received.toByteArray()));
  }
}
