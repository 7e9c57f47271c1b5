package dev.palimpsest.pipeline.webhook;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.WebhookDelivery;
import dev.palimpsest.io.image.PrivateHosts;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.pipeline.options.WebhookSettings;
import dev.palimpsest.transforms.translate.http.SecretRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Delivers the end of a batch at least once: a receiver that saw the delivery id before has seen
 * the event. A delivery that fails is noted in the record and never fails the batch.
 *
 * <p>{@code X-Palimpsest-Signature} is {@code sha256=} and the hexadecimal HMAC-SHA256 of {@code
 * TIMESTAMP.BODY} with the secret; {@code X-Palimpsest-Timestamp} are epoch seconds, so that an old
 * delivery cannot be played back.
 */
public final class Webhook {
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** How to wait between attempts; tests do not. */
  interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  private final WebhookSettings settings;
  private final Duration timeout;
  private final Clock clock;
  private final Sleeper sleeper;

  public Webhook(WebhookSettings settings) {
    this(
        settings,
        Duration.ofSeconds(10),
        Clock.systemUTC(),
        pause -> Thread.sleep(pause.toMillis()));
  }

  Webhook(WebhookSettings settings, Duration timeout, Clock clock, Sleeper sleeper) {
    this.settings = settings;
    this.timeout = timeout;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** Sends the record's summary; retries what may pass. */
  public WebhookDelivery deliver(BatchRecord record) {
    String id = deliveryId(record);
    URI uri = URI.create(settings.url());
    if (!settings.allowPrivateHosts() && PrivateHosts.isPrivate(uri.getHost())) {
      return new WebhookDelivery(
          id, false, 0, uri.getHost() + " is a private address; see --webhookAllowPrivateHosts");
    }
    String trouble = "";
    Duration pause = FIRST_PAUSE;
    HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
    try {
      String body = Json.write(summary(record, id));
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        try {
          int status =
              client
                  .send(request(uri, id, body), HttpResponse.BodyHandlers.discarding())
                  .statusCode();
          if (status / 100 == 2) {
            return new WebhookDelivery(id, true, attempt, null);
          }
          trouble = "HTTP " + status;
        } catch (IOException e) {
          trouble = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        if (attempt < ATTEMPTS) {
          sleeper.sleep(pause);
          pause = pause.multipliedBy(2);
        }
      }
      return new WebhookDelivery(id, false, ATTEMPTS, trouble);
    } catch (FailureException e) {
      return new WebhookDelivery(id, false, 0, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new WebhookDelivery(id, false, 0, "interrupted");
    }
  }

  /** The same for every attempt to tell of one end of one batch. */
  private static String deliveryId(BatchRecord record) {
    String event = record.batchId() + "/" + record.startedAt() + "/" + record.status().label();
    return UUID.nameUUIDFromBytes(event.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Map<String, Object> summary(BatchRecord record, String id) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("event", "batch." + record.status().label());
    summary.put("delivery_id", id);
    summary.put("batch_id", record.batchId());
    summary.put("status", record.status());
    summary.put("total_images", record.totalImages());
    summary.put("completed_count", record.completedCount());
    summary.put("failed_count", record.failedCount());
    summary.put("reused_count", record.reusedCount());
    summary.put("target_languages", record.targetLanguages());
    summary.put("created_at", record.createdAt());
    summary.put("finished_at", record.finishedAt());
    summary.put("results", record.results());
    summary.put("failures", record.failures());
    return summary;
  }

  private HttpRequest request(URI uri, String id, String body) throws FailureException {
    String timestamp = String.valueOf(clock.instant().getEpochSecond());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("X-Palimpsest-Delivery", id)
            .header("X-Palimpsest-Timestamp", timestamp)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (settings.secret() != null) {
      String key = new SecretRef(settings.secret()).resolve();
      request.header("X-Palimpsest-Signature", "sha256=" + hmac(key, timestamp + "." + body));
    }
    return request.build();
  }

  private static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
