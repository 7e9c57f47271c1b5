package dev.palimpsest.io.image;

import dev.palimpsest.io.ledger.SourceStamp;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Images from web servers: bounded in bytes and time, every redirect's host checked, passing
 * troubles tried again.
 */
final class HttpImages {
  private static final int MAX_REDIRECTS = 5;
  private static final int ATTEMPTS = 3;
  private static final int LARGEST_PORT = 65_535;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** How to wait between attempts; tests do not. */
  interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  /** A trouble that may pass. */
  private static final class PassingException extends Exception {
    private static final long serialVersionUID = 1;

    PassingException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** One for the process: a client has a thread, and JDK 17 knows no way to close it. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(20))
          .build();

  private final long maxBytes;
  private final boolean allowPrivateHosts;
  private final Duration timeout;
  private final Sleeper sleeper;

  HttpImages(long maxBytes, boolean allowPrivateHosts) {
    this(maxBytes, allowPrivateHosts, Duration.ofSeconds(60), p -> Thread.sleep(p.toMillis()));
  }

  /**
   * @param timeout for one attempt, from the request to the last byte
   */
  HttpImages(long maxBytes, boolean allowPrivateHosts, Duration timeout, Sleeper sleeper) {
    this.maxBytes = maxBytes;
    this.allowPrivateHosts = allowPrivateHosts;
    this.timeout = timeout;
    this.sleeper = sleeper;
  }

  byte[] read(String address) throws FailureException {
    URI uri = parse(address);
    Duration pause = FIRST_PAUSE;
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return followRedirects(uri);
        } catch (PassingException e) {
          if (attempt == ATTEMPTS) {
            throw new FailureException(
                Stage.LOAD,
                FailureCode.IMAGE_UNAVAILABLE,
                e.getMessage() + " (" + ATTEMPTS + " attempts)",
                e);
          }
          sleeper.sleep(pause);
          pause = pause.multipliedBy(2);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(FailureCode.CANCELLED, "Interrupted while loading " + address);
    }
  }

  /** Length and ETag, or else modification time, of an image; empty if the server tells neither. */
  Optional<SourceStamp> stamp(String address) throws FailureException {
    URI uri = parse(address);
    checkHost(uri);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<Void> response = CLIENT.send(request, HttpResponse.BodyHandlers.discarding());
      long length = response.headers().firstValueAsLong("content-length").orElse(-1);
      return response.statusCode() != 200
          ? Optional.empty()
          : response
              .headers()
              .firstValue("etag")
              .or(() -> response.headers().firstValue("last-modified"))
              .map(version -> new SourceStamp(length, version));
    } catch (IOException | RuntimeException e) { // the client throws both at a broken header
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(FailureCode.CANCELLED, "Interrupted while asking for " + address);
    }
  }

  private void checkHost(URI uri) throws FailureException {
    if (uri.getHost() == null) {
      throw failure(FailureCode.IMAGE_NOT_FOUND, "No host in the address " + uri);
    }
    if (uri.getPort() > LARGEST_PORT) {
      throw failure(FailureCode.IMAGE_NOT_FOUND, "No port has the number in " + uri);
    }
    if (!allowPrivateHosts && PrivateHosts.isPrivate(uri.getHost())) {
      throw failure(
          FailureCode.FORBIDDEN_LOCATION, uri.getHost() + " is a private address: " + uri);
    }
  }

  private byte[] followRedirects(URI first)
      throws FailureException, PassingException, InterruptedException {
    URI uri = first;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      checkHost(uri);
      HttpResponse<Optional<byte[]>> response = send(uri);
      int status = response.statusCode();
      Optional<String> location = response.headers().firstValue("location");
      if (status / 100 != 3 || location.isEmpty()) {
        return bytesOf(uri, response);
      }
      uri = uri.resolve(parse(location.get()));
      if (!uri.getScheme().matches("(?i)https?")) {
        throw failure(FailureCode.FORBIDDEN_LOCATION, first + " redirects to " + uri);
      }
    }
    throw failure(
        FailureCode.IMAGE_NOT_FOUND, first + " redirects more than " + MAX_REDIRECTS + " times");
  }

  private byte[] bytesOf(URI uri, HttpResponse<Optional<byte[]>> response)
      throws FailureException, PassingException {
    int status = response.statusCode();
    String message = uri + " answered HTTP " + status;
    if (status == 401 || status == 403) {
      throw failure(FailureCode.ACCESS_DENIED, message);
    }
    if (status >= 500 || status == 408 || status == 429) {
      throw new PassingException(message, null);
    }
    if (status != 200) {
      throw failure(FailureCode.IMAGE_NOT_FOUND, message);
    }
    if (response.body().isEmpty()) {
      throw failure(FailureCode.IMAGE_TOO_LARGE, uri + " has more than " + maxBytes + " bytes");
    }
    return response.body().get();
  }

  private HttpResponse<Optional<byte[]>> send(URI uri)
      throws PassingException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(timeout).GET().build();
    CompletableFuture<HttpResponse<Optional<byte[]>>> response =
        CLIENT.sendAsync(request, head -> new BoundedBody(maxBytes, head.headers()));
    try {
      return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      response.cancel(true);
      throw new PassingException(uri + " did not answer in " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException trouble) {
        String reason =
            trouble.getMessage() == null
                ? trouble.getClass().getSimpleName()
                : trouble.getMessage();
        throw new PassingException(uri + ": " + reason, trouble);
      }
      // The client throws what it likes at a header that it cannot parse.
      throw new PassingException(uri + ": no valid answer (" + e.getCause() + ")", e.getCause());
    }
  }

  private static URI parse(String address) throws FailureException {
    try {
      return URI.create(address.strip().replace(" ", "%20"));
    } catch (IllegalArgumentException e) {
      throw new FailureException(
          Stage.LOAD, FailureCode.IMAGE_NOT_FOUND, "Not an address: " + address, e);
    }
  }

  private static FailureException failure(FailureCode code, String message) {
    return new FailureException(Stage.LOAD, code, message);
  }
}
