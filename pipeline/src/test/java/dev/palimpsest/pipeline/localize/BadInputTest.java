package dev.palimpsest.pipeline.localize;

import static dev.palimpsest.pipeline.localize.BatchRun.CATALOG;
import static dev.palimpsest.pipeline.localize.BatchRun.lines;
import static dev.palimpsest.pipeline.localize.BatchRun.palimpsest;
import static dev.palimpsest.pipeline.localize.BatchRun.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStatus;
import dev.palimpsest.pipeline.localize.BatchRun.Ended;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used ends as a failure of its own; the rest of the batch completes. */
@Tag("ocr")
class BadInputTest {
  @TempDir Path folder;

  private void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  @Test
  void everyBadFileHasItsCodeAndTheRestCompletes() throws IOException {
    byte[] good = Files.readAllBytes(CATALOG.resolve("free-delivery.gif"));
    byte[] jpeg = Files.readAllBytes(CATALOG.resolve("summer-sale.jpg"));
    write("empty.jpg", new byte[0]);
    write("truncated.jpg", Arrays.copyOf(jpeg, jpeg.length / 3));
    write("text.png", "this is no picture".getBytes(StandardCharsets.UTF_8));
    write("damaged.png", "\u0089PNG\r\n\u001a\n and no more".getBytes(StandardCharsets.ISO_8859_1));
    write("large.jpg", Arrays.copyOf(jpeg, 400_001));
    write("wide.jpg", Files.readAllBytes(CATALOG.resolve("coffee-bag.jpg")));
    write("wrongly-named.png", good);
    String inline = Base64.getEncoder().encodeToString(good);
    Path manifest =
        Files.write(
            folder.resolve("m.jsonl"),
            List.of(
                "{\"image\":\"empty.jpg\"}",
                "{\"image\":\"truncated.jpg\"}",
                "{\"image\":\"text.png\"}",
                "{\"image\":\"damaged.png\"}",
                "{\"image\":\"large.jpg\"}",
                "{\"image\":\"wide.jpg\"}",
                "{\"image\":\"absent.jpg\"}",
                "{\"image\":\"http://127.0.0.1:9/x.jpg\"}",
                "this is no JSON",
                "{\"image\":\"wrongly-named.png\",\"image_id\":\"gif-in-disguise\"}",
                "{\"image\":\"other.png\",\"image_id\":\"gif-in-disguise\"}",
                "{\"image\":\"wrongly-named.png\",\"image_id\":\"x\",\"target_lang\":\"xx-nope\"}",
                "{\"imageBase64\":\"" + inline + "\",\"image_id\":\"inline\"}",
                "{\"imageBase64\":\"%%%\",\"image_id\":\"bad-inline\"}"));
    Path root = folder.resolve("out");

    Ended ended =
        palimpsest(
            "localize",
            "--manifest=" + manifest,
            "--output=" + root,
            "--targetLanguages=de",
            "--translator=pseudo",
            "--maxImageBytes=400000",
            "--maxImagePixels=1000000",
            "--batchId=bad");

    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(ExitCode.PARTIALLY_COMPLETED);
    Map<String, String> codes = new TreeMap<>();
    for (JsonNode failure : lines(root, "bad", "failures-")) {
      String row = failure.get("row").asText();
      codes.put(row.substring(row.lastIndexOf(':') + 1), failure.get("code").asText());
      assertThat(failure.get("advice").asText()).isNotBlank();
    }
    assertThat(codes)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("1", "EMPTY_IMAGE"),
                Map.entry("2", "CORRUPT_IMAGE"),
                Map.entry("3", "UNSUPPORTED_FORMAT"),
                Map.entry("4", "CORRUPT_IMAGE"),
                Map.entry("5", "IMAGE_TOO_LARGE"),
                Map.entry("6", "TOO_MANY_PIXELS"),
                Map.entry("7", "IMAGE_NOT_FOUND"),
                Map.entry("8", "FORBIDDEN_LOCATION"),
                Map.entry("9", "INVALID_ROW"),
                Map.entry("11", "DUPLICATE_IMAGE_ID"),
                Map.entry("12", "UNSUPPORTED_LANGUAGE"),
                Map.entry("14", "INVALID_ROW")));
    BatchRecord record = record(root, "bad");
    assertThat(record.status()).isEqualTo(BatchStatus.PARTIALLY_COMPLETED);
    assertThat(record.totalImages()).isEqualTo(14);
    assertThat(record.completedCount()).isEqualTo(2);
    assertThat(record.failedCount()).isEqualTo(12);
    // One line for each image that could be named: two done, eight failed.
    assertThat(lines(root, "bad", "results-")).hasSize(10);
  }

  /** Each of these rows alone once stopped its whole batch, or was lost without a word. */
  @Test
  void rowsThatStoppedTheBatchAreFailuresOfTheirOwn() throws IOException {
    write("good.gif", Files.readAllBytes(CATALOG.resolve("free-delivery.gif")));
    write("strip.png", whitePng(40_000, 40));
    String deep = "[".repeat(990) + "]".repeat(990);
    Path manifest =
        Files.write(
            folder.resolve("m.jsonl"),
            List.of(
                "{\"image\":\"strip.png\"}",
                "{\"image\":\"a\\u0000b.png\"}",
                "{\"image\":\"a\\ud800.png\"}",
                "{\"image\":\"good.gif\",\"image_id\":\"" + "漢".repeat(70) + "\"}",
                "{\"image\":\"http://127.0.0.1:70000/x.png\"}",
                "{\"image\":\"good.gif\",\"image_id\":\"deep\",\"x\":" + deep + "}",
                "{\"image\":\"good.gif\",\"image_id\":\"half\",\"x\":\"\\ud800\"}",
                "{\"image\":\"classpath:/x.png\"}",
                "{\"image\":\"good.gif\"} garbage",
                "{\"image\":\"good.gif\",\"image_id\":\"1\"}{\"image\":\"gone.gif\",\"image_id\":\"2\"}"));
    Path root = folder.resolve("out");

    Ended ended =
        palimpsest(
            "localize",
            "--manifest=" + manifest,
            "--output=" + root,
            "--targetLanguages=de",
            "--translator=pseudo",
            "--allowPrivateHosts",
            "--batchId=hard");

    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(ExitCode.PARTIALLY_COMPLETED);
    Map<String, String> codes = new TreeMap<>();
    for (JsonNode failure : lines(root, "hard", "failures-")) {
      String row = failure.get("row").asText();
      codes.put(row.substring(row.lastIndexOf(':') + 1), failure.get("code").asText());
    }
    assertThat(codes)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "1", "TOO_MANY_PIXELS",
                "2", "INVALID_ROW",
                "3", "INVALID_ROW",
                "4", "INVALID_ROW",
                "5", "IMAGE_NOT_FOUND",
                "6", "INVALID_ROW",
                "7", "INVALID_ROW",
                "8", "INVALID_ROW",
                "9", "INVALID_ROW",
                "10", "IMAGE_NOT_FOUND"));
    BatchRecord record = record(root, "hard");
    assertThat(record.totalImages()).isEqualTo(11);
    assertThat(record.completedCount()).isEqualTo(1);
  }

  private static byte[] whitePng(int widthPx, int heightPx) throws IOException {
    BufferedImage picture = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_BYTE_GRAY);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    return png.toByteArray();
  }

  @Test
  void nothingButFailuresIsAFailedBatch() throws IOException {
    Path manifest = Files.writeString(folder.resolve("m.jsonl"), "{\"image\":\"absent.png\"}\n");
    Path root = folder.resolve("out");

    Ended ended =
        palimpsest(
            "localize",
            "--manifest=" + manifest,
            "--output=" + root,
            "--targetLanguages=de",
            "--translator=pseudo",
            "--batchId=none");

    assertThat(ended.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(record(root, "none").status()).isEqualTo(BatchStatus.FAILED);
  }

  @Test
  void fetchesImagesFromTheWeb() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] picture = Files.readAllBytes(CATALOG.resolve("free-delivery.gif"));
    server.createContext(
        "/shop/free.gif",
        exchange -> {
          exchange.sendResponseHeaders(200, picture.length);
          exchange.getResponseBody().write(picture);
          exchange.close();
        });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/shop/";
      Path manifest =
          Files.writeString(
              folder.resolve("m.jsonl"),
              "{\"image\":\"%sfree.gif\"}\n{\"image\":\"%sgone.gif\"}\n".formatted(base, base));
      Path root = folder.resolve("out");

      Ended ended =
          palimpsest(
              "localize",
              "--manifest=" + manifest,
              "--output=" + root,
              "--targetLanguages=fr",
              "--translator=pseudo",
              "--allowPrivateHosts",
              "--batchId=web");

      assertThat(ended.exitCode()).as(ended.output()).isEqualTo(ExitCode.PARTIALLY_COMPLETED);
      assertThat(lines(root, "web", "failures-").get(0).get("code").asText())
          .isEqualTo("IMAGE_NOT_FOUND");
      assertThat(record(root, "web").completedCount()).isEqualTo(1);
    } finally {
      server.stop(0);
    }
  }
}
