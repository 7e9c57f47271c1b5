package dev.palimpsest.transforms.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.image.ImageReach;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.ledger.Fingerprints;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.ImageResult;
import dev.palimpsest.io.result.LanguageOutput;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.intake.KnownRow;
import dev.palimpsest.transforms.outcome.RunningBatch;
import dev.palimpsest.transforms.pixels.AnimatedGifs;
import dev.palimpsest.transforms.pixels.DrawnPictures;
import dev.palimpsest.transforms.pixels.Frames;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.PictureCodec;
import dev.palimpsest.transforms.prepare.PrepareImages;
import dev.palimpsest.transforms.prepare.PrepareSettings;
import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.prepare.Segments;
import dev.palimpsest.transforms.read.ReadSettings;
import dev.palimpsest.transforms.render.Fonts;
import dev.palimpsest.transforms.render.Hyphenation;
import dev.palimpsest.transforms.render.Renderer;
import dev.palimpsest.transforms.translate.Answer;
import dev.palimpsest.transforms.translate.TranslateSettings;
import dev.palimpsest.transforms.translate.Translation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One prepared picture with two sentences, composed in languages that have both, one or none. */
@Tag("ocr")
class ImageComposerTest {
  private static final String SALE = "Summer sale";
  private static final String NEWS = "New arrivals";

  @TempDir Path folder;

  private Path source;
  private ImageComposer composer;
  private OutputTree tree;
  private PreparedImage prepared;
  private List<Region> regions;
  private final List<Failure> failures = new ArrayList<>();

  @BeforeEach
  void prepareBanner() throws Exception {
    prepare("banner.png", DrawnPictures.banner(SALE, NEWS));
  }

  private void prepare(String name, byte[] file) throws Exception {
    source = folder.resolve(name);
    Files.write(source, file);
    tree = new OutputTree(folder.resolve("out").toString());
    ManifestRow row =
        new ManifestRow(
            "banner",
            source.toString(),
            name,
            "m:1",
            List.of("de", "fr", "es"),
            List.of("en"),
            List.of(),
            Mode.GENERAL,
            "memory",
            Optional.empty(),
            Map.of());
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(
            Create.of(new KnownRow(row, Optional.empty())).withCoder(JsonCoder.of(KnownRow.class)))
        .apply(
            new PrepareImages(
                new PrepareSettings(
                    tree,
                    new ReadSettings(List.of(), Duration.ofMinutes(1)),
                    1_000_000,
                    1_000_000,
                    ImageReach.OWN_FILES,
                    null,
                    true,
                    "",
                    new TranslateSettings(
                        List.of(), List.of(), tree, Map.of(), TranslateSettings.Limits.DEFAULT),
                    new Fingerprints("r", "t", "d"),
                    Set.of(),
                    true,
                    false,
                    null),
                new RunningBatch("b", tree, Duration.ofSeconds(1))))
        .get(PrepareImages.PREPARED)
        .apply(MapElements.into(TypeDescriptors.strings()).via(Json::write))
        .apply(TextIO.write().to(folder.resolve("prepared").toString()).withoutSharding());
    pipeline.run().waitUntilFinish();
    prepared = Json.read(Files.readString(folder.resolve("prepared")), PreparedImage.class);
    regions = prepared.complete(tree).document().regions();
    composer =
        new ImageComposer(
            new ComposeSettings(
                tree, List.of(), List.of(), 9, "", 1_000_000, 1_000_000, ImageReach.OWN_FILES),
            new Renderer(Fonts.load(List.of(), false), 9, Hyphenation.NONE));
  }

  private KV<String, Answer> answer(String language, String source, Translation translation) {
    Region region = regions.stream().filter(r -> r.text().equals(source)).findFirst().orElseThrow();
    String key = new Segments(prepared.row()).request(region, language).orElseThrow().segmentKey();
    return KV.of(key, new Answer(language, translation));
  }

  private TranslatedImage translated(List<KV<String, Answer>> answers) {
    return new TranslatedImage(
        prepared,
        answers.stream()
            .collect(
                Collectors.groupingBy(
                    KV::getKey, Collectors.mapping(KV::getValue, Collectors.toList()))));
  }

  private static Translation missing() {
    return Translation.failed(FailureCode.TRANSLATION_MISSING, "not there");
  }

  @Test
  void composesWhatIsThereAndKeepsTheSourceOfWhatIsMissing() throws Exception {
    TranslatedImage image =
        translated(
            List.of(
                answer("de", SALE, Translation.of("Sommerschluss", "memory")),
                answer("de", NEWS, Translation.of("Neu im Laden", "memory")),
                answer("fr", SALE, Translation.of("Soldes", "memory")),
                answer("fr", NEWS, missing()),
                answer("es", SALE, missing()),
                answer("es", NEWS, missing())));

    ImageResult result = composer.compose(image, failures::add).result();

    Map<String, LanguageOutput> outputs = result.outputs();
    assertThat(result.status()).isEqualTo(ImageResult.PARTIALLY_COMPLETED);
    assertThat(outputs.get("de").status()).isEqualTo(LanguageOutput.COMPLETED);
    assertThat(outputs.get("fr").status()).isEqualTo(LanguageOutput.PARTIALLY_COMPLETED);
    assertThat(outputs.get("es").status()).isEqualTo(LanguageOutput.FAILED);
    assertThat(outputs.get("es").translatedImageUrl()).isNull();
    assertThat(failures).extracting(f -> f.language().orElseThrow()).containsExactly("fr", "es");
    Box sale = box(SALE);
    Box news = box(NEWS);
    String french = outputs.get("fr").translatedImageUrl();
    assertThat(differs(french, source.toString(), news)).isFalse();
    assertThat(differs(french, source.toString(), sale)).isTrue();
    assertThat(differs(outputs.get("de").translatedImageUrl(), source.toString(), news)).isTrue();
  }

  @Test
  void aTextWithoutGlyphsLeavesTheSourceInPlace() throws Exception {
    TranslatedImage image =
        translated(
            List.of(
                answer("de", SALE, Translation.of("特売", "memory")),
                answer("de", NEWS, Translation.of("Neu im Laden", "memory")),
                answer("fr", SALE, missing()),
                answer("fr", NEWS, missing()),
                answer("es", SALE, missing()),
                answer("es", NEWS, missing())));

    LanguageOutput german = composer.compose(image, failures::add).result().outputs().get("de");

    assertThat(german.status()).isEqualTo(LanguageOutput.PARTIALLY_COMPLETED);
    assertThat(german.error().code()).isEqualTo(FailureCode.MISSING_GLYPHS);
    assertThat(german.error().message()).contains("特").contains("売");
    assertThat(differs(german.translatedImageUrl(), source.toString(), box(SALE))).isFalse();
    assertThat(differs(german.translatedImageUrl(), source.toString(), box(NEWS))).isTrue();
  }

  @Test
  void regionsThatHaveGoneFailEveryLanguage() throws Exception {
    TranslatedImage image = translated(List.of());
    Path document = Path.of(tree.regions("banner", prepared.contentHash()));
    Files.delete(document);

    ImageResult result = composer.compose(image, failures::add).result();

    assertThat(result.status()).isEqualTo(ImageResult.FAILED);
    assertThat(failures)
        .extracting(f -> f.language().orElseThrow())
        .containsExactly("de", "fr", "es");
    assertThat(failures)
        .allSatisfy(f -> assertThat(f.code()).isEqualTo(FailureCode.IMAGE_UNAVAILABLE))
        .allSatisfy(f -> assertThat(f.message()).contains(document.toString()));
  }

  @Test
  void anAnimationIsDrawnOnEveryFrame() throws Exception {
    byte[] banner = DrawnPictures.banner(SALE, NEWS);
    prepare("banner.gif", AnimatedGifs.gif(banner, banner));
    TranslatedImage image =
        translated(
            List.of(
                answer("de", SALE, Translation.of("Sommerschluss", "memory")),
                answer("de", NEWS, Translation.of("Neu im Laden", "memory")),
                answer("fr", SALE, Translation.of("Soldes", "memory")),
                answer("fr", NEWS, missing()),
                answer("es", SALE, missing()),
                answer("es", NEWS, missing())));

    Map<String, LanguageOutput> outputs = composer.compose(image, failures::add).result().outputs();

    // The second is erased afresh on every frame, because one text stays.
    for (String language : List.of("de", "fr")) {
      Path written = Path.of(outputs.get(language).translatedImageUrl());
      assertThat(written.toString()).endsWith(".gif");
      try (Frames frames = Frames.decode(Files.readAllBytes(written), 1_000_000);
          Frames clean =
              Frames.decode(Files.readAllBytes(Path.of(prepared.cleanUri())), 1_000_000)) {
        assertThat(frames.delays()).containsExactly(10, 11);
        byte[] first = DrawnPicture.bytes(frames.pictures().get(0));
        assertThat(DrawnPicture.bytes(frames.pictures().get(1))).isEqualTo(first);
        assertThat(DrawnPicture.bytes(clean.first())).isNotEqualTo(first);
      }
    }
  }

  private Box box(String text) {
    return regions.stream().filter(r -> r.text().equals(text)).findFirst().orElseThrow().box();
  }

  private static boolean differs(String one, String other, Box box)
      throws IOException, FailureException {
    try (Picture a = PictureCodec.decode(Files.readAllBytes(Path.of(one)), 1_000_000);
        Picture b = PictureCodec.decode(Files.readAllBytes(Path.of(other)), 1_000_000);
        Rect rect = new Rect(box.x(), box.y(), box.width(), box.height());
        Mat left = new Mat(a.bgr(), rect);
        Mat right = new Mat(b.bgr(), rect)) {
      return opencv_core.norm(left, right) > 0;
    }
  }
}
