package dev.palimpsest.transforms.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.json.HexCoder;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.ledger.Fingerprints;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.transforms.ManifestRows;
import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.prepare.SegmentUse;
import dev.palimpsest.transforms.translate.Answer;
import dev.palimpsest.transforms.translate.SegmentRequest;
import dev.palimpsest.transforms.translate.TranslateSegments;
import dev.palimpsest.transforms.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

class JoinTranslationsTest {
  @Test
  void everyImageGetsItsTextsInItsLanguages() {
    List<SegmentUse> uses =
        List.of(
            use("both", "Sale", "de", "fr"),
            use("both", "New", "de", "fr"),
            use("german", "Sale", "de"));
    List<KV<String, Answer>> translations =
        List.of(
            translation("Sale", "de", "Ausverkauf"),
            translation("Sale", "fr", "Soldes"),
            translation("New", "fr", "Nouveau"),
            translation("New", "de", "Neu"));
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

    PCollection<TranslatedImage> joined =
        pipeline
            .apply(
                Create.of(image("both"), image("german"), image("textless"))
                    .withCoder(JsonCoder.of(PreparedImage.class)))
            .apply(
                new JoinTranslations(
                    pipeline.apply(
                        "Uses", Create.of(uses).withCoder(JsonCoder.of(SegmentUse.class))),
                    pipeline.apply(
                        "Translations",
                        Create.of(translations)
                            .withCoder(
                                KvCoder.of(HexCoder.of(), TranslateSegments.answerCoder())))));

    PAssert.that(joined)
        .satisfies(
            images -> {
              Map<String, List<String>> found = new TreeMap<>();
              for (TranslatedImage image : images) {
                List<String> texts =
                    found.computeIfAbsent(image.image().row().imageId(), id -> new ArrayList<>());
                image
                    .answers()
                    .values()
                    .forEach(all -> all.forEach(answer -> texts.add(answer.translation().text())));
                texts.sort(null);
              }
              assertThat(found)
                  .containsOnly(
                      Map.entry("both", List.of("Ausverkauf", "Neu", "Nouveau", "Soldes")),
                      Map.entry("german", List.of("Ausverkauf")),
                      Map.entry("textless", List.of()));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static SegmentRequest request(String text, String language) {
    return new SegmentRequest("en", language, text, List.of(), "pseudo", null);
  }

  private static SegmentUse use(String imageId, String text, String... languages) {
    return new SegmentUse(
        imageId, Stream.of(languages).map(language -> request(text, language)).toList());
  }

  private static KV<String, Answer> translation(String text, String language, String translated) {
    return KV.of(
        request(text, language).segmentKey(),
        new Answer(language, Translation.of(translated, "pseudo")));
  }

  private static PreparedImage image(String id) {
    ManifestRow row = ManifestRows.row(id, "de", "fr");
    return new PreparedImage(
        row,
        null,
        "hash",
        "png",
        "clean.png",
        new Fingerprints("r", "t", "d"),
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        false,
        1);
  }
}
