package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.pemistahl.lingua.api.Language;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  @Test
  void marksARegionInAnotherScript() {
    LanguageDetector detector = new LanguageDetector(List.of("en", "ru", "de"));

    assertThat(detector.ofRegion("Скидки до конца недели", "en")).isEqualTo("ru");
    assertThat(detector.ofRegion("SALE", "de")).isEqualTo("de");
  }
}
