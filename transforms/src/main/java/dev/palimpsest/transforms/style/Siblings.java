package dev.palimpsest.transforms.style;

import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style;
import dev.palimpsest.transforms.pixels.Colors;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Regions of one size and ink are set in one face: entries of a list, labels of a drawing. Few
 * letters tell serifs or weight badly, all of them together well.
 */
final class Siblings {
  /** Capitals whose heights differ by less than this share, or by a pixel, are of one size. */
  private static final double SAME_SIZE = 0.12;

  private static final double SAME_SIZE_PX = 1.5;

  /** Grey levels (Euclidean) between measures of one ink. */
  private static final double SAME_INK = 40;

  /** Two could only outvote each other. */
  private static final int MIN_SIBLINGS = 3;

  /** Strokes that differ by more than this share of their width are of another weight. */
  private static final double SAME_STROKE = 0.25;

  private Siblings() {}

  /**
   * @param strokeShares width of a stroke to the height of a capital, by the id of each region that
   *     was measured
   */
  static List<Region> agreed(List<Region> regions, Map<String, Double> strokeShares) {
    List<Region> measured = regions.stream().filter(r -> strokeShares.containsKey(r.id())).toList();
    return regions.stream()
        .map(r -> measured.contains(r) ? agreed(r, measured, strokeShares) : r)
        .toList();
  }

  private static Region agreed(Region region, List<Region> all, Map<String, Double> strokeShares) {
    Style own = region.style().orElseThrow();
    List<Region> siblings = all.stream().filter(r -> alike(own, r.style().orElseThrow())).toList();
    if (siblings.size() < MIN_SIBLINGS) {
      return region;
    }
    Style.Family family = own.family();
    for (Style.Family other : Style.Family.values()) {
      family = most(siblings, s -> s.family() == other) ? other : family;
    }
    double stroke = middle(siblings, strokeShares);
    List<Region> sameWeight =
        siblings.stream()
            .filter(r -> Math.abs(strokeShares.get(r.id()) - stroke) <= SAME_STROKE * stroke)
            .toList();
    boolean bold = sameWeight.contains(region) ? most(sameWeight, Style::bold) : own.bold();
    return region.withStyle(own.withFace(family, bold, most(siblings, Style::condensed)));
  }

  private static boolean alike(Style one, Style other) {
    double taller = Math.max(one.capHeightPx(), other.capHeightPx());
    double difference = Math.abs(one.capHeightPx() - other.capHeightPx());
    return difference <= Math.max(SAME_SIZE_PX, SAME_SIZE * taller)
        && Colors.distance(Colors.of(one.ink()), Colors.of(other.ink())) <= SAME_INK;
  }

  /** Whether more than half of the characters are in regions of such a style. */
  private static boolean most(List<Region> regions, Predicate<Style> such) {
    int all = regions.stream().mapToInt(Siblings::letters).sum();
    int these =
        regions.stream()
            .filter(r -> such.test(r.style().orElseThrow()))
            .mapToInt(Siblings::letters)
            .sum();
    return 2 * these > all;
  }

  /** The stroke of the middle one of all characters. */
  private static double middle(List<Region> regions, Map<String, Double> strokeShares) {
    List<Region> order =
        regions.stream().sorted(Comparator.comparingDouble(r -> strokeShares.get(r.id()))).toList();
    int left = regions.stream().mapToInt(Siblings::letters).sum() / 2;
    for (Region region : order) {
      left -= letters(region);
      if (left < 0) {
        return strokeShares.get(region.id());
      }
    }
    return 0;
  }

  private static int letters(Region region) {
    return (int) region.text().codePoints().filter(c -> !Character.isWhitespace(c)).count();
  }
}
