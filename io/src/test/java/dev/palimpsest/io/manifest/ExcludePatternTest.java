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
  })
  void matches(String entry, String text, String expected) {
    var matcher = ExcludePattern.compile(entry).matcher(text);
    assertThat(matcher.find() ? matcher.group() : null).isEqualTo(expected);
  }

  @Test
  void tellsWhatIsNoExpression() {
    assertThat(ExcludePattern.problem("/(/").orElseThrow()).contains("/(/");
    assertThat(ExcludePattern.problem("(")).isEmpty();
  }
}
