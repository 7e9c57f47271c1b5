package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.pemistahl.lingua.api.Language;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("ocr")
class LanguageDetectorTest {
  private static final List<String> LATIN =
      Arrays.stream(Language.values())
          .map(language -> language.getIsoCode639_1().toString())
          .filter(OtherScript::isLatin)
          .toList();

  @Test
  void takesHeadingsAndAddressesForEnglishWhenItIsClose() {
    LanguageDetector detector = new LanguageDetector(LATIN);

    String banner =
        "Up to 50% off swimwear and sandals\nSUMMER SALE\nwww.merrowbay.example\nShop now";
    assertThat(detector.detect(banner).tag()).isEqualTo("en");
    assertThat(detector.detect("Ofenfrisches Brot\nJeden Morgen ab 6 Uhr").tag()).isEqualTo("de");
  }

  /** Short texts are first held against trigrams, which must not lose the right language. */
  @ParameterizedTest
  @CsvSource({
    "en, Free delivery on orders over 40",
    "de, Kostenlose Lieferung ab 40 Euro",
    "fr, Livraison gratuite dès 40 euros d'achat",
    "es, Envío gratis en pedidos superiores a 40",
    "it, Spedizione gratuita per ordini superiori",
    "nl, Gratis verzending bij bestellingen vanaf",
    "sv, Fri frakt på alla beställningar över",
    "fi, Ilmainen toimitus yli neljänkymmenen tilauksille",
    "pt, Frete grátis em encomendas acima de",
  })
  void knowsTheLanguageOfAShortText(String tag, String text) {
    assertThat(new LanguageDetector(LATIN).detect(text).tag()).isEqualTo(tag);
  }

  @Test
  void marksARegionInAnotherScript() {
    LanguageDetector detector = new LanguageDetector(List.of("en", "ru", "de"));

    assertThat(detector.ofRegion("Скидки до конца недели", "en")).isEqualTo("ru");
    assertThat(detector.ofRegion("SALE", "de")).isEqualTo("de");
  }
}
