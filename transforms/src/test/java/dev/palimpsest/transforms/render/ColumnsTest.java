package dev.palimpsest.transforms.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void onlyChineseAndJapaneseStandInColumns() {
    assertThat(Columns.customary("ja")).isTrue();
    assertThat(Columns.customary("zh-Hant-TW")).isTrue();
    assertThat(Columns.customary("ko")).isFalse();
    assertThat(Columns.customary("en")).isFalse();
  }

  @Test
  void lettersOfAsciiStandUpright() {
    assertThat(Columns.wide("OK!か (2)")).isEqualTo("ＯＫ！か （２）");
  }

  @Test
  void blanksTakeHalfACell() {
    assertThat(Columns.cells("か な")).isEqualTo(2.5);
  }
}
