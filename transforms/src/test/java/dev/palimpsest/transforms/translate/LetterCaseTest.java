package dev.palimpsest.transforms.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.ULocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterCaseTest {
  @ParameterizedTest
  @CsvSource({
    "SUMMER SALE,   CAPITALS, summer sale,   VENTA DE VERANO",
    "Summer Sale,   TITLE,    summer sale,   Venta de verano",
    "Summer sale,   SENTENCE, summer sale,   Venta de verano",
    "summer sale,   LOWER,    summer sale,   venta de verano",
    "USB cable here,SENTENCE, USB cable here,Venta de verano",
    "50%,           NONE,     50%,           Venta de verano",
    "I,             SENTENCE, I,             Venta de verano",
  })
  void goesThereAndBack(String text, LetterCase expected, String plain, String applied) {
    LetterCase letterCase = LetterCase.of(text);
    assertThat(letterCase).isEqualTo(expected);
    assertThat(letterCase.plain(text, ULocale.ENGLISH)).isEqualTo(plain);
    assertThat(letterCase.apply("Venta de verano", new ULocale("es"))).isEqualTo(applied);
  }
}
