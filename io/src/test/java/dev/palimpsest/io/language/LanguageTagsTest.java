package dev.palimpsest.io.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTagsTest {
  @ParameterizedTest
  @CsvSource({
    "de,de",
    "DE,de",
    "pt_br,pt-BR",
    "pt-br,pt-BR",
    "eng,en",
    "fra,fr",
    "deu-at,de-AT",
    "zh-hant-tw,zh-Hant-TW",
    "fil,fil",
    "haw,haw",
    "sr_Latn,sr-Latn",
    "iw,he",
    "es-419,es-419",
    " fr ,fr",
    "yue,yue"
  })
  void givesOneSpelling(String tag, String canonical) {
    assertThat(LanguageTags.canonical(tag)).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "xx", "english", "qqq", "und", "mul", "auto", "d", "de-", "../de", "de AT"})
  void refusesWhatIsNoLanguage(String tag) {
    assertThat(LanguageTags.canonical(tag)).isEmpty();
  }

  @Test
  void looksUpFromTheNarrowestToTheWidest() {
    assertThat(LanguageTags.lookup("zh-Hant-TW")).containsExactly("zh-Hant-TW", "zh-Hant", "zh");
    assertThat(LanguageTags.lookup("de-u-co-phonebk"))
        .containsExactly("de-u-co-phonebk", "de-u-co", "de");
    assertThat(LanguageTags.base("de-AT")).isEqualTo("de");
  }
}
