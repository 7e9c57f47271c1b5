package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.read.TextFinder.Glyph;
import dev.palimpsest.transforms.read.TextFinder.Layer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SquaresTest {
  @Test
  void putsPartsAboveOneAnotherTogetherButNotRows() {
    List<Glyph> parts = new ArrayList<>(character(100, 50));
    parts.addAll(character(123, 50));
    parts.addAll(character(100, 78));

    Layer squares = Squares.of(new Layer(false, 1, parts, List.of()));

    assertThat(squares.glyphs())
        .extracting(Glyph::box)
        .containsExactlyInAnyOrder(
            new Box(100, 50, 20, 20), new Box(123, 50, 20, 20), new Box(100, 78, 20, 20));
    assertThat(squares.glyphs()).allMatch(glyph -> glyph.area() == 160);
  }

  @Test
  void takesADotForPartOfACharacter() {
    List<Glyph> body = List.of(new Glyph(100, 55, 20, 15, 120));
    List<Glyph> dot = List.of(new Glyph(108, 50, 4, 3, 12));

    Layer squares = Squares.of(new Layer(false, 1, body, dot));

    assertThat(squares.glyphs()).extracting(Glyph::h).containsExactly(20.0);
    assertThat(squares.specks()).isEmpty();
  }

  @Test
  void rowsOfChineseAreAsHighAsWholeCharacters() {
    List<Glyph> parts = new ArrayList<>(character(100, 50));
    parts.addAll(character(123, 50));
    Candidates candidates = Candidates.chained(List.of(new Layer(false, 1, parts, List.of())));

    assertThat(candidates.rows()).allMatch(row -> row.height() < 10);
    assertThat(candidates.squareRows()).extracting(LineCandidate::height).containsExactly(20.0);
  }

  /** Two strokes, one above the other, 20 px high together. */
  private static List<Glyph> character(int x, int y) {
    return List.of(new Glyph(x, y, 20, 8, 80), new Glyph(x, y + 12, 20, 8, 80));
  }
}
