package dev.palimpsest.transforms.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.region.KeptReason;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.transforms.outcome.ImageFailure;
import dev.palimpsest.transforms.pixels.DrawnPictures;
import dev.palimpsest.transforms.read.ReadSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrepareImagesTest {
  @TempDir Path folder;

  private PrepareSettings settings() {
    return new PrepareSettings(
        new OutputTree(folder.resolve("out").toString()),
        new ReadSettings(List.of(), Duration.ofMinutes(1)),
        1_000_000,
        1_000_000,
        false,
        null,
        true,
        false);
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

  private WithFailures.Result<PCollection<PreparedImage>, ImageFailure> prepare(
      TestPipeline pipeline, Path... images) {
    List<ManifestRow> rows = Arrays.stream(images).map(PrepareImagesTest::row).toList();
    return pipeline
        .apply(Create.of(rows).withCoder(JsonCoder.of(ManifestRow.class)))
        .apply(new PrepareImages(settings()));
  }

  private static TestPipeline pipeline() {
    return TestPipeline.create().enableAbandonedNodeEnforcement(false);
  }

  @Test
  void readsErasesAndKeepsWhatIsExcluded() throws IOException {
    Path image = folder.resolve("banner.png");
    Files.write(image, DrawnPictures.banner("Summer sale", "ACME"));
    TestPipeline pipeline = pipeline();

    PAssert.thatSingleton(prepare(pipeline, image).output())
        .satisfies(
            prepared -> {
              List<Region> regions = prepared.document().regions();
              assertThat(regions).extracting(Region::text).containsExactly("Summer sale", "ACME");
              assertThat(regions.get(0).style()).isPresent();
              assertThat(regions.get(1).kept()).contains(KeptReason.EXCLUDED);
              assertThat(prepared.document().sourceLanguage()).isEqualTo("en");
              assertThat(Path.of(prepared.cleanUri())).exists();
              assertThat(Path.of(prepared.cleanUri()).resolveSibling("regions.json")).exists();
              assertThat(prepared.reused()).isFalse();
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
    PAssert.thatSingleton(prepare(second, image).output())
        .satisfies(
            prepared -> {
              assertThat(prepared.reused()).isTrue();
              assertThat(prepared.document().regions()).hasSize(2);
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

    WithFailures.Result<PCollection<PreparedImage>, ImageFailure> result =
        prepare(pipeline, good, bad);

    PAssert.that(result.output())
        .satisfies(
            found -> {
              assertThat(found).hasSize(1);
              return null;
            });
    PAssert.thatSingleton(result.failures())
        .satisfies(
            failed -> {
              assertThat(failed.row().imageId()).isEqualTo("bad.png");
              assertThat(failed.failure().code()).hasToString("UNSUPPORTED_FORMAT");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }
}
