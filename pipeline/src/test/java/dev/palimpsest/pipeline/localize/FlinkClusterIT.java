package dev.palimpsest.pipeline.localize;

import static dev.palimpsest.pipeline.localize.BatchRun.CATALOG;
import static dev.palimpsest.pipeline.localize.BatchRun.lines;
import static dev.palimpsest.pipeline.localize.BatchRun.palimpsest;
import static dev.palimpsest.pipeline.localize.BatchRun.record;
import static dev.palimpsest.pipeline.localize.BatchRun.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar on a real cluster of processes: {@code scripts/flink-cluster} with two workers. Runs
 * after the jar is built.
 */
@Tag("cluster")
class FlinkClusterIT {
  private static final int PORT = 18_181;
  private static final List<String> IMAGES =
      List.of("free-delivery", "summer-sale", "headphones", "candle", "parcel-app", "gym-poster");

  private static RealCluster cluster;

  @TempDir Path folder;

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(RealCluster.HOME.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    cluster = new RealCluster(PORT);
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    cluster.close();
  }

  private List<String> words(Path root, String... more) throws IOException {
    Path manifest = BatchRun.catalogManifest(folder, IMAGES.toArray(String[]::new));
    List<String> words =
        new ArrayList<>(
            List.of(
                "localize",
                "--manifest=" + manifest,
                "--output=" + root,
                "--sourceLanguage=en",
                "--memory=" + CATALOG.resolve("translations.tmx"),
                "--translator=memory,pseudo",
                "--batchId=b1"));
    words.addAll(List.of(more));
    return words;
  }

  private List<String> onCluster(Path root, String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of("scripts/palimpsest"));
    command.addAll(words(root, more));
    command.addAll(RealCluster.options(PORT));
    return command;
  }

  private static long readImages(Path root) throws IOException {
    Path images = root.resolve("images");
    if (!Files.isDirectory(images)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(images)) {
      return files.filter(f -> f.endsWith("regions.json")).count();
    }
  }

  @Test
  void aLostWorkerCostsNothingButTime() throws IOException, InterruptedException {
    Path root = folder.resolve("cluster");
    Path log = folder.resolve("log");
    Process batch =
        new ProcessBuilder(onCluster(root))
            .directory(RealCluster.HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    while (batch.isAlive() && readImages(root) < 2) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    cluster.killWorker(2);

    assertThat(batch.waitFor()).as(Files.readString(log)).isZero();
    assertThat(lines(root, "b1", "results-"))
        .extracting(line -> line.path("image_id").asText())
        .containsExactlyInAnyOrderElementsOf(IMAGES);
    assertThat(lines(root, "b1", "failures-")).isEmpty();
    Path direct = folder.resolve("direct");
    palimpsest(words(direct).toArray(String[]::new));
    assertThat(pictures(root)).isEqualTo(pictures(direct));

    cluster.startWorker();
    finishesWithoutItsLauncher();
  }

  /** The pipeline's own last step writes the record when nobody waits for it. */
  private void finishesWithoutItsLauncher() throws IOException, InterruptedException {
    Path root = folder.resolve("detached");
    String output = run(onCluster(root, "--attachedMode=false"));
    assertThat(output).contains("batch b1 started", "detached");
    while (!record(root, "b1").status().isFinal()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
    BatchRecord record = record(root, "b1");
    assertThat(record.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(record.completedCount()).isEqualTo(IMAGES.size());
  }

  /** Hashes of all pictures; regions.json holds the run's own addresses. */
  private static List<String> pictures(Path root) throws IOException {
    return tree(root.resolve("images")).entrySet().stream()
        .filter(file -> !file.getKey().endsWith(".json"))
        .map(Object::toString)
        .toList();
  }
}
