package dev.palimpsest.transforms.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.io.image.ImageReach;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.ledger.Fingerprints;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.KeptReason;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.RegionsDocument;
import dev.palimpsest.io.region.Style;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.intake.KnownRow;
import dev.palimpsest.transforms.outcome.RunningBatch;
import dev.palimpsest.transforms.pixels.AnimatedGifs;
import dev.palimpsest.transforms.pixels.DrawnPictures;
import dev.palimpsest.transforms.pixels.Frames;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.read.ReadSettings;
import dev.palimpsest.transforms.translate.TranslateSettings;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("ocr")
class PrepareImagesTest {
  @TempDir Path folder;

  private OutputTree tree() {
    return new OutputTree(folder.resolve("out").toString());
  }

  private PrepareSettings settings() {
    return new PrepareSettings(
        tree(),
        new ReadSettings(List.of(), Duration.ofMinutes(1)),
        1_000_000,
        1_000_000,
        ImageReach.OWN_FILES,
        null,
        true,
        "",
        new TranslateSettings(
            List.of(), List.of(), tree(), Map.of(), TranslateSettings.Limits.DEFAULT),
        new Fingerprints("r", "t", "d"),
        Set.of(),
        true,
        false,
        null);
  }

  private static ManifestRow row(Path image) {
    return row(image, List.of("en"));
  }

  /**
   * @param sources languages to expect; empty = find out
   */
  private static ManifestRow row(Path image, List<String> sources) {
    String name = image.getFileName().toString();
    return new ManifestRow(
        name,
        image.toString(),
        name,
        "m:1",
        List.of("de"),
        sources,
        List.of("ACME"),
        Mode.GENERAL,
        "memory",
        Optional.empty(),
        Map.of());
  }

  private PCollectionTuple prepare(TestPipeline pipeline, Path... images) {
    List<KnownRow> rows =
        Arrays.stream(images).map(image -> new KnownRow(row(image), Optional.empty())).toList();
    return pipeline
        .apply(Create.of(rows).withCoder(JsonCoder.of(KnownRow.class)))
        .apply(new PrepareImages(settings(), new RunningBatch("b", tree(), Duration.ofSeconds(1))));
  }

  private static JsonNode json(PreparedImage prepared) {
    try {
      return Json.MAPPER.readTree(regionsJson(prepared));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String regionsJson(PreparedImage prepared) throws IOException {
    return Files.readString(Path.of(prepared.cleanUri()).resolveSibling("regions.json"));
  }

  private static RegionsDocument document(PreparedImage prepared) {
    try {
      return Json.read(regionsJson(prepared), RegionsDocument.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestPipeline pipeline() {
    return TestPipeline.create().enableAbandonedNodeEnforcement(false);
  }

  @Test
  void writesAllThatWasReadToRegionsJson() throws IOException {
    DrawnPicture drawn = new DrawnPicture(900, 300, Color.WHITE);
    Font font = DrawnPicture.font("DejaVuSans", 40);
    int[] upper = edges(drawn.text("1", "Fill the kettle with cold", font, Color.BLACK, 60, 120));
    int[] lower = edges(drawn.text("2", "water and boil it twice.", font, Color.BLACK, 60, 175));
    Path image = folder.resolve("kettle.png");
    opencv_imgcodecs.imwrite(image.toString(), drawn.picture().bgr());
    TestPipeline pipeline = pipeline();
    KnownRow row = new KnownRow(row(image, List.of()), Optional.empty());

    PCollectionTuple outputs =
        pipeline
            .apply(Create.of(row).withCoder(JsonCoder.of(KnownRow.class)))
            .apply(
                new PrepareImages(
                    settings(), new RunningBatch("b", tree(), Duration.ofSeconds(1))));
    PAssert.thatSingleton(outputs.get(PrepareImages.PREPARED))
        .satisfies(
            prepared -> {
              JsonNode json = json(prepared);
              assertThat(names(json))
                  .containsExactly(
                      "version",
                      "fingerprint",
                      "width_px",
                      "height_px",
                      "source_language",
                      "language_confidence",
                      "regions");
              assertThat(json.get("version").asInt()).isEqualTo(RegionsDocument.VERSION);
              assertThat(json.get("fingerprint").asText()).isNotEmpty();
              assertThat(json.get("width_px").asInt()).isEqualTo(900);
              assertThat(json.get("height_px").asInt()).isEqualTo(300);
              assertThat(json.get("source_language").asText()).isEqualTo("en");
              assertConfidence(json.get("language_confidence"));
              assertThat(json.get("regions")).hasSize(1);
              assertRegion(json.get("regions").get(0), upper, lower);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static void assertRegion(JsonNode region, int[] upper, int[] lower) {
    assertThat(names(region))
        .contains("id", "text", "language", "confidence", "box", "lines", "style");
    assertThat(region.get("id").asText()).isEqualTo("r1");
    assertThat(region.get("text").asText())
        .isEqualTo("Fill the kettle with cold water and boil it twice.");
    assertThat(region.get("language").asText()).isEqualTo("en");
    assertConfidence(region.get("confidence"));
    int[] both = {Math.min(upper[0], lower[0]), upper[1], Math.max(upper[2], lower[2]), lower[3]};
    assertNear(region.get("box"), both);
    assertThat(region.get("lines")).hasSize(2);
    assertLine(region.get("lines").get(0), "Fill the kettle with cold", upper);
    assertLine(region.get("lines").get(1), "water and boil it twice.", lower);
  }

  private static void assertLine(JsonNode line, String text, int[] truth) {
    assertThat(names(line))
        .containsExactly(
            "text", "box", "polygon", "angle_degrees", "vertical", "confidence", "words");
    assertThat(line.get("text").asText()).isEqualTo(text);
    assertNear(line.get("box"), truth);
    Box box = box(line.get("box"));
    assertThat(line.get("polygon"))
        .extracting(p -> List.of(p.get("x").asInt(), p.get("y").asInt()))
        .containsExactly(
            List.of(box.x(), box.y()),
            List.of(box.right(), box.y()),
            List.of(box.right(), box.bottom()),
            List.of(box.x(), box.bottom()));
    assertThat(line.get("angle_degrees").asDouble()).isZero();
    assertThat(line.get("vertical").asBoolean()).isFalse();
    assertConfidence(line.get("confidence"));
    assertThat(line.get("words"))
        .extracting(word -> word.get("text").asText())
        .containsExactly(text.split(" "));
    int right = 0;
    for (JsonNode word : line.get("words")) {
      assertThat(names(word)).containsExactly("text", "box", "confidence");
      assertConfidence(word.get("confidence"));
      Box at = box(word.get("box"));
      assertThat(at.intersect(box)).isEqualTo(at);
      assertThat(at.x()).isGreaterThanOrEqualTo(right);
      right = at.right();
    }
  }

  private static void assertConfidence(JsonNode confidence) {
    assertThat(confidence.asDouble()).isGreaterThan(0.5).isLessThanOrEqualTo(1);
  }

  /** Left, top, right and bottom; unlike a box they can travel with an assertion. */
  private static int[] edges(Region drawn) {
    Box box = drawn.box();
    return new int[] {box.x(), box.y(), box.right(), box.bottom()};
  }

  /** Within a tenth of the font size. */
  private static void assertNear(JsonNode actual, int[] truth) {
    Box box = box(actual);
    assertThat(box.x()).isCloseTo(truth[0], within(4));
    assertThat(box.y()).isCloseTo(truth[1], within(4));
    assertThat(box.right()).isCloseTo(truth[2], within(4));
    assertThat(box.bottom()).isCloseTo(truth[3], within(4));
  }

  private static Box box(JsonNode box) {
    assertThat(names(box)).containsExactly("x", "y", "width", "height");
    return new Box(
        box.get("x").asInt(),
        box.get("y").asInt(),
        box.get("width").asInt(),
        box.get("height").asInt());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void readsErasesAndKeepsWhatIsExcluded() throws IOException {
    Path image = folder.resolve("banner.png");
    Files.write(image, DrawnPictures.banner("Summer sale", "ACME"));
    TestPipeline pipeline = pipeline();

    PCollectionTuple outputs = prepare(pipeline, image);
    PAssert.thatSingleton(outputs.get(PrepareImages.PREPARED))
        .satisfies(
            prepared -> {
              assertThat(prepared.document()).as("it is on storage").isNull();
              RegionsDocument document = document(prepared);
              List<Region> regions = document.regions();
              assertThat(regions).extracting(Region::text).containsExactly("Summer sale", "ACME");
              assertThat(regions.get(0).style()).isPresent();
              assertThat(regions.get(1).kept()).contains(KeptReason.EXCLUDED);
              assertThat(document.sourceLanguage()).isEqualTo("en");
              assertThat(Path.of(prepared.cleanUri())).exists();
              assertThat(prepared.reused()).isFalse();
              return null;
            });
    PAssert.thatSingleton(outputs.get(PrepareImages.USES))
        .satisfies(
            use -> {
              assertThat(use.imageId()).isEqualTo("banner.png");
              assertThat(use.languages()).containsExactly("de");
              assertThat(use.requests().get(0).text()).isEqualTo("Summer sale");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void stylesAreMeasuredWithTheOtherRegions() throws IOException {
    Path image = folder.resolve("column.png");
    DrawnPicture drawn = new DrawnPicture(700, 400, Color.WHITE);
    String[] rows = {"Wireless headphones", "Up to forty hours of battery life", "Free returns"};
    Font font = DrawnPicture.font("DejaVuSans", 28);
    for (int i = 0; i < rows.length; i++) {
      int width = drawn.graphics().getFontMetrics(font).stringWidth(rows[i]);
      drawn.text("r" + i, rows[i], font, Color.BLACK, 640 - width, 80 + 120 * i);
    }
    try (Picture picture = drawn.picture()) {
      opencv_imgcodecs.imwrite(image.toString(), picture.bgr());
    }
    TestPipeline pipeline = pipeline();

    PAssert.thatSingleton(prepare(pipeline, image).get(PrepareImages.PREPARED))
        .satisfies(
            prepared -> {
              assertThat(document(prepared).regions())
                  .hasSize(3)
                  .allMatch(r -> r.style().orElseThrow().alignment() == Style.Alignment.RIGHT);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void findsItsWorkDone() throws IOException {
    Path image = folder.resolve("banner.png");
    Files.write(image, DrawnPictures.banner("Summer sale", "ACME"));
    TestPipeline first = pipeline();
    prepare(first, image);
    first.run().waitUntilFinish();

    TestPipeline second = pipeline();
    PAssert.thatSingleton(prepare(second, image).get(PrepareImages.PREPARED))
        .satisfies(
            prepared -> {
              assertThat(prepared.reused()).isTrue();
              assertThat(document(prepared).regions()).hasSize(2);
              return null;
            });
    second.run().waitUntilFinish();
  }

  @Test
  void aBadImageIsAFailureBesideTheOthers() throws IOException {
    Path good = folder.resolve("banner.png");
    Files.write(good, DrawnPictures.banner("Summer sale", "ACME"));
    Path bad = folder.resolve("bad.png");
    Files.writeString(bad, "no picture");
    TestPipeline pipeline = pipeline();

    PCollectionTuple result = prepare(pipeline, good, bad);

    PAssert.that(result.get(PrepareImages.PREPARED))
        .satisfies(
            found -> {
              assertThat(found).hasSize(1);
              return null;
            });
    PAssert.thatSingleton(result.get(PrepareImages.FAILED))
        .satisfies(
            failed -> {
              assertThat(failed.row().imageId()).isEqualTo("bad.png");
              assertThat(failed.failure().code()).hasToString("UNSUPPORTED_FORMAT");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void anAnimationWithOneTextKeepsItsFramesAndAnotherFails() throws IOException {
    byte[] sale = DrawnPictures.banner("Summer sale", "ACME");
    Path same = folder.resolve("same.gif");
    Files.write(same, AnimatedGifs.gif(sale, sale, sale));
    Path changing = folder.resolve("changing.gif");
    Files.write(changing, AnimatedGifs.gif(sale, DrawnPictures.banner("Winter sale", "ACME")));
    TestPipeline pipeline = pipeline();

    PCollectionTuple result = prepare(pipeline, same, changing);
    String original = same.toString();

    PAssert.thatSingleton(result.get(PrepareImages.PREPARED))
        .satisfies(
            prepared -> {
              assertThat(document(prepared).regions())
                  .extracting(Region::text)
                  .containsExactly("Summer sale", "ACME");
              try (Frames source = Frames.decode(read(original), 1_000_000);
                  Frames clean = Frames.decode(read(prepared.cleanUri()), 1_000_000)) {
                assertThat(clean.delays()).containsExactly(10, 11, 12);
                assertThat(clean.loops()).isZero();
                for (int i = 0; i < 3; i++) {
                  // Erased on every frame, and what is kept is on every frame.
                  assertThat(bytes(clean, i)).isEqualTo(bytes(clean, 0));
                  assertThat(bytes(clean, i)).isNotEqualTo(bytes(source, i));
                }
              } catch (FailureException e) {
                throw new IllegalStateException(e);
              }
              return null;
            });
    PAssert.thatSingleton(result.get(PrepareImages.FAILED))
        .satisfies(
            failed -> {
              assertThat(failed.failure().code()).hasToString("UNSUPPORTED_FORMAT");
              assertThat(failed.failure().message())
                  .contains("frame 2")
                  .contains("Winter sale")
                  .contains("Summer sale");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static byte[] read(String file) {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Frames frames, int index) {
    return DrawnPicture.bytes(frames.pictures().get(index));
  }
}
