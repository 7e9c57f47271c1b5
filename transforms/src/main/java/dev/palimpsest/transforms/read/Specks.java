package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The small components of a layer by their height on the picture: every chain of glyphs asks which
 * of thousands lie beside it.
 */
final class Specks {
  private final List<Glyph> downwards;
  private final double[] cy;
  private final double left;
  private final double right;

  Specks(List<Glyph> specks) {
    downwards = specks.stream().sorted(Comparator.comparingDouble(Glyph::cy)).toList();
    cy = downwards.stream().mapToDouble(Glyph::cy).toArray();
    left = specks.stream().mapToDouble(Glyph::cx).min().orElse(0);
    right = specks.stream().mapToDouble(Glyph::cx).max().orElse(0);
  }

  /**
   * All that may have their centres in a band across the picture, and others near it.
   *
   * @param angle of the band to the x axis, in radians, less than a quarter turn
   * @param top distance of its upper edge from the origin, across the band
   * @param bottom distance of its lower edge
   */
  List<Glyph> near(double angle, double top, double bottom) {
    double slope = Math.tan(angle);
    double cos = Math.cos(angle);
    double atLeft = slope * left;
    double atRight = slope * right;
    // A pixel more, for what is lost in rounding.
    int first = firstBelow(top / cos + Math.min(atLeft, atRight) - 1);
    int end = firstBelow(bottom / cos + Math.max(atLeft, atRight) + 1);
    return downwards.subList(first, Math.max(first, end));
  }

  private int firstBelow(double y) {
    int index = Arrays.binarySearch(cy, y);
    // Among equals any may be found.
    while (index > 0 && cy[index - 1] == y) {
      index--;
    }
    return index < 0 ? -index - 1 : index;
  }
}
