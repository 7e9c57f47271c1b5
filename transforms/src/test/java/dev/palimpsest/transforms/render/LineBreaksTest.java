package dev.palimpsest.transforms.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineBreaksTest {
  /** Every letter and blank is one em wide. */
  private static LineBreaks breaks(String text) {
    List<String> pieces = Arrays.asList(text.split("(?<= )"));
    double[] widths = pieces.stream().mapToDouble(String::length).toArray();
    double[] blanks = pieces.stream().mapToDouble(p -> p.endsWith(" ") ? 1 : 0).toArray();
    return new LineBreaks(pieces, widths, blanks);
  }

  @Test
  void linesAreAboutEquallyLong() {
    assertThat(breaks("one two three four").into(2, 15).lines())
        .containsExactly("one two", "three four");
  }

  @Test
  void noLineIsWiderThanTheRoom() {
    LineBreaks breaks = breaks("a long wordy text");
    int lines = breaks.fewest(6);
    assertThat(breaks.into(lines, 6).longestEm()).isLessThanOrEqualTo(6);
  }

  @Test
  void linesFollowTheWidthsOfTheirShape() {
    double[] widths = {6, 14, 6};
    LineBreaks.Broken broken = breaks("one two three four five").into(widths);
    assertThat(broken.lines()).containsExactly("one", "two three four", "five");
    assertThat(broken.fill(widths)).isEqualTo(1);
  }

  @Test
  void linesThatCannotHoldTheTextAreNone() {
    double[] widths = {4, 4};
    assertThat(breaks("one two three four").into(widths).lines()).isEmpty();
  }

  @Test
  void aWordWiderThanTheRoomCannotBeSet() {
    assertThat(breaks("an unbreakable word").fewest(8)).isEqualTo(Integer.MAX_VALUE);
  }
}
