package dev.palimpsest.pipeline.localize;

import static dev.palimpsest.pipeline.localize.BatchRun.CATALOG;
import static dev.palimpsest.pipeline.localize.BatchRun.catalogManifest;
import static dev.palimpsest.pipeline.localize.BatchRun.comparableResults;
import static dev.palimpsest.pipeline.localize.BatchRun.palimpsest;
import static dev.palimpsest.pipeline.localize.BatchRun.record;
import static dev.palimpsest.pipeline.localize.BatchRun.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStatus;
import dev.palimpsest.pipeline.localize.BatchRun.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command on pictures of the sample catalog. */
@Tag("ocr")
class LocalizeTest {
  private static final String[] PICTURES = {"egg-sticker", "free-delivery", "summer-sale"};

  @TempDir Path folder;

  private String[] words(Path manifest, Path root, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "localize",
                "--manifest=" + manifest,
                "--output=" + root,
                "--memory=" + CATALOG.resolve("translations.tmx"),
                "--translator=memory,pseudo",
                "--batchId=b1"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void bothRunnersWriteTheSameAndAsExpected() throws IOException {
    Path manifest = catalogManifest(folder, PICTURES);
    Path direct = folder.resolve("direct");
    Path flink = folder.resolve("flink");

    Ended onDirect =
        palimpsest(words(manifest, direct, "--metricsFile=" + folder.resolve("direct.prom")));
    Ended onFlink =
        palimpsest(
            words(
                manifest,
                flink,
                "--runner=FlinkRunner",
                "--flinkMaster=[local]",
                "--metricsFile=" + folder.resolve("flink.prom")));

    assertThat(onDirect.exitCode()).as(onDirect.output()).isEqualTo(ExitCode.COMPLETED);
    assertThat(onFlink.exitCode()).as(onFlink.output()).isEqualTo(ExitCode.COMPLETED);
    assertThat(tree(flink.resolve("images"))).isEqualTo(tree(direct.resolve("images")));
    // One clean plate, one document and five languages for each picture.
    assertThat(tree(direct.resolve("images"))).hasSize(PICTURES.length * 7);
    List<String> results = comparableResults(direct, "b1");
    assertThat(comparableResults(flink, "b1")).isEqualTo(results);
    Golden.check("localize.jsonl", results);
    BatchRecord record = record(flink, "b1");
    assertThat(record.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(record.totalImages()).isEqualTo(PICTURES.length);
    assertThat(record.languages()).isEqualTo(record(direct, "b1").languages());
    assertThat(record.languages().get("ar").completed()).isEqualTo(PICTURES.length);
    assertThat(record.images()).hasSize(PICTURES.length);
    for (String file : List.of("direct.prom", "flink.prom")) {
      assertThat(Files.readAllLines(folder.resolve(file)))
          .contains("# TYPE palimpsest_prepare_msec_count gauge")
          .anyMatch(l -> l.matches("palimpsest_prepare_msec_count\\{batch_id=\"b1\",.*} 3"))
          .anyMatch(l -> l.matches("palimpsest_pictures_written\\{batch_id=\"b1\",.*} 15"))
          .allMatch(l -> l.matches("# TYPE palimpsest_\\w+ gauge|palimpsest_\\w+\\{.+} \\d+"));
    }
  }

  @Test
  void resumingAFinishedBatchChangesNothing() throws IOException {
    Path manifest = catalogManifest(folder, "summer-sale");
    Path root = folder.resolve("out");
    palimpsest(words(manifest, root));
    Map<String, String> before = tree(root);

    Ended again = palimpsest(words(manifest, root, "--resume"));

    assertThat(again.exitCode()).isEqualTo(ExitCode.COMPLETED);
    assertThat(again.output()).contains("completed already");
    assertThat(tree(root)).isEqualTo(before);
  }

  @Test
  void resumingAnUnfinishedBatchEndsWithTheSamePictures() throws IOException {
    Path manifest = catalogManifest(folder, "summer-sale", "free-delivery");
    Path root = folder.resolve("out");
    palimpsest(words(manifest, root));
    Map<String, String> before = tree(root.resolve("images"));
    // As a killed process leaves it: the record unfinished, lines and one picture not written.
    BatchRecord record = record(root, "b1");
    Path batch = root.resolve("batches/b1");
    Files.writeString(
        batch.resolve("status.json"),
        Files.readString(batch.resolve("status.json")).replace("\"completed\"", "\"processing\""));
    String lost = before.keySet().stream().filter(f -> f.contains("de.")).findFirst().orElseThrow();
    Files.delete(root.resolve("images").resolve(lost));

    Ended resumed = palimpsest(words(manifest, root, "--resume", "--verifyOutputs"));

    assertThat(resumed.exitCode()).as(resumed.output()).isEqualTo(ExitCode.COMPLETED);
    assertThat(tree(root.resolve("images"))).isEqualTo(before);
    BatchRecord after = record(root, "b1");
    assertThat(after.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(after.reusedCount()).isEqualTo(2);
    assertThat(after.createdAt()).isEqualTo(record.createdAt());
  }

  @Test
  void refusesABatchIdThatExists() throws IOException {
    Path manifest = catalogManifest(folder, "free-delivery");
    Path root = folder.resolve("out");
    palimpsest(words(manifest, root));
    Map<String, String> before = tree(root);

    Ended second = palimpsest(words(manifest, root));

    assertThat(second.exitCode()).isEqualTo(ExitCode.BATCH_EXISTS);
    assertThat(second.output()).contains("batches/b1/status.json").contains("--resume");
    assertThat(tree(root)).isEqualTo(before);
  }

  @Test
  void csvAndJsonLinesAskForTheSame() throws IOException {
    Path csv = folder.resolve("manifest.csv");
    List<String> rows = new ArrayList<>();
    for (String row : Files.readAllLines(CATALOG.resolve("manifest.csv"))) {
      if (rows.isEmpty() || row.startsWith("free-delivery")) {
        rows.add(rows.isEmpty() ? row : CATALOG.resolve(row).toString());
      }
    }
    Files.write(csv, rows, StandardCharsets.UTF_8);
    Path fromCsv = folder.resolve("csv");
    Path fromJson = folder.resolve("json");

    palimpsest(words(csv, fromCsv));
    palimpsest(words(catalogManifest(folder, "free-delivery"), fromJson));

    assertThat(tree(fromCsv.resolve("images"))).isNotEmpty();
    assertThat(tree(fromCsv.resolve("images"))).isEqualTo(tree(fromJson.resolve("images")));
  }
}
