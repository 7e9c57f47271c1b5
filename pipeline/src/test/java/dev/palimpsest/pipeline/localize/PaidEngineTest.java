package dev.palimpsest.pipeline.localize;

import static dev.palimpsest.pipeline.localize.BatchRun.catalogManifest;
import static dev.palimpsest.pipeline.localize.BatchRun.palimpsest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.pipeline.localize.BatchRun.Ended;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.LocalizeOptions;
import dev.palimpsest.pipeline.options.Settings;
import dev.palimpsest.pipeline.options.SettingsParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command with an engine behind a server. */
@Tag("ocr")
class PaidEngineTest {
  private static final String CANARY = "sk-canary-5b1c77e0d2";

  @TempDir Path folder;

  private String[] words(ChatServer server, String... more) throws IOException {
    Path manifest = catalogManifest(folder, "summer-sale", "free-delivery");
    Path key =
        Files.writeString(Files.createDirectories(folder.resolve("keys")).resolve("k"), CANARY);
    List<String> words =
        new ArrayList<>(
            List.of(
                "localize",
                "--manifest=" + manifest,
                "--output=" + folder.resolve("out"),
                "--sourceLanguage=en",
                "--translator=openai",
                "--translatorEndpoint=" + server.url(),
                "--translatorKey=file:" + key,
                "--translatorBatchSize=1",
                "--batchId=b1"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void aBrokenOffBatchAsksForNothingTwice() throws IOException {
    try (ChatServer server = new ChatServer()) {
      server.answerOnly(3);
      Ended first = palimpsest(words(server));
      assertThat(first.exitCode()).as(first.output()).isNotEqualTo(ExitCode.COMPLETED);
      assertThat(server.asked()).hasSize(3);

      server.answerOnly(Integer.MAX_VALUE);
      Ended second = palimpsest(words(server, "--resume"));
      assertThat(second.exitCode()).as(second.output()).isEqualTo(ExitCode.COMPLETED);
      assertThat(server.asked())
          .hasSizeGreaterThan(3)
          .allSatisfy((text, times) -> assertThat(times).as(text).isOne());
    }
  }

  @Test
  void anEstimateAsksNobodyAndIsRight() throws IOException {
    try (ChatServer server = new ChatServer()) {
      Ended estimate = palimpsest(words(server, "--estimate"));
      assertThat(estimate.exitCode()).as(estimate.output()).isEqualTo(ExitCode.COMPLETED);
      assertThat(server.requestsByTarget()).isEmpty();
      palimpsest(words(server, "--exportMemory=" + folder.resolve("all.tmx")));
      server
          .requestsByTarget()
          .forEach(
              (target, requests) ->
                  assertThat(estimate.output())
                      .containsPattern("openai +en +" + target + " .* " + requests + "\n"));
      assertThat(Files.readString(folder.resolve("all.tmx")))
          .contains("<tmx version=\"1.4\">", "xml:lang=\"it\"", "<seg>le ");
    }
  }

  @Test
  void theKeyIsNowhereButInRequests() throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    List<String> logged = Collections.synchronizedList(new ArrayList<>());
    Handler handler = recorder(logged);
    Logger root = Logger.getLogger("");
    Level level = root.getLevel();
    try (ChatServer server = new ChatServer()) {
      server.answerOnly(2); // so that errors are told, too
      root.addHandler(handler);
      root.setLevel(Level.FINE);
      PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
      System.setOut(both);
      System.setErr(both);
      Ended ended = palimpsest(words(server, "--runner=FlinkRunner", "--flinkMaster=[local]"));
      System.setOut(out);
      System.setErr(err);

      assertThat(server.keys()).containsOnlyKeys("Bearer " + CANARY);
      assertThat(ended.output()).doesNotContain(CANARY);
      assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain(CANARY);
      // Flink still winds down and logs: look at what there is up to here.
      List<String> lines;
      synchronized (logged) {
        lines = List.copyOf(logged);
      }
      assertThat(lines).isNotEmpty().noneMatch(line -> line.contains(CANARY));
      Files.delete(folder.resolve("keys/k"));
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(CANARY);
        }
      }
    } finally {
      System.setOut(out);
      System.setErr(err);
      root.removeHandler(handler);
      root.setLevel(level);
    }
  }

  @Test
  void theKeyIsNotInTheJobGraph() throws Exception {
    try (ChatServer server = new ChatServer()) {
      // Beam hands out the graph of the DataStream API only; functions and options are the same.
      String[] words =
          words(
              server,
              "--runner=FlinkRunner",
              "--flinkMaster=[local]",
              "--useDataStreamForBatch=true");
      List<String> problems = new ArrayList<>();
      LocalizeOptions options =
          CommandLine.parse(List.of(words).subList(1, words.length))
              .as(LocalizeOptions.class, problems);
      Settings settings = new SettingsParser(problems, Instant.now()).localize(options);
      Pipeline pipeline = Pipeline.create(options);
      LocalizeGraph.build(pipeline, settings);
      Method toJobGraph = FlinkRunner.class.getDeclaredMethod("getJobGraph", Pipeline.class);
      toJobGraph.setAccessible(true);

      Object graph = toJobGraph.invoke(FlinkRunner.fromOptions(options), pipeline);

      String bytes =
          new String(InstantiationUtil.serializeObject(graph), StandardCharsets.ISO_8859_1);
      assertThat(bytes.contains("file:" + folder.resolve("keys/k")))
          .as("where the key is kept travels")
          .isTrue();
      assertThat(bytes.contains(CANARY)).as("the key does not").isFalse();
    }
  }

  private static Handler recorder(List<String> logged) {
    Formatter formatter = new SimpleFormatter();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            logged.add(formatter.format(record));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    return handler;
  }
}
