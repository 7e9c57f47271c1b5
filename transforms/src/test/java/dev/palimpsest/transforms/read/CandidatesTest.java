package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import dev.palimpsest.transforms.read.TextFinder.Layer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static final double EM_PX = 20;

  @Test
  void leavesLessRoomAroundTheCloseLinesOfAPage() {
    Candidates banner = Candidates.chained(List.of(rows(5)));
    Candidates page = Candidates.chained(List.of(rows(120)));

    assertThat(banner.isPage()).isFalse();
    assertThat(page.isPage()).isTrue();
    assertThat(page.margin(false)).isLessThan(banner.margin(false));
    assertThat(banner.margin(true)).as("square letters").isLessThan(banner.margin(false));
  }

  @Test
  void takesNoColumnOutOfRowsThatHoldItsLettersCloser() {
    Layer rows = rows(6, 1.6 * EM_PX);

    assertThat(Candidates.chained(List.of(rows)).columns()).isEmpty();
    assertThat(Candidates.chained(List.of(rows.transposed())).columns()).hasSize(6);
  }

  @Test
  void takesALetterForLoneOnlyWithNothingOfItsSizeBesideIt() {
    Glyph first = new Glyph(100, 100, 14, EM_PX, 120);
    Glyph beside = new Glyph(140, 100, 14, EM_PX, 120);
    Glyph beforeIt = new Glyph(20, 100, 55, EM_PX, 600);
    Glyph afar = new Glyph(400, 100, 14, EM_PX, 120);
    Glyph speck = new Glyph(420, 114, 3, 3, 9);

    assertThat(lone(first, afar)).containsExactly(first, afar);
    assertThat(lone(first, beside, afar)).containsExactly(afar);
    assertThat(lone(first, beforeIt)).isEmpty();
    assertThat(lone(afar, speck)).containsExactly(afar);
  }

  @Test
  void readsALineBeforeWhatIsLeftOfItWithoutALargeLetter() {
    List<Glyph> title = new ArrayList<>();
    title.add(new Glyph(152, 88, 40, 54, 1000));
    for (int letter = 0; letter < 6; letter++) {
      title.add(new Glyph(200 + 26 * letter, 100, 20, 30, 300));
    }

    List<LineCandidate> rows =
        Candidates.chained(List.of(new Layer(false, 1, title, List.of()))).rows();

    assertThat(rows).extracting(row -> row.glyphs().size()).containsExactly(7, 6);
  }

  private static List<Glyph> lone(Glyph... glyphs) {
    Layer layer = new Layer(false, 1, List.of(glyphs), List.of());
    return Candidates.chained(List.of(layer)).lone().stream().map(c -> c.glyphs().get(0)).toList();
  }

  private static Layer rows(int count) {
    return rows(count, 2 * EM_PX);
  }

  /** Lines of eight letters, all alike. */
  private static Layer rows(int count, double leadingPx) {
    List<Glyph> glyphs = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      for (int letter = 0; letter < 8; letter++) {
        glyphs.add(new Glyph(10 + 18 * letter, 10 + leadingPx * row, 12, EM_PX, 120));
      }
    }
    return new Layer(false, 1, glyphs, List.of());
  }
}
