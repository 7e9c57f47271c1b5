package dev.palimpsest.pipeline.localize;

import static dev.palimpsest.pipeline.localize.BatchRun.CATALOG;
import static dev.palimpsest.pipeline.localize.BatchRun.palimpsest;
import static dev.palimpsest.pipeline.localize.BatchRun.record;
import static dev.palimpsest.pipeline.localize.BatchRun.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.result.Outcome;
import dev.palimpsest.io.storage.ContentHash;
import dev.palimpsest.pipeline.localize.BatchRun.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Night after night over one library on a web server that counts what is downloaded. */
@Tag("ocr")
class NightlyTest {
  @TempDir Path folder;

  private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();
  private final AtomicInteger downloads = new AtomicInteger();
  private HttpServer server;
  private int night;

  @BeforeEach
  void serve() throws IOException {
    pictures.put("free", Files.readAllBytes(CATALOG.resolve("free-delivery.gif")));
    pictures.put("sale", Files.readAllBytes(CATALOG.resolve("summer-sale.jpg")));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = pictures.get(exchange.getRequestURI().getPath().substring(1));
          exchange.getResponseHeaders().set("ETag", '"' + ContentHash.of(bytes) + '"');
          if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(200, -1);
          } else {
            downloads.incrementAndGet();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Map<Outcome, Long> localize(String languages, String... more) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String name : new TreeMap<>(pictures).keySet()) {
      rows.add(
          "{\"image\":\"http://127.0.0.1:%d/%s\",\"image_id\":\"%s\"}"
              .formatted(server.getAddress().getPort(), name, name));
    }
    Path manifest = Files.write(folder.resolve("m.jsonl"), rows);
    String batchId = "night-" + ++night;
    List<String> words =
        new ArrayList<>(
            List.of(
                "localize",
                "--manifest=" + manifest,
                "--output=" + folder.resolve("out"),
                "--targetLanguages=" + languages,
                "--sourceLanguage=en",
                "--allowPrivateHosts",
                "--translator=memory,pseudo",
                "--batchId=" + batchId));
    words.addAll(List.of(more));
    downloads.set(0);
    Ended ended = palimpsest(words.toArray(String[]::new));
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(ExitCode.COMPLETED);
    BatchRecord record = record(folder.resolve("out"), batchId);
    return new TreeMap<>(record.outcomes());
  }

  @Test
  void doesOnlyWhatHasChanged() throws IOException {
    Path memory = folder.resolve("m.tmx");
    Files.writeString(memory, tmx("on all orders over", "ab"));
    String withMemory = "--memory=" + memory;

    assertThat(localize("de,fr", withMemory)).isEqualTo(Map.of(Outcome.FRESH, 4L));
    assertThat(downloads).hasValue(2);
    Map<String, String> images = tree(folder.resolve("out/images"));

    assertThat(localize("de,fr", withMemory)).isEqualTo(Map.of(Outcome.CARRIED_OVER, 4L));
    assertThat(downloads).as("nothing changed, nothing downloaded").hasValue(0);
    assertThat(tree(folder.resolve("out/images"))).isEqualTo(images);

    assertThat(localize("de,fr,es", withMemory))
        .as("a language more")
        .isEqualTo(Map.of(Outcome.CARRIED_OVER, 4L, Outcome.RETRANSLATED, 2L));
    assertThat(downloads).hasValue(0);

    Files.writeString(memory, tmx("on all orders over", "bei Bestellungen ab"));
    assertThat(localize("de,fr,es", withMemory))
        .as("one human translation changed: one text of one picture in one language")
        .isEqualTo(Map.of(Outcome.CARRIED_OVER, 5L, Outcome.RETRANSLATED, 1L));

    assertThat(localize("de,fr,es", withMemory, "--minFontSize=11"))
        .as("a drawing setting changed")
        .isEqualTo(Map.of(Outcome.REDRAWN, 6L));
    assertThat(downloads).hasValue(0);

    pictures.put("sale", Files.readAllBytes(CATALOG.resolve("headphones.jpg")));
    assertThat(localize("de,fr,es", withMemory, "--minFontSize=11"))
        .as("one picture changed")
        .isEqualTo(Map.of(Outcome.CARRIED_OVER, 3L, Outcome.FRESH, 3L));
    assertThat(downloads).hasValue(1);

    assertThat(localize("de,fr,es", withMemory, "--minFontSize=11", "--force=fr"))
        .as("one language forced")
        .isEqualTo(Map.of(Outcome.CARRIED_OVER, 4L, Outcome.REDRAWN, 2L));
  }

  private static String tmx(String english, String german) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence"
      o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/><body>
    <tu><tuv xml:lang="en"><seg>%s</seg></tuv><tuv xml:lang="de"><seg>%s</seg></tuv></tu>
    </body></tmx>
    """
        .formatted(english, german);
  }

  /** As a crash or a full disk leaves them; each once stopped every later batch. */
  @Test
  void filesOfEarlierNightsThatAreDamagedAreMadeAgain() throws IOException {
    localize("de");
    Path out = folder.resolve("out");
    Files.write(out.resolve("batches/night-1/status.json"), new byte[0]);
    assertThat(cutShort(out, "ledger/night-1", ".jsonl")).isPositive();
    assertThat(cutShort(out, "images/free", "regions.json")).isEqualTo(1);

    assertThat(localize("de")).containsEntry(Outcome.FRESH, 2L);
    assertThat(downloads).hasValue(2);

    Files.writeString(out.resolve("ledger/current.json"), "{\"batch_id\":");
    assertThat(localize("de")).containsEntry(Outcome.FRESH, 2L);
    assertThat(localize("de")).containsEntry(Outcome.CARRIED_OVER, 2L);
  }

  private static int cutShort(Path out, String under, String ending) throws IOException {
    int cut = 0;
    try (Stream<Path> files = Files.walk(out.resolve(under))) {
      for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, Math.min(content.length, 20)));
        cut += content.length > 0 ? 1 : 0;
      }
    }
    return cut;
  }
}
