package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineCandidateTest {
  private static final double LETTER_PX = 20;

  @Test
  void measuresItsBeginningInHeightsOfTheBeginning() {
    List<Glyph> glyphs = new ArrayList<>();
    for (int letter = 0; letter < 30; letter++) {
      glyphs.add(new Glyph(15 * letter, 100, 12, LETTER_PX, 120));
    }
    glyphs.add(new Glyph(450, 70, 40, 2.5 * LETTER_PX, 900));

    LineCandidate row = LineCandidate.of(false, glyphs, new Specks(List.of()));

    assertThat(row.height()).isGreaterThan(2 * LETTER_PX);
    assertThat(row.head(6).length()).isBetween(5 * LETTER_PX, 6 * LETTER_PX);
  }
}
