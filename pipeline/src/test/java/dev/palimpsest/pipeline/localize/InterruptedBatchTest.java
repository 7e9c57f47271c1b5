package dev.palimpsest.pipeline.localize;

import static dev.palimpsest.pipeline.localize.BatchRun.CATALOG;
import static dev.palimpsest.pipeline.localize.BatchRun.comparableResults;
import static dev.palimpsest.pipeline.localize.BatchRun.palimpsest;
import static dev.palimpsest.pipeline.localize.BatchRun.record;
import static dev.palimpsest.pipeline.localize.BatchRun.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStatus;
import dev.palimpsest.pipeline.CommandProcess;
import dev.palimpsest.pipeline.localize.BatchRun.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches in a process of their own that is killed, cancelled, or started twice. */
@Tag("ocr")
class InterruptedBatchTest {
  private static final int KILLS = 10;

  private static final long KILL_WITHIN_MS = 9_000;

  @TempDir Path folder;

  private Path manifest() throws IOException {
    return BatchRun.catalogManifest(
        folder, "free-delivery", "summer-sale", "headphones", "candle", "parcel-app");
  }

  private List<String> words(Path manifest, Path root, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "localize",
                "--manifest=" + manifest,
                "--output=" + root,
                "--memory=" + CATALOG.resolve("translations.tmx"),
                "--translator=memory,pseudo",
                "--cancelInterval=1",
                "--batchId=b1"));
    words.addAll(List.of(more));
    return words;
  }

  private Process start(List<String> words) throws IOException {
    File log = folder.resolve("log").toFile();
    return CommandProcess.of(words).redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
  }

  @Test
  void aKilledBatchEndsLikeAnUndisturbedOne() throws IOException, InterruptedException {
    Path manifest = manifest();
    Path undisturbed = folder.resolve("undisturbed");
    palimpsest(words(manifest, undisturbed).toArray(String[]::new));
    Path root = folder.resolve("killed");
    Random random = new Random(20_260_101);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(words(manifest, root, "--resume"));
      process.waitFor((long) (random.nextDouble() * KILL_WITHIN_MS), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
    }
    Map<String, Long> finished = written(root);

    Ended resumed = palimpsest(words(manifest, root, "--resume").toArray(String[]::new));

    assertThat(resumed.exitCode()).as(resumed.output()).isEqualTo(ExitCode.COMPLETED);
    assertThat(tree(root.resolve("images"))).isEqualTo(tree(undisturbed.resolve("images")));
    assertThat(record(root, "b1").completedCount()).isEqualTo(5);
    assertThat(comparableResults(root, "b1")).hasSize(5);
    // An image that had been finished was not written again.
    finished.forEach(
        (file, time) -> assertThat(root.resolve(file).toFile().lastModified()).isEqualTo(time));
  }

  /** Pictures of images that the batch has noted as finished, with their times. */
  private static Map<String, Long> written(Path root) throws IOException {
    Map<String, Long> written = new TreeMap<>();
    Path done = root.resolve("batches/b1/done");
    if (!Files.isDirectory(done)) {
      return written;
    }
    try (Stream<Path> entries = Files.list(done)) {
      for (Path entry : entries.filter(e -> e.toString().endsWith(".json")).toList()) {
        String id = entry.getFileName().toString().replace(".json", "");
        try (Stream<Path> files = Files.walk(root.resolve("images").resolve(id))) {
          files
              .filter(Files::isRegularFile)
              .forEach(f -> written.put(root.relativize(f).toString(), f.toFile().lastModified()));
        }
      }
    }
    return written;
  }

  @Test
  void aKilledBatchBuysNothingTwice() throws IOException, InterruptedException {
    Path manifest = BatchRun.catalogManifest(folder, "free-delivery", "summer-sale");
    Path root = folder.resolve("out");
    try (ChatServer server = new ChatServer()) {
      List<String> words =
          new ArrayList<>(
              List.of(
                  "localize",
                  "--manifest=" + manifest,
                  "--output=" + root,
                  "--translator=openai",
                  "--translatorEndpoint=" + server.url(),
                  "--translatorBatchSize=1",
                  // One after the other: an answer is filed before the next request is sent.
                  "--translatorConcurrency=1",
                  "--batchId=b1",
                  "--resume"));
      for (int answers : new int[] {1, 3, 4}) {
        CompletableFuture<Process> killed = new CompletableFuture<>();
        int before = server.asked().size();
        server.answerOnly(answers, () -> killed.join().destroyForcibly());
        Process process = start(words);
        killed.complete(process);
        assertThat(process.waitFor()).as("ended by SIGKILL").isEqualTo(128 + 9);
        assertThat(server.asked()).hasSize(before + answers);
      }
      server.answerOnly(Integer.MAX_VALUE);

      Ended resumed = palimpsest(words.toArray(String[]::new));

      assertThat(resumed.exitCode()).as(resumed.output()).isEqualTo(ExitCode.COMPLETED);
      assertThat(server.asked())
          .hasSizeGreaterThan(1 + 3 + 4)
          .allSatisfy((text, times) -> assertThat(times).as(text).isOne());
    }
  }

  @Test
  void aCancelledBatchKeepsWhatIsDoneAndCanBeResumed() throws IOException, InterruptedException {
    Path manifest = manifest();
    Path root = folder.resolve("out");
    Process process = start(words(manifest, root));
    Path record = root.resolve("batches/b1/status.json");
    while (process.isAlive() && !Files.exists(record)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }

    Ended cancel = palimpsest("cancel", "b1", "--output=" + root);

    assertThat(cancel.exitCode()).as(cancel.output()).isEqualTo(ExitCode.COMPLETED);
    assertThat(process.waitFor()).isEqualTo(ExitCode.CANCELLED.code());
    BatchRecord cancelled = record(root, "b1");
    assertThat(cancelled.status()).isEqualTo(BatchStatus.CANCELLED);
    assertThat(cancelled.totalImages()).isEqualTo(5);
    assertThat(cancelled.failedCount()).isGreaterThan(0);

    Ended resumed = palimpsest(words(manifest, root, "--resume").toArray(String[]::new));
    assertThat(resumed.exitCode()).as(resumed.output()).isEqualTo(ExitCode.COMPLETED);
    assertThat(record(root, "b1").completedCount()).isEqualTo(5);
  }

  @Test
  void ofTwoStartsOneWins() throws IOException, InterruptedException {
    Path manifest = BatchRun.catalogManifest(folder, "free-delivery");
    Path root = folder.resolve("out");

    Process one = start(words(manifest, root));
    Process other = start(words(manifest, root));

    assertThat(List.of(one.waitFor(), other.waitFor()))
        .containsExactlyInAnyOrder(ExitCode.COMPLETED.code(), ExitCode.BATCH_EXISTS.code());
    assertThat(comparableResults(root, "b1")).hasSize(1);
  }
}
