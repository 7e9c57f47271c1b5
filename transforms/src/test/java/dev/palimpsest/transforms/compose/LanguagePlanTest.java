package dev.palimpsest.transforms.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.ledger.Fingerprints;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.KeptReason;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.RegionsDocument;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.Outcome;
import dev.palimpsest.io.result.RegionOutput;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.transforms.ManifestRows;
import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.prepare.Segments;
import dev.palimpsest.transforms.render.Rendering.Drawn;
import dev.palimpsest.transforms.render.Rendering.Warning;
import dev.palimpsest.transforms.translate.Answer;
import dev.palimpsest.transforms.translate.Translation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguagePlanTest {
  private static final Box BOX = new Box(0, 0, 100, 20);
  private static final Region SALE = region("r1", "Sale", "en", Optional.empty());
  private static final Region PRICE = region("r2", "9.90", "en", Optional.of(KeptReason.INVARIANT));
  private static final Region GERMAN = region("r3", "Neu", "de", Optional.empty());

  private static Region region(String id, String text, String language, Optional<KeptReason> kept) {
    return new Region(id, text, language, 0.9, BOX, List.of(), kept, Optional.empty());
  }

  private static TranslatedImage image(Translation ofSale) {
    ManifestRow row = ManifestRows.row("i", "de");
    RegionsDocument document =
        new RegionsDocument(1, "f", 200, 200, "en", 1, List.of(SALE, PRICE, GERMAN));
    String key = new Segments(row).request(SALE, "de").orElseThrow().segmentKey();
    return new TranslatedImage(
        new PreparedImage(
            row,
            null,
            "hash",
            "png",
            "clean.png",
            new Fingerprints("r", "t", "d"),
            document,
            Map.of("de", Outcome.FRESH),
            Map.of(),
            Map.of(),
            false,
            1),
        Map.of(key, List.of(new Answer("de", ofSale), new Answer("fr", ofSale))));
  }

  @Test
  void translatesWhatIsNeitherKeptNorInTheLanguage() {
    LanguagePlan plan = LanguagePlan.of(image(Translation.of("Ausverkauf", "memory")), "de");

    assertThat(plan.toDraw()).extracting(p -> p.text()).containsExactly("Ausverkauf");
    assertThat(plan.outputs())
        .extracting(RegionOutput::status)
        .containsExactly(RegionOutput.TRANSLATED, RegionOutput.KEPT, RegionOutput.KEPT);
    assertThat(plan.outputs().get(0).translator()).isEqualTo("memory");
    // The price was never erased; the German word was, and must come back.
    assertThat(plan.untouched()).containsExactly("r3");
    assertThat(plan.notDrawn()).containsExactly(PRICE, GERMAN);
    assertThat(plan.firstProblem()).isEmpty();
  }

  @Test
  void aMissingTranslationKeepsTheSourceText() {
    LanguagePlan plan =
        LanguagePlan.of(
            image(Translation.failed(FailureCode.TRANSLATOR_REFUSED, "declined")), "de");

    assertThat(plan.nothingTranslated()).isTrue();
    assertThat(plan.outputs().get(0).translatedText()).isEqualTo("Sale");
    assertThat(plan.outputs().get(0).status()).isEqualTo(RegionOutput.FAILED);
    assertThat(plan.firstProblem().orElseThrow().stage()).isEqualTo(Stage.TRANSLATE);
    assertThat(plan.firstProblem().orElseThrow().code()).isEqualTo(FailureCode.TRANSLATOR_REFUSED);
  }

  @Test
  void aTextThatNoFontHasIsGivenUp() {
    LanguagePlan plan = LanguagePlan.of(image(Translation.of("特売", "memory")), "de");

    LanguagePlan drawn =
        plan.withDrawn(List.of(new Drawn("r1", BOX, 12, List.of(Warning.MISSING_GLYPHS), "特売")));

    assertThat(drawn.toDraw()).isEmpty();
    assertThat(drawn.untouched()).containsExactlyInAnyOrder("r1", "r3");
    assertThat(drawn.firstProblem().orElseThrow().code()).isEqualTo(FailureCode.MISSING_GLYPHS);
    assertThat(drawn.firstProblem().orElseThrow().message()).contains("特売");
  }
}
