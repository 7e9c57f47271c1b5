package dev.palimpsest.transforms.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.memory.Glossary;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualityTest {
  private static List<String> warnings(String source, String target, String text, String answer) {
    SegmentRequest request =
        new SegmentRequest(source, target, text, List.of("ACME"), "openai", null)
            .completed(
                List.of(
                    new Glossary.Match("board", "Brett", false, null),
                    new Glossary.Match("Pro", null, false, null)),
                null);
    return Quality.warnings(request, answer);
  }

  private static List<String> plain(String source, String target, String text, String answer) {
    return Quality.warnings(
        new SegmentRequest(source, target, text, List.of(), "openai", null), answer);
  }

  @Test
  void aNumberMayBeWrittenAsTheTargetDoes() {
    assertThat(plain("en", "de", "3.5 litres for 1,299", "3,5 Liter für 1.299")).isEmpty();
    assertThat(plain("en", "de", "3.5 litres", "3.5 Liter")).isEmpty();
    assertThat(plain("en", "fr", "1,299 pieces", "1\u202F299 pièces")).isEmpty();
    assertThat(plain("de", "en", "ab 2,50 heute", "from 2.50 today")).isEmpty();
    assertThat(plain("en", "ar", "only 25 left", "بقي \u0662\u0665 فقط")).isEmpty();
    assertThat(plain("und", "de", "3.5 litres", "3,5 Liter")).isEmpty();
  }

  @Test
  void aNumberThatChangedIsMarked() {
    assertThat(plain("en", "de", "3.5 litres", "35 Liter")).containsExactly("NUMBER_CHANGED");
    assertThat(plain("en", "de", "3.5 litres", "3. 5 Liter")).containsExactly("NUMBER_CHANGED");
    assertThat(plain("en", "de", "buy 2 today", "heute kaufen")).containsExactly("NUMBER_CHANGED");
    assertThat(plain("en", "de", "buy today", "kauf 2 heute")).containsExactly("NUMBER_CHANGED");
  }

  @Test
  void variablesTermsAndKeptPartsMustBeThere() {
    assertThat(plain("en", "de", "Hello {name}, %s", "Hallo {Name}, %s"))
        .containsExactly("PLACEHOLDER_CHANGED");
    assertThat(warnings("en", "de", "The ACME Pro board", "Das ACME Pro Brettchen")).isEmpty();
    assertThat(warnings("en", "de", "The ACME Pro board", "Das ACME Profi Board"))
        .containsExactly("GLOSSARY_TERM_MISSING");
    assertThat(warnings("en", "de", "The ACME Pro board", "Das Akme Prof Brett"))
        .containsExactly("DO_NOT_TRANSLATE_CHANGED");
  }

  @Test
  void anAnswerThatIsTheSourceOrFarFromItsLengthIsMarked() {
    assertThat(plain("en", "de", "Summer Sale", "summer sale")).containsExactly("UNTRANSLATED");
    assertThat(plain("en", "de", "USB", "USB")).isEmpty();
    assertThat(plain("en", "de", "Sale", "Das ist ein großer Ausverkauf im Sommer"))
        .containsExactly("LENGTH_RATIO");
    assertThat(plain("zh", "en", "新鲜咖啡每天早上", "Fresh coffee every single morning")).isEmpty();
  }
}
