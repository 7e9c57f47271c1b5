package dev.palimpsest.io.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcludePatternTest {
  @ParameterizedTest
  @CsvSource({
    "ACME,      by ACME today, ACME",
    "ACME,      ACME's,        ACME",
    "ACME,      ACMEX,         ",
    "ACME,      acme,          ",
    "C++,       in C++ now,    C++",
    "Model *,   new Model X-1 here, Model X-1",
    "AC*,       my ACME-2 set, ACME-2",
    "@shop,     ask @Shop now, @Shop",
    "东京,       在东京都,        东京",
    "/v\\d+/,   app v12,       v12",
    "/V\\d+/i,  app v12,       v12",
    "/,         a/b,           /",
    "a*b,       by ab-b1 here, ab",
    "a*b,       axbby,         ",
    "/x*/,      abc,           ",
  })
  void matches(String entry, String text, String expected) {
    assertThat(
            ExcludePattern.compile(entry).find(text).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .findFirst()
                .orElse(null))
        .isEqualTo(expected);
  }

  @Test
  void tellsWhatIsNoExpression() {
    assertThat(ExcludePattern.problem("/(/").orElseThrow()).contains("/(/");
    assertThat(ExcludePattern.problem("(")).isEmpty();
    assertThat(ExcludePattern.problem("/(?=a)b/").orElseThrow()).contains("RE2");
    assertThat(ExcludePattern.problem("/(a)\\1/").orElseThrow()).contains("RE2");
  }

  @Test
  void findsAllPartsThatStandForThemselves() {
    ExcludePattern acme = ExcludePattern.compile("ACME");
    assertThat(acme.find("ACME ACME, ACMEX ACME"))
        .containsExactly(
            new ExcludePattern.Span(0, 4),
            new ExcludePattern.Span(5, 9),
            new ExcludePattern.Span(17, 21));
    assertThat(acme.without("by ACME, ACMEX")).isEqualTo("by  , ACMEX");
  }
}
