package dev.palimpsest.transforms.pixels;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the rows of a block that was given as one line: who knows no words may not know lines
 * either, and every measure in line heights would be wrong by their number. Rows of text change
 * quickly along their direction; the leading between them does not.
 */
final class Rows {
  /** A picture's edge changes more than letters do, but must not outweigh them. */
  private static final int MAX_CHANGE = 60;

  /** Rows of pixels with less change than this share of the busiest tenth lie between lines. */
  private static final double BETWEEN = 0.16;

  private static final int MIN_ROW_PX = 5;

  /** Lines of one block are about equally tall; accents and points alone are no line. */
  private static final double MIN_OF_TALLEST = 0.45;

  private Rows() {}

  /** The region with the rows as its lines, or as it is. */
  static Region told(Picture picture, Region region) {
    List<Line> lines = new ArrayList<>();
    for (Line line : region.lines()) {
      boolean level = !line.vertical() && line.angleDegrees() == 0;
      lines.addAll(level && line.words().isEmpty() ? rows(picture, line) : List.of(line));
    }
    return lines.size() == region.lines().size()
        ? region
        : new Region(
            region.id(),
            region.text(),
            region.language(),
            region.confidence(),
            region.box(),
            lines,
            region.kept(),
            region.style());
  }

  private static List<Line> rows(Picture picture, Line line) {
    Box box = line.box().clip(picture.widthPx(), picture.heightPx());
    if (box.height() < 2 * MIN_ROW_PX || box.width() < MIN_ROW_PX) {
      return List.of(line);
    }
    Crop crop = Crop.of(picture, box);
    int[] change = new int[crop.height()];
    for (int i = 0; i < crop.size(); i++) {
      if (i % crop.width() > 0) {
        change[i / crop.width()] += change(crop, i);
      }
    }
    int[] sorted = change.clone();
    java.util.Arrays.sort(sorted);
    double between = BETWEEN * sorted[sorted.length * 9 / 10];
    List<Box> rows = runs(crop, change, between);
    int tallest = rows.stream().mapToInt(Box::height).max().orElse(0);
    List<Box> lines = rows.stream().filter(r -> r.height() >= MIN_OF_TALLEST * tallest).toList();
    return lines.size() < 2
        ? List.of(line)
        : lines.stream()
            .map(b -> new Line("", b, List.of(), 0, false, line.confidence(), List.of()))
            .toList();
  }

  private static int change(Crop crop, int i) {
    int most = 0;
    for (int c = 0; c < 3; c++) {
      most = Math.max(most, Math.abs(crop.at(i, c) - crop.at(i - 1, c)));
    }
    return Math.min(MAX_CHANGE, most);
  }

  private static List<Box> runs(Crop crop, int[] change, double between) {
    List<Box> runs = new ArrayList<>();
    int from = -1;
    for (int y = 0; y <= change.length; y++) {
      boolean busy = y < change.length && change[y] > between;
      if (busy && from < 0) {
        from = y;
      } else if (!busy && from >= 0) {
        if (y - from >= MIN_ROW_PX) {
          runs.add(trimmed(crop, from, y));
        }
        from = -1;
      }
    }
    return runs;
  }

  /** Short lines end before their block does. */
  private static Box trimmed(Crop crop, int top, int bottom) {
    int left = crop.width();
    int right = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = 1; x < crop.width(); x++) {
        if (change(crop, y * crop.width() + x) >= MAX_CHANGE) {
          left = Math.min(left, x - 1);
          right = Math.max(right, x + 1);
        }
      }
    }
    boolean none = left >= right;
    int x = none ? 0 : left;
    int width = none ? crop.width() : right - left;
    return new Box(crop.box().x() + x, crop.box().y() + top, width, bottom - top);
  }
}
