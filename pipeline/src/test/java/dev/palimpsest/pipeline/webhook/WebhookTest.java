package dev.palimpsest.pipeline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.WebhookDelivery;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.pipeline.options.WebhookSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery to a real server on loopback that fails, stalls and answers 500. */
class WebhookTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final int STALL = -1;

  private record Received(String delivery, String timestamp, String signature, String body) {}

  @TempDir Path folder;

  private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Integer> answers = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/hook",
        exchange -> {
          received.add(
              new Received(
                  exchange.getRequestHeaders().getFirst("X-Palimpsest-Delivery"),
                  exchange.getRequestHeaders().getFirst("X-Palimpsest-Timestamp"),
                  exchange.getRequestHeaders().getFirst("X-Palimpsest-Signature"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          int answer = answers.isEmpty() ? 200 : answers.remove();
          if (answer == STALL) {
            try {
              over.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          exchange.sendResponseHeaders(answer == STALL ? 200 : answer, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  private WebhookDelivery deliver(String secret, boolean allowPrivateHosts) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    BatchRecord record =
        BatchRecord.pending("b1", List.of("de"), NOW, "results", "failures")
            .processing(NOW)
            .failed(NOW);
    return new Webhook(
            new WebhookSettings(url, secret, allowPrivateHosts),
            Duration.ofMillis(500),
            Clock.fixed(NOW, ZoneOffset.UTC),
            pauses::add)
        .deliver(record);
  }

  @Test
  void signsWhatItSends() throws Exception {
    Path secret = Files.writeString(folder.resolve("key"), "s3cret\n");

    WebhookDelivery delivery = deliver("file:" + secret, true);

    assertThat(delivery.delivered()).isTrue();
    assertThat(delivery.attempts()).isEqualTo(1);
    Received got = received.get(0);
    assertThat(got.delivery()).isEqualTo(delivery.deliveryId());
    assertThat(got.timestamp()).isEqualTo(String.valueOf(NOW.getEpochSecond()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] expected =
        mac.doFinal((got.timestamp() + "." + got.body()).getBytes(StandardCharsets.UTF_8));
    assertThat(got.signature()).isEqualTo("sha256=" + HexFormat.of().formatHex(expected));
    JsonNode body = Json.MAPPER.readTree(got.body());
    assertThat(body.get("event").asText()).isEqualTo("batch.failed");
    assertThat(body.get("batch_id").asText()).isEqualTo("b1");
    assertThat(got.body()).doesNotContain("s3cret");
  }

  @Test
  void triesAgainUnderTheSameIdWhenTheServerFailsOrStalls() {
    answers.addAll(List.of(500, STALL, 503));

    WebhookDelivery delivery = deliver(null, true);

    assertThat(delivery.delivered()).isTrue();
    assertThat(delivery.attempts()).isEqualTo(4);
    assertThat(received).extracting(Received::delivery).containsOnly(delivery.deliveryId());
    assertThat(received).hasSize(4);
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void givesUpAndSaysWhy() {
    answers.addAll(List.of(500, 500, 500, 500, 500));

    WebhookDelivery delivery = deliver(null, true);

    assertThat(delivery.delivered()).isFalse();
    assertThat(delivery.attempts()).isEqualTo(5);
    assertThat(delivery.error()).isEqualTo("HTTP 500");
  }

  @Test
  void refusesPrivateAddressesUnlessAllowed() {
    WebhookDelivery delivery = deliver(null, false);

    assertThat(delivery.delivered()).isFalse();
    assertThat(delivery.error()).contains("private address");
    assertThat(received).isEmpty();
  }

  @Test
  void namesTheSecretThatIsMissing() {
    WebhookDelivery delivery = deliver("file:" + folder.resolve("absent"), true);

    assertThat(delivery.delivered()).isFalse();
    assertThat(delivery.error()).contains("absent");
    assertThat(received).isEmpty();
  }
}
