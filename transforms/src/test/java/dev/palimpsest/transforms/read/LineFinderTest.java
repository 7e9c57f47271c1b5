package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import dev.palimpsest.transforms.read.TextFinder.Layer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineFinderTest {
  @Test
  void aWordBesideALargeNumberIsAlsoALineOfItsOwn() {
    List<Glyph> glyphs = word(200, 100);
    glyphs.add(new Glyph(135, 80, 40, 66, 1300));
    glyphs.add(new Glyph(178, 84, 16, 60, 500));

    List<List<Glyph>> chains = LineFinder.chains(layer(glyphs));

    assertThat(chains).singleElement().satisfies(chain -> assertThat(chain).hasSize(8));
    assertThat(LineFinder.parts(chains)).containsExactly(word(200, 100));
  }

  @Test
  void soIsAWordBesideAStripe() {
    List<Glyph> glyphs = word(200, 100);
    glyphs.add(new Glyph(100, 90, 90, 45, 800));

    assertThat(LineFinder.parts(LineFinder.chains(layer(glyphs)))).containsExactly(word(200, 100));
  }

  @Test
  void tallLettersOnTheSameBaselineAreNotParted() {
    List<Glyph> glyphs = word(200, 100);
    glyphs.set(3, new Glyph(278, 70, 20, 60, 600));

    List<List<Glyph>> chains = LineFinder.chains(layer(glyphs));

    assertThat(chains).singleElement().satisfies(chain -> assertThat(chain).hasSize(6));
    assertThat(LineFinder.parts(chains)).isEmpty();
  }

  /** Six letters, 20 px wide and 30 px high. */
  private static List<Glyph> word(double x, double y) {
    List<Glyph> glyphs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      glyphs.add(new Glyph(x + 26 * i, y, 20, 30, 300));
    }
    return glyphs;
  }

  private static Layer layer(List<Glyph> glyphs) {
    return new Layer(false, 1, glyphs, List.of());
  }
}
