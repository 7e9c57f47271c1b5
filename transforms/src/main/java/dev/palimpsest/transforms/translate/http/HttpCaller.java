package dev.palimpsest.transforms.translate.http;

import dev.palimpsest.io.image.BoundedBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Calls one engine's server: in its turn, within its time, again where that can help.
 *
 * <p>Repeated are 408, 429, 5xx, cut connections and timeouts, with doubling, jittered pauses and
 * never sooner than {@code Retry-After} says. Everything else that is no success ends at once;
 * after a wrong key or model (401, 402, 403, 404, or 400 before any success) the engine is not
 * called again. What servers say about an error is quoted, without the key. One thread at a time
 * calls.
 */
public final class HttpCaller {
  /** Requests with the same bytes, the first included. */
  static final int MAX_ATTEMPTS = 6;

  /** Some hundred times what the largest batch of texts is answered with. */
  private static final long LARGEST_ANSWER_BYTES = 32L << 20;

  private static final long FIRST_PAUSE_MS = 1_000;
  private static final long LONGEST_PAUSE_MS = 60_000;

  /** A server that wants a longer pause than this counts as down. */
  private static final long LONGEST_RETRY_AFTER_MS = 300_000;

  private static final int QUOTED_CHARACTERS = 300;
  private static final Pattern FILTER =
      Pattern.compile(
          "content[_ ]?(?:filter|policy|management)|safety|moderation|inspection_failed",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LENGTH =
      Pattern.compile(
          "context[_ ]length|too (?:long|large|many (?:tokens|characters|segments))|maximum context"
              + "|(?:char|text|batch)[^.]{0,20} (?:limit|exceeds)",
          Pattern.CASE_INSENSITIVE);

  /** One for the process: a client has a thread, and JDK 17 knows no way to close it. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(20))
          .build();

  /** What servers refused for good, by job and engine: nobody in this process asks them again. */
  private static final Map<String, String> REFUSALS = new ConcurrentHashMap<>();

  private final String refusalKey;
  private final EngineSettings settings;
  private final Pacer pacer;
  private final Waiting waiting;
  private final Meter meter;
  private boolean succeededBefore;

  /**
   * A caller for one engine.
   *
   * @param job what a final refusal (wrong key, unknown model) holds for: it is remembered as long
   *     as the process lives
   */
  public HttpCaller(
      String job,
      String engine,
      EngineSettings settings,
      Pacer pacer,
      Waiting waiting,
      Meter meter) {
    this.refusalKey = job + "\n" + engine;
    this.settings = settings;
    this.pacer = pacer;
    this.waiting = waiting;
    this.meter = meter;
  }

  /** What came of one attempt: a response, or the error in its place. */
  private record Attempt(int status, HttpHeaders headers, String body, IOException error) {
    boolean succeeded() {
      return error == null && status >= 200 && status < 300;
    }

    boolean mayHelpAgain() {
      return error != null || status == 408 || status == 429 || status >= 500;
    }
  }

  /**
   * Sends a request and returns the body of its successful answer.
   *
   * @param body {@code null} for a GET
   * @param secret the key that the headers hold, to keep it out of messages; empty for none
   * @throws CallException if there is no success
   */
  public String call(String url, Map<String, String> headers, String body, String secret)
      throws InterruptedException {
    String refusal = REFUSALS.get(refusalKey);
    if (refusal != null) {
      throw new CallException(CallException.Kind.REJECTED, refusal);
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    headers.forEach(request::setHeader);
    if (body == null) {
      request.GET();
    } else {
      request.POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }
    for (int attempt = 1; ; attempt++) {
      pacer.awaitTurn();
      Attempt result = send(request.build());
      if (result.succeeded()) {
        succeededBefore = true;
        return result.body();
      }
      long pauseMs = pauseMs(result, attempt);
      if (!result.mayHelpAgain() || attempt == MAX_ATTEMPTS || pauseMs > LONGEST_RETRY_AFTER_MS) {
        throw failure(result, attempt, secret);
      }
      meter.count(Meter.RETRIES, 1);
      waiting.sleepMs(pauseMs);
    }
  }

  private Attempt send(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<Optional<byte[]>>> sent =
        CLIENT.sendAsync(request, head -> new BoundedBody(LARGEST_ANSWER_BYTES, head.headers()));
    try {
      HttpResponse<Optional<byte[]>> response =
          sent.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (response.body().isEmpty()) {
        String message = "an answer of more than " + LARGEST_ANSWER_BYTES + " bytes";
        return new Attempt(0, null, "", new IOException(message));
      }
      String body = new String(response.body().get(), StandardCharsets.UTF_8);
      return new Attempt(response.statusCode(), response.headers(), body, null);
    } catch (TimeoutException e) {
      sent.cancel(true);
      String message = "no answer in " + settings.timeout().toSeconds() + " s";
      return new Attempt(0, null, "", new IOException(message, e));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException error) {
        return new Attempt(0, null, "", error);
      }
      // The client throws what it likes at a header that it cannot parse.
      return new Attempt(0, null, "", new IOException("no valid answer", e.getCause()));
    } catch (InterruptedException e) {
      sent.cancel(true);
      throw e;
    }
  }

  private long pauseMs(Attempt result, int attempt) {
    long fullMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << (attempt - 1));
    long jitteredMs = (long) (fullMs * (0.5 + 0.5 * waiting.random()));
    return Math.max(jitteredMs, result.headers() == null ? 0 : retryAfterMs(result.headers()));
  }

  /** Seconds or a date; 0 if the server does not say. */
  private long retryAfterMs(HttpHeaders headers) {
    String value = headers.firstValue("Retry-After").orElse("").strip();
    if (value.matches("\\d{1,9}")) {
      return 1_000L * Long.parseLong(value);
    }
    try {
      ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Math.max(0, until.toInstant().toEpochMilli() - waiting.nowMs());
    } catch (DateTimeParseException e) {
      return 0;
    }
  }

  private CallException failure(Attempt result, int attempts, String secret) {
    if (result.error() != null) {
      String what = result.error().getMessage() == null ? "" : ": " + result.error().getMessage();
      return new CallException(
          CallException.Kind.UNAVAILABLE,
          quoted(
              "%s did not answer in %d attempts (%s%s)"
                  .formatted(host(), attempts, result.error().getClass().getSimpleName(), what),
              secret));
    }
    String message =
        quoted(
            "%s answered %d%s"
                .formatted(
                    host(),
                    result.status(),
                    result.body().isBlank() ? "" : " " + result.body().replaceAll("\\s+", " ")),
            secret);
    CallException.Kind kind = kind(result);
    if (kind == CallException.Kind.REJECTED) {
      REFUSALS.put(refusalKey, message);
    }
    return new CallException(kind, message);
  }

  private CallException.Kind kind(Attempt result) {
    if (result.status() == 429) {
      return CallException.Kind.RATE_LIMITED;
    }
    if (result.mayHelpAgain()) {
      return CallException.Kind.UNAVAILABLE;
    }
    String body = result.body();
    boolean isAboutContent = result.status() == 400 || result.status() == 422;
    if (result.status() == 413 || (isAboutContent && LENGTH.matcher(body).find())) {
      return CallException.Kind.THIS_REQUEST;
    }
    if ((isAboutContent || result.status() == 403) && FILTER.matcher(body).find()) {
      return CallException.Kind.FILTERED;
    }
    return isAboutContent && succeededBefore
        ? CallException.Kind.THIS_REQUEST
        : CallException.Kind.REJECTED;
  }

  private String host() {
    URI uri = URI.create(settings.endpoint());
    return (uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
        .toLowerCase(Locale.ROOT);
  }

  /** Cut short, and without the key: some servers repeat it. */
  private static String quoted(String message, String secret) {
    String clean = secret.isEmpty() ? message : message.replace(secret, "(key)");
    return clean.length() <= QUOTED_CHARACTERS
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, QUOTED_CHARACTERS - 20)) + "…";
  }
}
