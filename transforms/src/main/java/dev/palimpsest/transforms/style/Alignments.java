package dev.palimpsest.transforms.style;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style.Alignment;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;
import java.util.ArrayList;
import java.util.List;
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

  private Alignments() {}

  static Alignment of(Picture picture, Region region) {
    return region.lines().size() > 1 && !region.lines().get(0).vertical()
        ? ofLines(region)
        : inSurroundings(picture, region.box());
  }

  /**
   * Single lines stand as the regions above and below them do: on the edge, or the middle, that
   * most of those share with them.
   */
  static List<Region> together(List<Region> regions) {
    List<Region> out = new ArrayList<>();
    for (Region region : regions) {
      boolean single = region.style().isPresent() && region.lines().size() == 1;
      out.add(single ? withNeighbours(region, regions) : region);
    }
    return out;
  }

  private static Region withNeighbours(Region region, List<Region> regions) {
    Box box = region.box();
    double tolerance = Math.max(3, 0.12 * box.height());
    int[] votes = new int[3];
    for (Region other : regions) {
      Box b = other.box();
      boolean sameColumn = Math.min(b.right(), box.right()) > Math.max(b.x(), box.x());
      boolean apart = b.bottom() <= box.y() + box.height() / 2 || b.y() >= box.centerY();
      if (other.id().equals(region.id()) || !sameColumn || !apart) {
        continue;
      }
      votes[0] += Math.abs(b.x() - box.x()) <= tolerance ? 1 : 0;
      votes[1] += Math.abs(b.centerX() - box.centerX()) <= tolerance ? 1 : 0;
      votes[2] += Math.abs(b.right() - box.right()) <= tolerance ? 1 : 0;
    }
    Alignment[] kinds = {Alignment.LEFT, Alignment.CENTER, Alignment.RIGHT};
    Alignment alignment = region.style().orElseThrow().alignment();
    for (int k = 0; k < kinds.length; k++) {
      boolean most = votes[k] > votes[(k + 1) % 3] && votes[k] > votes[(k + 2) % 3];
      alignment = most ? kinds[k] : alignment;
    }
    return region.withStyle(region.style().orElseThrow().withAlignment(alignment));
  }

  private static Alignment ofLines(Region region) {
    double left = spread(region, l -> l.box().x());
    double right = spread(region, l -> l.box().right());
    double center = spread(region, l -> l.box().centerX());
    double height = region.lines().stream().mapToInt(l -> l.box().height()).average().orElse(1);
    // Lines of equal length meet everywhere; then the usual one wins.
    if (center + 0.08 * height < left && center <= right) {
      return Alignment.CENTER;
    }
    return right + 0.3 * height < left ? Alignment.RIGHT : Alignment.LEFT;
  }

  private static double spread(Region region, ToDoubleFunction<Line> edge) {
    double min = region.lines().stream().mapToDouble(edge).min().orElse(0);
    return region.lines().stream().mapToDouble(edge).max().orElse(0) - min;
  }

  /** Centred if there is as much ground on the left as on the right, up to an edge. */
  private static Alignment inSurroundings(Picture picture, Box box) {
    Box band =
        new Box(0, box.y(), picture.widthPx(), box.height())
            .clip(picture.widthPx(), picture.heightPx());
    Crop crop = Crop.of(picture, band);
    double before = clearPx(crop, box.x() - CLEAR_OF_TEXT_PX, -1);
    double after = clearPx(crop, box.right() - 1 + CLEAR_OF_TEXT_PX, 1);
    if (Math.abs(before - after) <= Math.max(4, 0.12 * (before + after))) {
      return Alignment.CENTER;
    }
    return before > 3 * after ? Alignment.RIGHT : Alignment.LEFT;
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
