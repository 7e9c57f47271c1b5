package dev.palimpsest.pipeline.audit;

import static dev.palimpsest.pipeline.localize.BatchRun.CATALOG;
import static dev.palimpsest.pipeline.localize.BatchRun.palimpsest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One small batch, and copies of what it left in each of which something is lost or doubled. */
@Tag("ocr")
class AuditTest {
  @TempDir static Path folder;

  private static Path manifest;
  private static Path batch;

  @TempDir Path copies;

  /** Breaks a copy of the tree. */
  interface Plant {
    void in(PlantedTree tree) throws IOException;
  }

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
    Ended ended =
        palimpsest(
            "localize",
            "--manifest=" + manifest,
            "--output=" + batch,
            "--targetLanguages=de,fr",
            "--sourceLanguage=en",
            "--translator=pseudo",
            "--batchId=b1");
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(ExitCode.PARTIALLY_COMPLETED);
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

  static Stream<Arguments> losses() {
    return Stream.concat(filesLost(), Stream.concat(linesLost(), othersLost()));
  }

  private static Arguments loss(String what, Plant plant, String... codes) {
    return arguments(what, plant, Set.of(codes));
  }

  private static Stream<Arguments> filesLost() {
    return Stream.of(
        loss("picture deleted", t -> Files.delete(t.image("sale", "de.jpg")), "FILE_MISSING"),
        loss("picture cut", t -> t.cut(t.image("sale", "fr.jpg"), 100), "FILE_DAMAGED"),
        loss("picture emptied", t -> t.cut(t.image("free", "fr.gif"), 1 << 30), "FILE_EMPTY"),
        loss(
            "picture of another format",
            t -> Files.copy(t.image("free", "de.gif"), t.freed(t.image("sale", "de.jpg"))),
            "FILE_DAMAGED"),
        loss("plate deleted", t -> Files.delete(t.image("free", "clean.gif")), "FILE_MISSING"),
        loss("regions deleted", t -> Files.delete(t.image("sale", "regions.json")), "FILE_MISSING"),
        loss("regions cut", t -> t.cut(t.image("sale", "regions.json"), 20), "FILE_DAMAGED"),
        loss(
            "regions of something else",
            t -> Files.writeString(t.image("sale", "regions.json"), "{}"),
            "FILE_DAMAGED"),
        loss("original cut", t -> t.cut(t.image("free", "original.gif"), 1), "FILE_DAMAGED"),
        loss(
            "original deleted", t -> Files.delete(t.image("free", "original.gif")), "FILE_MISSING"),
        loss(
            "two languages share a picture",
            t -> t.edit("batches/b1/results", "sale", "/fr.jpg", "/de.jpg"),
            "FILE_ELSEWHERE",
            "LEDGER_DIFFERS"));
  }

  private static Stream<Arguments> linesLost() {
    String results = "batches/b1/results";
    String failures = "batches/b1/failures";
    return Stream.of(
        loss("result lost", t -> t.drop(results, "sale"), "RESULT_MISSING", "COUNT_WRONG"),
        loss("failed result lost", t -> t.drop(results, "absent"), "RESULT_MISSING", "COUNT_WRONG"),
        loss("result twice", t -> t.repeat(results, "sale"), "RESULT_TWICE"),
        loss(
            "result cut",
            t -> t.edit(results, "sale", "\"metadata\":.*", "\"meta"),
            "LINE_UNREADABLE",
            "RESULT_MISSING",
            "COUNT_WRONG"),
        loss(
            "two results on one line",
            t -> t.edit(results, "sale", "$", "{}"),
            "LINE_UNREADABLE",
            "RESULT_MISSING",
            "COUNT_WRONG"),
        loss(
            "all results lost",
            t -> t.deleteAll(results),
            "RESULTS_MISSING",
            "RESULT_MISSING",
            "COUNT_WRONG",
            "STATUS_WRONG"),
        loss(
            "result of no row",
            t -> t.append(results, t.line(results, "sale").replace("\"sale\"", "\"ghost\"")),
            "RESULT_NOT_IN_MANIFEST",
            "COUNT_WRONG",
            "FILE_ELSEWHERE",
            "LEDGER_ENTRY_MISSING"),
        loss(
            "language lost",
            t -> t.removeOutput(results, "sale", "fr"),
            "OUTPUT_MISSING",
            "COUNT_WRONG",
            "LEDGER_DIFFERS"),
        loss(
            "language more",
            t -> t.edit(results, "absent", "\"fr\":", "\"es\":"),
            "OUTPUT_MISSING",
            "OUTPUT_UNEXPECTED",
            "COUNT_WRONG"),
        loss(
            "no picture named",
            t -> t.edit(results, "sale", "\"translated_image_url\":\"[^\"]*fr.jpg\",", ""),
            "OUTPUT_WITHOUT_PICTURE",
            "LEDGER_DIFFERS"),
        loss(
            "status not that of the languages",
            t -> t.editFirst(results, "absent", ":\"failed\"", ":\"completed\""),
            "RESULT_STATUS_WRONG",
            "FAILURE_UNEXPECTED",
            "FAILURE_MISSING",
            "COUNT_WRONG"),
        loss("failure lost", t -> t.drop(failures, "absent"), "FAILURE_MISSING", "COUNT_WRONG"),
        loss("row's failure lost", t -> t.drop(failures, ":4\""), "FAILURE_MISSING", "COUNT_WRONG"),
        loss(
            "double row's failure lost", t -> t.drop(failures, ":5\""), "ROW_TWICE", "COUNT_WRONG"),
        loss("failure twice", t -> t.repeat(failures, "absent"), "FAILURE_TWICE"),
        loss(
            "row's failure twice", t -> t.repeat(failures, ":4\""), "FAILURE_TWICE", "COUNT_WRONG"),
        loss(
            "failure of a row that is none",
            t -> t.append(failures, t.line(failures, ":4\"").replace(":4\"", ":9\"")),
            "FAILURE_NOT_IN_MANIFEST",
            "COUNT_WRONG"),
        loss(
            "failure of what is completed",
            t ->
                t.append(
                    failures,
                    "{\"image_id\":\"sale\",\"row\":\"x:1\",\"language\":\"de\","
                        + "\"stage\":\"RENDER\",\"code\":\"MISSING_GLYPHS\"}"),
            "FAILURE_UNEXPECTED",
            "COUNT_WRONG"),
        loss(
            "failure with another code",
            t -> t.edit(results, "absent", "IMAGE_NOT_FOUND", "CORRUPT_IMAGE"),
            "FAILURE_DIFFERS"),
        loss(
            "failure cut",
            t -> t.edit(failures, ":4\"", "\"stage\".*", ""),
            "LINE_UNREADABLE",
            "FAILURE_MISSING",
            "COUNT_WRONG"));
  }

  private static Stream<Arguments> othersLost() {
    String status = "batches/b1/status";
    String entries = "ledger/b1/entries";
    return Stream.of(
        loss("record deleted", t -> t.deleteAll(status), "STATUS_MISSING"),
        loss("record cut", t -> t.cut(t.files(status).get(0), 30), "STATUS_UNREADABLE"),
        loss("record emptied", t -> t.cut(t.files(status).get(0), 1 << 30), "STATUS_UNREADABLE"),
        loss(
            "at work",
            t -> t.edit(status, "", "partially_comp.*\"", "processing\""),
            "STATUS_NOT_FINAL"),
        loss(
            "other end",
            t -> t.edit(status, "", "partially_comp.*\"", "completed\""),
            "STATUS_WRONG"),
        loss("count", t -> t.edit(status, "completed_count", " : .", " : 7"), "COUNT_WRONG"),
        loss("total", t -> t.edit(status, "total_images", " : .", " : 4"), "COUNT_WRONG"),
        loss("errors", t -> t.edit(status, "DUPLICATE_IMAGE_ID", " : 1", " : 2"), "COUNT_WRONG"),
        loss("language", t -> t.edit(status, "\"de\" :", "de", "it"), "COUNT_WRONG"),
        loss("pointer deleted", t -> t.deleteAll("ledger/current"), "LEDGER_MISSING"),
        loss(
            "pointer broken",
            t -> t.cut(t.files("ledger/current").get(0), 10),
            "LEDGER_UNREADABLE"),
        loss("entries deleted", t -> t.deleteAll(entries), "LEDGER_UNREADABLE"),
        loss(
            "entry cut",
            t -> t.edit(entries, "sale", "\"result\".*", ""),
            "LEDGER_UNREADABLE",
            "LEDGER_ENTRY_MISSING"),
        loss("entry lost", t -> t.drop(entries, "sale"), "LEDGER_ENTRY_MISSING"),
        loss("entry twice", t -> t.repeat(entries, "sale"), "LEDGER_ENTRY_TWICE"),
        loss(
            "entry names a lost file",
            t -> t.edit(entries, "sale", "/fr\\.jpg", "/fr.gone"),
            "LEDGER_DIFFERS",
            "FILE_MISSING"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void findsEachLoss(String what, Plant plant, Set<String> expected) throws IOException {
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
