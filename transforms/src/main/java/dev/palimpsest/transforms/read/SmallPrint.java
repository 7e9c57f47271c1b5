package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import dev.palimpsest.transforms.read.TextFinder.Layer;
import java.util.List;

/**
 * Tells whether a picture holds print whose small letters are too low to be found as it is. Looking
 * for it in every picture twice as large would take as long as plain reading does on photos.
 */
final class SmallPrint {
  private static final int LEAST_HEIGHT_PX = 4;

  /** Capitals of letters that are lower than what is found anyway. */
  private static final int LARGEST_HEIGHT_PX = 11;

  private static final int LEAST_AREA_PX = 6;

  /** Noise, too, stands in rows, but not in so long and so regular ones ... */
  private static final int FEWEST_GLYPHS = 8;

  /** ... ({@link LineCandidate#textLikeness}) ... */
  private static final double LEAST_LIKENESS = 4;

  /** ... twice: of 29 large comics, photos and posters none has two ... */
  private static final int FEWEST_ROWS = 2;

  /** ... nor is most of what is so small noise, as on worn paper. */
  private static final double LEAST_SHARE = 0.25;

  private SmallPrint() {}

  /** Whether a component may be a letter of such print or a capital beside it; in pixels. */
  static boolean isCandidate(int width, int height, int area) {
    return height >= LEAST_HEIGHT_PX
        && height <= LARGEST_HEIGHT_PX
        && area >= LEAST_AREA_PX
        && TextFinder.shaped(width, height, area);
  }

  /**
   * @param small all such components of one polarity
   */
  static boolean isIn(List<Glyph> small) {
    List<LineCandidate> rows =
        LineFinder.chain(new Layer(false, 1, small, List.of())).stream()
            .filter(row -> row.glyphs().size() >= FEWEST_GLYPHS)
            .filter(row -> isSmall(row.glyphHeight()))
            .filter(row -> row.textLikeness() > LEAST_LIKENESS)
            .toList();
    int inRows = rows.stream().mapToInt(row -> row.glyphs().size()).sum();
    long all = small.stream().filter(glyph -> isSmall(glyph.h())).count();
    return rows.size() >= FEWEST_ROWS && inRows >= LEAST_SHARE * all;
  }

  private static boolean isSmall(double height) {
    return height < TextFinder.LEAST_HEIGHT_PX;
  }
}
