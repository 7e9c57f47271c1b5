package dev.palimpsest.transforms.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.ledger.Fingerprints;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.region.KeptReason;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.RegionsDocument;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.intake.KnownRow;
import dev.palimpsest.transforms.outcome.RunningBatch;
import dev.palimpsest.transforms.pixels.AnimatedGifs;
import dev.palimpsest.transforms.pixels.DrawnPictures;
import dev.palimpsest.transforms.pixels.Frames;
import dev.palimpsest.transforms.read.ReadSettings;
import dev.palimpsest.transforms.translate.TranslateSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        false,
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
    String name = image.getFileName().toString();
    return new ManifestRow(
        name,
        image.toString(),
        name,
        "m:1",
        List.of("de"),
        List.of("en"),
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

  private static RegionsDocument document(PreparedImage prepared) {
    Path file = Path.of(prepared.cleanUri()).resolveSibling("regions.json");
    try {
      return Json.read(Files.readString(file), RegionsDocument.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestPipeline pipeline() {
    return TestPipeline.create().enableAbandonedNodeEnforcement(false);
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
              assertThat(use.language()).isEqualTo("de");
              assertThat(use.request().text()).isEqualTo("Summer sale");
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
