package dev.palimpsest.transforms.render;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Point;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The shape that a text fills around its middle: for each row how wide, for each column how high.
 * Speech balloons are found from the plate's pixels, as the even ground that is connected with the
 * text's and closed all around.
 */
final class Balloon {
  /** Per channel; JPEG noise and screen tones inside a balloon stay below, its rim does not. */
  private static final int SAME_GROUND = 28;

  /** Text keeps this distance from the rim, in cap heights. */
  private static final double PADDING = 0.45;

  /** How far a balloon is looked for, in longer sides of the text, and at least in cap heights. */
  private static final double REACH = 2.5;

  private static final double MIN_REACH_CAPS = 12;

  private static final int MAX_REACH_PX = 600;

  /**
   * A closed area smaller than this share of the text's box is no balloon but a gap in a drawing.
   */
  private static final double MIN_AREA = 0.9;

  /** Of the text's box, how far its middle may move to the balloon's. */
  private static final double MAX_SHIFT = 0.5;

  private final Point center;
  private final int left;
  private final int top;
  private final double[] rowWidths;
  private final double[] columnHeights;

  private Balloon(Point center, int left, int top, double[] rowWidths, double[] columnHeights) {
    this.center = center;
    this.left = left;
    this.top = top;
    this.rowWidths = rowWidths;
    this.columnHeights = columnHeights;
  }

  /** A plain rectangle. */
  static Balloon of(Box box) {
    double[] widths = new double[box.height()];
    double[] heights = new double[box.width()];
    Arrays.fill(widths, box.width());
    Arrays.fill(heights, box.height());
    Point center = new Point(box.centerX(), box.centerY());
    return new Balloon(center, box.x(), box.y(), widths, heights);
  }

  /**
   * The balloon around a text, if there is one.
   *
   * @param plate the clean plate
   * @param text the source's box
   * @param obstacles other texts, which may share the balloon
   * @param capPx of the text, from which the distance to the rim follows
   */
  static Optional<Balloon> around(Picture plate, Box text, List<Box> obstacles, double capPx) {
    int reach = reach(Math.max(text.width(), text.height()), capPx);
    Box window = text.grow(reach).clip(plate.widthPx(), plate.heightPx());
    Box seed = text.intersect(window);
    if (seed.area() == 0) {
      return Optional.empty();
    }
    Crop crop = Crop.of(plate, window);
    boolean[] ground = ground(crop, seed);
    boolean[] inside = connected(crop, ground, seed);
    fillHoles(crop, inside);
    if (opensOut(crop, inside, plate) || count(inside) < MIN_AREA * seed.area()) {
      return Optional.empty();
    }
    boolean[] free = shrunk(crop, inside, obstacles, (int) Math.ceil(PADDING * capPx));
    return Optional.of(shape(crop, free, seed));
  }

  private static int reach(int sidePx, double capPx) {
    return (int) Math.min(MAX_REACH_PX, Math.max(REACH * sidePx, MIN_REACH_CAPS * capPx));
  }

  private static boolean[] ground(Crop crop, Box seed) {
    int[] color = new int[3];
    for (int c = 0; c < 3; c++) {
      int[] values = new int[(int) seed.area()];
      int n = 0;
      for (int y = seed.y(); y < seed.bottom(); y++) {
        for (int x = seed.x(); x < seed.right(); x++) {
          values[n++] = crop.at(index(crop, x, y), c);
        }
      }
      Arrays.sort(values);
      color[c] = values[n / 2];
    }
    boolean[] same = new boolean[crop.size()];
    for (int i = 0; i < same.length; i++) {
      same[i] =
          Math.abs(crop.at(i, 0) - color[0]) <= SAME_GROUND
              && Math.abs(crop.at(i, 1) - color[1]) <= SAME_GROUND
              && Math.abs(crop.at(i, 2) - color[2]) <= SAME_GROUND;
    }
    return same;
  }

  private static int index(Crop crop, int x, int y) {
    return (y - crop.box().y()) * crop.width() + x - crop.box().x();
  }

  /** The ground that is connected with the ground in the text's box. */
  private static boolean[] connected(Crop crop, boolean[] ground, Box seed) {
    boolean[] reached = new boolean[crop.size()];
    int[] stack = new int[crop.size()];
    int top = 0;
    for (int y = seed.y(); y < seed.bottom(); y++) {
      for (int x = seed.x(); x < seed.right(); x++) {
        top = push(ground, reached, stack, top, index(crop, x, y));
      }
    }
    spread(crop, ground, reached, stack, top);
    return reached;
  }

  /** What the outside cannot reach belongs to the inside: remains of letters, screen dots. */
  private static void fillHoles(Crop crop, boolean[] inside) {
    boolean[] other = new boolean[inside.length];
    for (int i = 0; i < other.length; i++) {
      other[i] = !inside[i];
    }
    boolean[] outside = new boolean[inside.length];
    int[] stack = new int[inside.length];
    int top = 0;
    for (int i = 0; i < inside.length; i++) {
      if (onRim(crop, i)) {
        top = push(other, outside, stack, top, i);
      }
    }
    spread(crop, other, outside, stack, top);
    for (int i = 0; i < inside.length; i++) {
      inside[i] = !outside[i];
    }
  }

  private static void spread(
      Crop crop, boolean[] allowed, boolean[] reached, int[] stack, int filled) {
    int width = crop.width();
    int top = filled;
    while (top > 0) {
      int i = stack[--top];
      int x = i % width;
      top = x > 0 ? push(allowed, reached, stack, top, i - 1) : top;
      top = x + 1 < width ? push(allowed, reached, stack, top, i + 1) : top;
      top = i >= width ? push(allowed, reached, stack, top, i - width) : top;
      top = i + width < crop.size() ? push(allowed, reached, stack, top, i + width) : top;
    }
  }

  private static int push(boolean[] allowed, boolean[] reached, int[] stack, int top, int i) {
    if (!allowed[i] || reached[i]) {
      return top;
    }
    reached[i] = true;
    stack[top] = i;
    return top + 1;
  }

  private static boolean onRim(Crop crop, int i) {
    int x = i % crop.width();
    int y = i / crop.width();
    return x == 0 || y == 0 || x == crop.width() - 1 || y == crop.height() - 1;
  }

  /** Open ground goes on where the search ends; the picture's own edge cuts balloons off. */
  private static boolean opensOut(Crop crop, boolean[] inside, Picture plate) {
    Box box = crop.box();
    for (int i = 0; i < inside.length; i++) {
      int x = box.x() + i % crop.width();
      int y = box.y() + i / crop.width();
      boolean ends =
          (x == box.x() && x > 0)
              || (y == box.y() && y > 0)
              || (x == box.right() - 1 && x < plate.widthPx() - 1)
              || (y == box.bottom() - 1 && y < plate.heightPx() - 1);
      if (ends && inside[i]) {
        return true;
      }
    }
    // A page's own margin is closed by nothing but the picture's edges.
    return box.equals(plate.bounds()) && sides(crop, inside) > 2;
  }

  private static int sides(Crop crop, boolean[] inside) {
    boolean[] touched = new boolean[4];
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        touched[0] |= i % crop.width() == 0;
        touched[1] |= i % crop.width() == crop.width() - 1;
        touched[2] |= i < crop.width();
        touched[3] |= i >= inside.length - crop.width();
      }
    }
    int sides = 0;
    for (boolean side : touched) {
      sides += side ? 1 : 0;
    }
    return sides;
  }

  private static int count(boolean[] mask) {
    int n = 0;
    for (boolean set : mask) {
      n += set ? 1 : 0;
    }
    return n;
  }

  private static boolean[] shrunk(Crop crop, boolean[] inside, List<Box> obstacles, int paddingPx) {
    boolean[] blocked = new boolean[inside.length];
    for (int i = 0; i < blocked.length; i++) {
      blocked[i] = !inside[i] || onRim(crop, i);
    }
    for (Box obstacle : obstacles) {
      Box box = obstacle.intersect(crop.box());
      for (int y = box.y(); box.area() > 0 && y < box.bottom(); y++) {
        int first = index(crop, box.x(), y);
        Arrays.fill(blocked, first, first + box.width(), true);
      }
    }
    boolean[] grown = crop.grow(blocked, paddingPx);
    for (int i = 0; i < grown.length; i++) {
      grown[i] = !grown[i];
    }
    return grown;
  }

  /** Extents are taken alike on both sides of the middle, because the text stands centred. */
  private static Balloon shape(Crop crop, boolean[] free, Box text) {
    int midX = middle(crop, free, text, true);
    int midY = middle(crop, free, text, false);
    double[] widths = new double[crop.height()];
    for (int y = 0; y < crop.height(); y++) {
      int at = y * crop.width() + midX - crop.box().x();
      int reach = 0;
      int most = Math.min(midX - crop.box().x(), crop.box().right() - 1 - midX);
      while (reach <= most && free[at - reach] && free[at + reach]) {
        reach++;
      }
      widths[y] = Math.max(0, 2 * reach - 1);
    }
    double[] heights = new double[crop.width()];
    for (int x = 0; x < crop.width(); x++) {
      int at = (midY - crop.box().y()) * crop.width() + x;
      int reach = 0;
      int most = Math.min(midY - crop.box().y(), crop.box().bottom() - 1 - midY);
      while (reach <= most && free[at - reach * crop.width()] && free[at + reach * crop.width()]) {
        reach++;
      }
      heights[x] = Math.max(0, 2 * reach - 1);
    }
    Point center = new Point(midX + 0.5, midY + 0.5);
    return new Balloon(center, crop.box().x(), crop.box().y(), widths, heights);
  }

  /**
   * Half of the free ground lies on each side: a balloon's tail hardly moves it. Balloons that have
   * grown together keep their texts apart, because the middle stays near the source's.
   */
  private static int middle(Crop crop, boolean[] free, Box text, boolean across) {
    int length = across ? crop.width() : crop.height();
    int offset = across ? crop.box().x() : crop.box().y();
    long[] sums = new long[length + 1];
    for (int k = 0; k < length; k++) {
      int n = 0;
      int others = across ? crop.height() : crop.width();
      for (int j = 0; j < others; j++) {
        n += free[across ? j * crop.width() + k : k * crop.width() + j] ? 1 : 0;
      }
      sums[k + 1] = sums[k] + n;
    }
    double of = across ? text.centerX() : text.centerY();
    int k = 0;
    while (sums[length] > 0 && k < length - 1 && 2 * sums[k + 1] < sums[length]) {
      k++;
    }
    double median = sums[length] == 0 ? of : offset + k;
    double shift = MAX_SHIFT * (across ? text.width() : text.height());
    double middle = Math.max(of - shift, Math.min(of + shift, median));
    return (int) Math.max(offset, Math.min(offset + length - 1, Math.round(middle)));
  }

  Point center() {
    return center;
  }

  /** Width that a line between two heights can have around the middle. */
  double widthPx(double fromY, double toY) {
    return least(rowWidths, fromY - top, toY - top);
  }

  /** Height that a column between two sides can have around the middle. */
  double heightPx(double fromX, double toX) {
    return least(columnHeights, fromX - left, toX - left);
  }

  private static double least(double[] extents, double from, double to) {
    int first = (int) Math.floor(from);
    int last = (int) Math.ceil(to);
    if (first < 0 || last > extents.length) {
      return 0;
    }
    double least = Double.MAX_VALUE;
    for (int i = first; i < last; i++) {
      least = Math.min(least, extents[i]);
    }
    return least;
  }
}
