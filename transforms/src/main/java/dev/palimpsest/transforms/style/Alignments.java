package dev.palimpsest.transforms.style;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style.Alignment;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Where a paragraph's lines meet; for a single line, how it stands in what surrounds it. */
final class Alignments {
  /** Share of the pixels of a column that must differ for the column to be an edge. */
  private static final double EDGE_SHARE = 0.15;

  private static final double CONTENT = 32;

  /** How quickly the idea of the ground follows a gradient. */
  private static final double FOLLOW = 0.1;

  /** Blended edges and shadows end here. */
  private static final int CLEAR_OF_TEXT_PX = 5;

  /** Edges of different letters may lie this far apart, in heights of the taller line. */
  private static final double TOLERANCE = 0.12;

  private static final double MIN_TOLERANCE_PX = 3;

  /** Lines whose ends differ by less, in line heights, are equally long. */
  private static final double EQUAL = 0.15;

  private Alignments() {}

  static Alignment of(Picture picture, Region region) {
    return ofLines(region).orElseGet(() -> inSurroundings(picture, region.box()));
  }

  /**
   * What a region's own lines do not tell, the regions above and below it do, each by how nearly it
   * shares an edge or the middle; and so does a middle in the surroundings.
   */
  static List<Region> together(Picture picture, List<Region> regions) {
    List<Region> out = new ArrayList<>();
    for (Region region : regions) {
      boolean open = region.style().isPresent() && ofLines(region).isEmpty();
      out.add(open ? withNeighbours(picture, region, regions) : region);
    }
    return out;
  }

  private static Region withNeighbours(Picture picture, Region region, List<Region> regions) {
    Box box = region.box();
    double left = 0;
    double center = centered(clear(picture, box));
    double right = 0;
    for (Region other : regions) {
      Box b = other.box();
      boolean sameColumn = Math.min(b.right(), box.right()) > Math.max(b.x(), box.x());
      boolean apart = b.bottom() <= box.y() + box.height() / 2 || b.y() >= box.centerY();
      if (other.id().equals(region.id()) || !sameColumn || !apart) {
        continue;
      }
      double height = Math.max(lineHeightPx(region), lineHeightPx(other));
      double tolerance = Math.max(MIN_TOLERANCE_PX, TOLERANCE * height);
      left += Math.max(0, 1 - Math.abs(b.x() - box.x()) / tolerance);
      center += Math.max(0, 1 - Math.abs(b.centerX() - box.centerX()) / tolerance);
      right += Math.max(0, 1 - Math.abs(b.right() - box.right()) / tolerance);
    }
    Alignment alignment = region.style().orElseThrow().alignment();
    if (left > Math.max(center, right)) {
      alignment = Alignment.LEFT;
    } else if (center > Math.max(left, right)) {
      alignment = Alignment.CENTER;
    } else if (right > Math.max(left, center)) {
      alignment = Alignment.RIGHT;
    }
    return region.withStyle(region.style().orElseThrow().withAlignment(alignment));
  }

  private static double lineHeightPx(Region region) {
    return region.lines().stream().mapToInt(l -> l.box().height()).average().orElse(1);
  }

  /** Empty for a single line, and for lines of equal length, which meet everywhere. */
  private static Optional<Alignment> ofLines(Region region) {
    if (region.lines().size() < 2 || region.lines().get(0).vertical()) {
      return Optional.empty();
    }
    double left = spread(region, l -> l.box().x());
    double right = spread(region, l -> l.box().right());
    double center = spread(region, l -> l.box().centerX());
    double height = lineHeightPx(region);
    if (Math.max(left, right) <= EQUAL * height) {
      return Optional.empty();
    }
    if (center + 0.08 * height < left && center <= right) {
      return Optional.of(Alignment.CENTER);
    }
    return Optional.of(right + 0.3 * height < left ? Alignment.RIGHT : Alignment.LEFT);
  }

  private static double spread(Region region, ToDoubleFunction<Line> edge) {
    double min = region.lines().stream().mapToDouble(edge).min().orElse(0);
    return region.lines().stream().mapToDouble(edge).max().orElse(0) - min;
  }

  /** Ground on the left and on the right, up to an edge. */
  private record Clear(double beforePx, double afterPx) {}

  private static Clear clear(Picture picture, Box box) {
    Box band =
        new Box(0, box.y(), picture.widthPx(), box.height())
            .clip(picture.widthPx(), picture.heightPx());
    Crop crop = Crop.of(picture, band);
    return new Clear(
        clearPx(crop, box.x() - CLEAR_OF_TEXT_PX, -1),
        clearPx(crop, box.right() - 1 + CLEAR_OF_TEXT_PX, 1));
  }

  private static Alignment inSurroundings(Picture picture, Box box) {
    Clear clear = clear(picture, box);
    if (centered(clear) > 0) {
      return Alignment.CENTER;
    }
    return clear.beforePx() > 3 * clear.afterPx() ? Alignment.RIGHT : Alignment.LEFT;
  }

  /** 1 if there is as much ground on both sides, 0 if the difference is more than chance. */
  private static double centered(Clear clear) {
    double most = Math.max(4, 0.12 * (clear.beforePx() + clear.afterPx()));
    return Math.max(0, 1 - Math.abs(clear.beforePx() - clear.afterPx()) / most);
  }

  /** How far the ground goes on without an edge; it may change slowly. */
  private static int clearPx(Crop crop, int from, int step) {
    if (from < 0 || from >= crop.width()) {
      return 0;
    }
    double[][] usual = new double[crop.height()][3];
    for (int y = 0; y < crop.height(); y++) {
      for (int c = 0; c < 3; c++) {
        usual[y][c] = crop.at(y * crop.width() + from, c);
      }
    }
    int x = from;
    while (x >= 0 && x < crop.width()) {
      int different = 0;
      for (int y = 0; y < crop.height(); y++) {
        int i = y * crop.width() + x;
        double sum = 0;
        for (int c = 0; c < 3; c++) {
          double d = crop.at(i, c) - usual[y][c];
          sum += d * d;
          usual[y][c] += FOLLOW * d;
        }
        different += sum > CONTENT * CONTENT ? 1 : 0;
      }
      if (different > EDGE_SHARE * crop.height()) {
        break;
      }
      x += step;
    }
    return Math.abs(x - from);
  }
}
