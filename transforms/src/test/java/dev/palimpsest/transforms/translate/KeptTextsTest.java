package dev.palimpsest.transforms.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.KeptReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptTextsTest {
  private final KeptTexts none = new KeptTexts(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "19.99",
        "$19.99",
        "19,99 €",
        "EUR 1 299,00",
        "US$5",
        "£5.-",
        "-50%",
        "500 ml",
        "2 x 250 g",
        "1.5 L",
        "220-240 V",
        "30 °C",
        "12/31/2026",
        "2026-01-01",
        "12:30",
        "AB-1234",
        "X200",
        "A4",
        "SKU-00-17/B",
        "https://shop.example/a?b=c",
        "www.shop.example",
        "shop.example",
        "info@shop.example",
        "#summersale",
        "@acme_store",
        "★★★★☆",
        "&",
        "!",
        "XL",
        "38 40 42",
        "S M L XL",
        "Ø 12 mm",
        "+49 30 123456",
        "10 × 20 × 30 cm"
      })
  void keepsWhatReadsTheSameEverywhere(String text) {
    assertThat(none.reason(text)).as(text).contains(KeptReason.INVARIANT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "50% off", "Only $5 today", "Size XL", "Buy 2 get 1", "May 2026", "Sale", "NEW", "3 for 2",
        "Hello", "新品", "Follow @acme", "5 pieces", "Made in 2024", "1ST PRIZE", "No. 5", "per kg"
      })
  void translatesTheRest(String text) {
    assertThat(none.reason(text)).as(text).isEmpty();
  }

  @Test
  void excludesWhatIsWhollyMatched() {
    KeptTexts texts = new KeptTexts(List.of("ACME", "Sparkling *", "@acme"));
    assertThat(texts.reason("ACME®")).contains(KeptReason.EXCLUDED);
    assertThat(texts.reason("Sparkling Water")).contains(KeptReason.EXCLUDED);
    assertThat(texts.reason("ACME @Acme")).contains(KeptReason.EXCLUDED);
    assertThat(texts.reason("ACME 500 ml")).contains(KeptReason.INVARIANT);
    assertThat(texts.reason("ACME coffee")).isEmpty();
    assertThat(texts.reason("ACMES")).isEmpty();
    // An address stays whole although a part of it is excluded by itself.
    assertThat(new KeptTexts(List.of("shop.example")).reason("www.shop.example"))
        .contains(KeptReason.INVARIANT);
  }

  @Test
  void findsThePartsToKeepInASentence() {
    KeptTexts texts = new KeptTexts(List.of("ACME", "ACME Blend"));
    assertThat(texts.keptParts("Order ACME Blend or ACME at shop.example, code SAVE2026 #now!"))
        .containsExactly("ACME Blend", "ACME", "shop.example", "SAVE2026", "#now");
    assertThat(texts.keptParts("See https://a.example/b. Write to me@a.example."))
        .containsExactly("https://a.example/b", "me@a.example");
    assertThat(texts.keptParts("Open daily. Closed in May.")).isEmpty();
  }
}
