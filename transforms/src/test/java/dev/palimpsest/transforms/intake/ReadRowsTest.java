package dev.palimpsest.transforms.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.ledger.Fingerprints;
import dev.palimpsest.io.ledger.LedgerEntry;
import dev.palimpsest.io.ledger.SourceStamp;
import dev.palimpsest.io.manifest.ManifestDefaults;
import dev.palimpsest.io.manifest.ManifestParser;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.storage.OutputTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadRowsTest {
  /** The smallest GIF: one pixel. */
  private static final String GIF = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

  @TempDir Path folder;

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
  private final List<PCollection<Failure>> failures = new ArrayList<>();

  private static ManifestParser parser() {
    return new ManifestParser(
        new ManifestDefaults(List.of("de"), List.of(), List.of(), Mode.GENERAL, "memory", null, 0));
  }

  private InlineImages inlineImages() {
    return new InlineImages(new OutputTree(folder.resolve("out").toString()), 1_000);
  }

  private static PCollection<String> ids(PCollection<ManifestRow> rows) {
    return rows.apply("Ids", MapElements.into(TypeDescriptors.strings()).via(ManifestRow::imageId));
  }

  private PCollection<String> codes() {
    return PCollectionList.of(failures)
        .apply(Flatten.pCollections())
        .apply(
            "Codes",
            MapElements.into(TypeDescriptors.strings())
                .via(f -> f.code() + " " + f.row().replaceAll(".*:", "")));
  }

  @Test
  void readsManyManifestsAlsoGzipped() throws IOException {
    Files.writeString(folder.resolve("m-1.jsonl"), "{\"image\":\"a.png\",\"image_id\":\"a\"}\n{\n");
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzipped)) {
      out.write("{\"image\":\"b.png\",\"image_id\":\"b\"}\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve("m-2.jsonl.gz"), gzipped.toByteArray());

    PCollection<ManifestRow> rows =
        pipeline
            .apply(ReadRows.ofManifest(folder + "/m-*", parser(), inlineImages()))
            .failuresTo(failures);

    PAssert.that(ids(rows)).containsInAnyOrder("a", "b");
    PAssert.that(codes()).containsInAnyOrder("INVALID_ROW 2");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void makesOneRowPerImage() throws IOException {
    Files.write(folder.resolve("x.png"), new byte[] {1});
    Files.write(folder.resolve("y.png"), new byte[] {2});

    PCollection<ManifestRow> rows =
        pipeline
            .apply(ReadRows.ofImages(folder + "/*.png", parser(), inlineImages()))
            .failuresTo(failures);

    PAssert.that(
            rows.apply(
                MapElements.into(TypeDescriptors.strings()).via(ManifestRow::originalFilename)))
        .containsInAnyOrder("x.png", "y.png");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void stagesInlineImages() throws IOException {
    String text = Base64.getEncoder().encodeToString("no picture".getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        folder.resolve("m.jsonl"),
        """
        {"imageBase64":"%s","image_id":"in"}
        {"imageBase64":"%s","image_id":"no"}
        """
            .formatted(GIF, text));

    PCollection<ManifestRow> rows =
        pipeline
            .apply(ReadRows.ofManifest(folder + "/m.jsonl", parser(), inlineImages()))
            .failuresTo(failures);

    PCollection<String> images =
        rows.apply("Images", MapElements.into(TypeDescriptors.strings()).via(ManifestRow::image));
    PAssert.that(images)
        .satisfies(
            found -> {
              Path staged = Path.of(found.iterator().next());
              assertThat(staged).hasFileName("original.gif");
              assertThat(staged).hasBinaryContent(Base64.getDecoder().decode(GIF));
              return null;
            });
    PAssert.that(codes()).containsInAnyOrder(FailureCode.UNSUPPORTED_FORMAT + " 2");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void letsTheFirstRowOfAnIdThroughWithWhatIsKnownOfIt() throws IOException {
    String ledger =
        Files.write(folder.resolve("entries"), List.of(entry("b"), entry("c"))).toString();
    PCollection<ManifestRow> given =
        pipeline.apply(
            Create.of(row("a", "m:10"), row("a", "m:9"), row("b", "m:1"))
                .withCoder(JsonCoder.of(ManifestRow.class)));

    PCollectionTuple joined = given.apply(new JoinLedger(Optional.of(ledger)));

    PAssert.that(
            joined
                .get(JoinLedger.ROWS)
                .apply(
                    "Rows",
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            k ->
                                k.row().row()
                                    + k.previous().map(p -> " " + p.contentHash()).orElse(""))))
        .containsInAnyOrder("m:9", "m:1 hash-of-b");
    PAssert.that(
            joined
                .get(JoinLedger.DUPLICATES)
                .apply(
                    "Duplicates",
                    MapElements.into(TypeDescriptors.strings())
                        .via(f -> f.code() + ": " + f.message())))
        .containsInAnyOrder("DUPLICATE_IMAGE_ID: m:10: image_id 'a' is already used at m:9");
    PAssert.that(
            joined
                .get(JoinLedger.UNTOUCHED)
                .apply(
                    "Untouched",
                    MapElements.into(TypeDescriptors.strings()).via(LedgerEntry::imageId)))
        .containsInAnyOrder("c");
    pipeline.run().waitUntilFinish();
  }

  private static String entry(String id) {
    return Json.write(
        new LedgerEntry(
            id,
            id + ".png",
            new SourceStamp(1, "v1"),
            "hash-of-" + id,
            new Fingerprints("r", "t", "d"),
            Map.of(),
            null));
  }

  private static ManifestRow row(String id, String row) {
    return new ManifestRow(
        id,
        id + ".png",
        id + ".png",
        row,
        List.of("de"),
        List.of(),
        List.of(),
        Mode.GENERAL,
        "memory",
        Optional.empty(),
        Map.of());
  }
}
