package dev.palimpsest.pipeline.audit;

import static dev.palimpsest.pipeline.localize.BatchRun.CATALOG;
import static dev.palimpsest.pipeline.localize.BatchRun.palimpsest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.server.TestStore;
import dev.palimpsest.io.storage.ObjectStores;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.pipeline.localize.BatchRun.Ended;
import dev.palimpsest.pipeline.localize.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One small batch, and copies of what it left in each of which something is lost or doubled. */
@Tag("ocr")
class AuditTest {
  @TempDir static Path folder;

  private static Path manifest;
  private static Path batch;

  @TempDir Path copies;

  @BeforeAll
  static void runTheBatch() throws IOException {
    String inline =
        Base64.getEncoder()
            .encodeToString(Files.readAllBytes(CATALOG.resolve("free-delivery.gif")));
    String sale = CATALOG.resolve("summer-sale.jpg").toString();
    manifest =
        Files.write(
            folder.resolve("m.jsonl"),
            List.of(
                "{\"image\":\"%s\",\"image_id\":\"sale\"}".formatted(sale),
                "{\"imageBase64\":\"%s\",\"image_id\":\"free\"}".formatted(inline),
                "{\"image\":\"absent.png\",\"image_id\":\"absent\"}",
                "{\"image_id\":\"none\"}{\"image_id\":\"none\"}",
                "{\"image\":\"other.jpg\",\"image_id\":\"sale\"}"));
    batch = folder.resolve("out");
    Ended ended = localize(batch, "b1", "--manifest=" + manifest, "de,fr");
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(ExitCode.PARTIALLY_COMPLETED);
  }

  private static Ended localize(Path root, String batchId, String input, String languages)
      throws IOException {
    return palimpsest(
        "localize",
        input,
        "--output=" + root,
        "--targetLanguages=" + languages,
        "--sourceLanguage=en",
        "--translator=pseudo",
        "--batchId=" + batchId);
  }

  @AfterAll
  static void stopStores() {
    TestStore.stopAll();
  }

  private static JsonNode audit(Object root, ExitCode expected, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("audit", "b1", "--output=" + root, "--json"));
    words.addAll(List.of(more));
    Ended ended = palimpsest(words.toArray(String[]::new));
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(expected);
    return Json.MAPPER.readTree(ended.output());
  }

  private static Set<String> codes(JsonNode report) {
    Set<String> codes = new TreeSet<>();
    report.get("findings").forEach(f -> codes.add(f.get("code").asText()));
    return codes;
  }

  @Test
  void findsNothingInAWholeBatch() throws IOException {
    JsonNode report = audit(batch, ExitCode.COMPLETED, "--manifest=" + manifest, "--orphans");

    assertThat(report.get("findings")).isEmpty();
    assertThat(report.get("rows").asLong()).isEqualTo(6);
    assertThat(report.get("rejected_rows").asLong()).isEqualTo(2);
    assertThat(report.get("images").asLong()).isEqualTo(3);
    assertThat(report.get("outputs").asLong()).isEqualTo(6);
    // Plate, regions and two languages of two images, and the inline original.
    assertThat(report.get("files").asLong()).isEqualTo(9);
    assertThat(audit(batch, ExitCode.COMPLETED).has("rows")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.palimpsest.pipeline.audit.Losses#all")
  void findsEachLoss(String what, Losses.Plant plant, Set<String> expected) throws IOException {
    PlantedTree tree = PlantedTree.copy(batch, copies.resolve("out"));
    plant.in(tree);

    JsonNode report =
        audit(tree.root(), ExitCode.PARTIALLY_COMPLETED, "--manifest=" + manifest, "--orphans");

    // What a line no longer names is also a file that nobody names.
    Set<String> found = codes(report);
    found.remove("ORPHAN_FILE");
    assertThat(found).as(what + report.toPrettyString()).isEqualTo(expected);
  }

  @Test
  void findsAShardThatIsGone() throws IOException {
    PlantedTree tree = PlantedTree.copy(batch, copies.resolve("out"));
    List<Path> shards = tree.files("batches/b1/results");
    assertThat(shards).hasSizeGreaterThan(1);
    Files.delete(shards.get(0));

    assertThat(codes(audit(tree.root(), ExitCode.PARTIALLY_COMPLETED))).contains("SHARD_MISSING");
  }

  @Test
  void namesTheFileTheImageAndTheLanguage() throws IOException {
    PlantedTree tree = PlantedTree.copy(batch, copies.resolve("out"));
    Path lost = tree.image("sale", "fr.jpg");
    Files.delete(lost);

    JsonNode finding = audit(tree.root(), ExitCode.PARTIALLY_COMPLETED).get("findings").get(0);
    assertThat(finding.get("image_id").asText()).isEqualTo("sale");
    assertThat(finding.get("language").asText()).isEqualTo("fr");
    assertThat(finding.get("file").asText()).isEqualTo(lost.toString());
    Ended ended = palimpsest("audit", "b1", "--output=" + tree.root());
    assertThat(ended.output().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("FILE_MISSING sale fr " + lost)
        .contains("--verifyOutputs");
    assertThat(ended.output()).contains("3 images, 6 images x languages, 9 files").contains(": 1");
  }

  @Test
  void findsStraysOnlyIfAsked() throws IOException {
    PlantedTree tree = PlantedTree.copy(batch, copies.resolve("out"));
    Files.writeString(tree.image("sale", "de.jpg").resolveSibling("es.jpg"), "orphan");
    Files.writeString(tree.image("sale", "de.jpg").resolveSibling(".de.jpg.1.tmp"), "stray");
    Files.writeString(tree.root().resolve(".palimpsest-write-test-1"), "");
    Files.writeString(tree.root().resolve("memory-1.tmp"), "");

    JsonNode report = audit(tree.root(), ExitCode.PARTIALLY_COMPLETED, "--orphans");
    assertThat(report.get("findings").findValuesAsText("code"))
        .containsExactlyInAnyOrder(
            "ORPHAN_FILE", "TEMPORARY_FILE", "TEMPORARY_FILE", "TEMPORARY_FILE");
    assertThat(codes(audit(tree.root(), ExitCode.COMPLETED))).isEmpty();
  }

  @Test
  void findsNothingNightAfterNight() throws IOException {
    Path root = copies.resolve("nights");
    String images = "--images=" + CATALOG.resolve("f*.gif");
    for (String night : List.of("n1", "n2")) {
      // A language less: its pictures stay, as the first batch's.
      Ended ended = localize(root, night, images, night.equals("n1") ? "de,fr" : "de");
      assertThat(ended.exitCode()).as(ended.output()).isEqualTo(ExitCode.COMPLETED);
    }

    for (String night : List.of("n1", "n2")) {
      Ended audited = palimpsest("audit", night, "--output=" + root, images);
      assertThat(audited.exitCode()).as(audited.output()).isEqualTo(ExitCode.COMPLETED);
    }
    String ofFirst = palimpsest("audit", "n1", "--output=" + root, "--orphans").output();
    assertThat(ofFirst).as("also beside a lock file").contains("nothing found");
    assertThat(palimpsest("audit", "n2", "--output=" + root, "--orphans").output().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("ORPHAN_FILE")
        .contains("/fr.gif");
  }

  @Test
  void knowsNoLanguagesOfRowsWithoutTheRecordUnlessTold() throws IOException {
    PlantedTree tree = PlantedTree.copy(batch, copies.resolve("out"));
    tree.deleteAll("batches/b1/status");

    String rows = "--manifest=" + manifest;
    assertThat(codes(audit(tree.root(), ExitCode.PARTIALLY_COMPLETED, rows)))
        .containsExactlyInAnyOrder("STATUS_MISSING");
    String more = "--targetLanguages=de,fr,es";
    assertThat(codes(audit(tree.root(), ExitCode.PARTIALLY_COMPLETED, rows, more)))
        .containsExactlyInAnyOrder("STATUS_MISSING", "OUTPUT_MISSING");
  }

  @Tag("store")
  @ParameterizedTest
  @EnumSource(value = TestStore.Kind.class, names = "LOCAL", mode = EnumSource.Mode.EXCLUDE)
  void auditsObjectStores(TestStore.Kind kind) throws IOException {
    TestStore store = TestStore.of(kind);
    String[] options = store.options().toArray(String[]::new);
    ObjectStores.use(PipelineOptionsFactory.fromArgs(options).create());
    String root = store.root("audit");
    String picture = null;
    for (Storage.FileInfo file : Storage.listFolder(batch.toString())) {
      String uri = root + "/" + batch.relativize(Path.of(file.uri()));
      Storage.write(uri, Files.readAllBytes(Path.of(file.uri())), "application/octet-stream");
      picture = uri.endsWith("/fr.jpg") ? uri : picture;
    }
    List<String> more = new ArrayList<>(store.options());
    more.addAll(List.of("--manifest=" + manifest, "--orphans"));
    String[] words = more.toArray(String[]::new);

    assertThat(codes(audit(root, ExitCode.COMPLETED, words))).isEmpty();

    Storage.write(picture, new byte[] {1}, "image/jpeg");
    Storage.write(root + "/.palimpsest-write-test-1", new byte[] {1}, "text/plain");
    assertThat(codes(audit(root, ExitCode.PARTIALLY_COMPLETED, words)))
        .containsExactlyInAnyOrder("FILE_DAMAGED", "TEMPORARY_FILE");
    Storage.delete(picture);
    assertThat(codes(audit(root, ExitCode.PARTIALLY_COMPLETED, options)))
        .containsExactlyInAnyOrder("FILE_MISSING");
  }

  @Test
  void refusesBadUsage() throws IOException {
    Path none = copies.resolve("none");
    Ended ended = palimpsest("audit", "b1", "b2", "--manifest=" + none, "--images=" + none + "/*");
    assertThat(ended.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(ended.output())
        .contains("name one batch")
        .contains("--output")
        .contains("at most one")
        .contains("no such file");
    ended = palimpsest("audit", "b9", "--output=" + batch);
    assertThat(ended.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(ended.output()).contains("no batch 'b9'");
  }
}
