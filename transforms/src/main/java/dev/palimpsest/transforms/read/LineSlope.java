package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How far a row of glyphs is tilted. */
final class LineSlope {
  /** Slopes below this are drawing and pixel noise. */
  private static final double LEVEL = Math.toRadians(0.7);

  /** With fewer than six glyphs the letters' own ups and downs weigh more. */
  private static final double LEVEL_IF_SHORT = Math.toRadians(4);

  private static final int SHORT = 6;

  /** Beyond this no mixture of letters passes for a slope. */
  private static final double SURELY_SLANTED = Math.toRadians(15);

  private LineSlope() {}

  /**
   * In radians, clockwise positive; 0 if the letters' own ups and downs may explain it.
   *
   * @param glyphs from left to right
   * @param glyphHeight their median height
   */
  static double of(List<Glyph> glyphs, double glyphHeight) {
    if (glyphs.size() < 3) {
      return 0;
    }
    if (glyphs.size() < SHORT) {
      double angle = neighboursSlope(glyphs);
      return Math.abs(angle) < LEVEL_IF_SHORT ? 0 : angle;
    }
    double angle = feetSlope(glyphs);
    boolean level =
        Math.abs(angle) < LEVEL
            || (Math.abs(angle) < SURELY_SLANTED
                && LineCandidate.regularity(glyphs, 0, glyphHeight)
                    >= LineCandidate.regularity(glyphs, angle, glyphHeight));
    return level ? 0 : angle;
  }

  /** Median slope between feet about half a line apart. */
  private static double feetSlope(List<Glyph> glyphs) {
    int n = glyphs.size();
    int step = n / 2;
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = i + Math.max(1, step / 2); j < n && j <= i + step + 4; j++) {
        Glyph a = glyphs.get(i);
        Glyph b = glyphs.get(j);
        if (b.cx() - a.cx() > 0.5 * a.h()) {
          slopes.add(Math.atan2(b.bottom() - a.bottom(), b.cx() - a.cx()));
        }
      }
    }
    slopes.sort(Comparator.naturalOrder());
    return slopes.isEmpty() ? 0 : slopes.get(slopes.size() / 2);
  }

  /** In a short word one hanging letter must not tilt the line: all neighbours have a say. */
  private static double neighboursSlope(List<Glyph> glyphs) {
    List<Double> slopes = new ArrayList<>();
    for (int i = 1; i < glyphs.size(); i++) {
      Glyph a = glyphs.get(i - 1);
      Glyph b = glyphs.get(i);
      double run = Math.max(1, b.cx() - a.cx());
      slopes.add(Math.atan2(b.bottom() - a.bottom(), run));
      slopes.add(Math.atan2(b.y() - a.y(), run));
    }
    slopes.sort(Comparator.naturalOrder());
    double lower = slopes.get((slopes.size() - 1) / 2);
    double upper = slopes.get(slopes.size() / 2);
    // Of three glyphs a hanging one has half the say: a level side outweighs it.
    if (glyphs.size() == 3 && Math.min(Math.abs(lower), Math.abs(upper)) < LEVEL) {
      return 0;
    }
    return (lower + upper) / 2;
  }
}
