package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SureLinesTest {
  private static final int EM_PX = 20;

  @Test
  void aLineOfASkewedScanDoesNotCoverTheNextOne() {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      words.add(word(100 * i, 200 - 2 * i, 90));
    }

    SureLines sure = sure(words);

    assertThat(sure.cover(row(0, 200, 75, -0.02))).as("itself").isTrue();
    assertThat(sure.cover(row(900, 182, 14, -0.02))).as("its end").isTrue();
    assertThat(sure.cover(row(900, 206, 14, -0.02))).as("the line below its end").isFalse();
  }

  @Test
  void aLetterMissedAtTheEndIsWorthReading() {
    List<Word> withoutTheSign = List.of(word(15, 100, 120));
    LineCandidate price = row(0, 100, 9, 0);

    assertThat(sure(withoutTheSign).cover(price)).isFalse();
    assertThat(sure(List.of(word(0, 100, 140))).cover(price)).isTrue();
  }

  private static SureLines sure(List<Word> words) {
    SureLines sure = new SureLines();
    sure.add(new ReadLine(words, 0, false));
    return sure;
  }

  private static Word word(int x, int y, int width) {
    return new Word("word", new Box(x, y, width, EM_PX), 0.95);
  }

  /** Letters, one every 15 pixels, from a place on. */
  private static LineCandidate row(int x, int y, int letters, double slope) {
    List<Glyph> glyphs = new ArrayList<>();
    for (int i = 0; i < letters; i++) {
      glyphs.add(new Glyph(x + 15 * i, y + slope * 15 * i, 12, EM_PX, 120));
    }
    return LineCandidate.of(false, glyphs, new Specks(List.of()));
  }
}
