package dev.palimpsest.transforms.render;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Masks;
import dev.palimpsest.transforms.pixels.Picture;
import java.util.Arrays;
import java.util.List;

/**
 * The ground around a region into which its text may grow: free of other texts and of edges (rules,
 * borders, pictures, the rim of a button or label), inside the picture. A slow gradient is no edge.
 */
final class FreeSpace {
  /** A colour step (grey levels over two pixels) that is an edge on untextured ground. */
  private static final double EDGE = 16;

  /** On textured ground an edge exceeds what is usual beneath the text by this factor. */
  private static final double TEXTURE = 1.6;

  /** Of the steps beneath the text so many are usual. */
  private static final double USUAL = 0.99;

  /** Text keeps this distance from an edge, in cap heights. */
  private static final double PADDING = 0.5;

  /** It keeps the distance that the source kept on the other side, up to this. */
  private static final double MAX_PADDING = 1.6;

  /** Distance from other texts, in cap heights: they would read as one. */
  private static final double TEXT_GAP = 1.1;

  private static final double LINE_GAP = 0.45;

  /** Shorter steps than this, in cap heights, are grain. */
  private static final double SPECK = 0.6;

  private final Box window;
  private final int[] blockedSum;

  private FreeSpace(Box window, int[] blockedSum) {
    this.window = window;
    this.blockedSum = blockedSum;
  }

  /**
   * Looks around a region's box.
   *
   * @param plate the clean plate
   * @param obstacles other texts' boxes
   * @param capHeightPx of the text, from which the distance to other texts follows
   * @param window how far to look
   */
  static FreeSpace around(
      Picture plate, Box region, List<Box> obstacles, double capHeightPx, Box window) {
    Crop crop = Crop.of(plate, window);
    int[] step = steps(crop);
    double edge = Math.max(EDGE, TEXTURE * usual(crop, step, region.intersect(window)));
    boolean[] blocked = new boolean[crop.size()];
    for (int i = 0; i < blocked.length; i++) {
      blocked[i] = step[i] > edge;
    }
    dropSpecks(crop, blocked, SPECK * capHeightPx);
    open(crop, blocked, region.intersect(window));
    int across = (int) Math.ceil(TEXT_GAP * capHeightPx);
    int down = (int) Math.ceil(LINE_GAP * capHeightPx);
    for (Box o : obstacles) {
      Box wide =
          new Box(o.x() - across, o.y() - down, o.width() + 2 * across, o.height() + 2 * down);
      block(crop, blocked, wide.intersect(window));
    }
    return new FreeSpace(window, sums(crop, blocked));
  }

  /** Grain and texture make short steps; edges are long. */
  private static void dropSpecks(Crop crop, boolean[] blocked, double lengthPx) {
    Masks.Parts parts = Masks.parts(crop, blocked);
    for (int i = 0; i < blocked.length; i++) {
      Box box = parts.box(parts.at(i));
      blocked[i] &= Math.max(box.width(), box.height()) >= lengthPx;
    }
  }

  /** The largest difference of a pixel from the one two pixels to the right or below. */
  private static int[] steps(Crop crop) {
    int row = 3 * crop.width();
    byte[] bgr = crop.bgr();
    int[] step = new int[crop.size()];
    for (int i = 0; i < step.length; i++) {
      int here = 3 * i;
      int right = i % crop.width() + 2 < crop.width() ? here + 6 : here;
      int below = here + 2 * row < bgr.length ? here + 2 * row : here;
      step[i] = Math.max(step(bgr, here, right), step(bgr, here, below));
    }
    return step;
  }

  private static int step(byte[] bgr, int a, int b) {
    int blue = Math.abs((bgr[a] & 0xff) - (bgr[b] & 0xff));
    int green = Math.abs((bgr[a + 1] & 0xff) - (bgr[b + 1] & 0xff));
    int red = Math.abs((bgr[a + 2] & 0xff) - (bgr[b + 2] & 0xff));
    return Math.max(blue, Math.max(green, red));
  }

  private static double usual(Crop crop, int[] step, Box region) {
    int[] inside = new int[(int) region.area()];
    int n = 0;
    for (int y = region.y(); y < region.bottom(); y++) {
      for (int x = region.x(); x < region.right(); x++) {
        inside[n++] = step[index(crop, x, y)];
      }
    }
    Arrays.sort(inside);
    return n == 0 ? 0 : inside[(int) (USUAL * (n - 1))];
  }

  private static int index(Crop crop, int x, int y) {
    return (y - crop.box().y()) * crop.width() + x - crop.box().x();
  }

  /** Where the source stood there is room, whatever lies beneath. */
  private static void open(Crop crop, boolean[] blocked, Box region) {
    for (int y = region.y(); region.width() > 0 && y < region.bottom(); y++) {
      int first = index(crop, region.x(), y);
      Arrays.fill(blocked, first, first + region.width(), false);
    }
  }

  private static void block(Crop crop, boolean[] blocked, Box box) {
    for (int y = box.y(); box.width() > 0 && y < box.bottom(); y++) {
      int first = index(crop, box.x(), y);
      Arrays.fill(blocked, first, first + box.width(), true);
    }
  }

  private static int[] sums(Crop crop, boolean[] blocked) {
    int stride = crop.width() + 1;
    int[] sum = new int[stride * (crop.height() + 1)];
    for (int y = 0; y < crop.height(); y++) {
      int row = 0;
      for (int x = 0; x < crop.width(); x++) {
        row += blocked[y * crop.width() + x] ? 1 : 0;
        sum[(y + 1) * stride + x + 1] = sum[y * stride + x + 1] + row;
      }
    }
    return sum;
  }

  /** Whether nothing blocks the box and all of it is within the window. */
  private boolean free(int left, int top, int right, int bottom) {
    if (left < window.x()
        || top < window.y()
        || right > window.right()
        || bottom > window.bottom()) {
      return false;
    }
    int stride = window.width() + 1;
    int l = left - window.x();
    int t = top - window.y();
    int r = right - window.x();
    int b = bottom - window.y();
    return blockedSum[b * stride + r]
            - blockedSum[t * stride + r]
            - blockedSum[b * stride + l]
            + blockedSum[t * stride + l]
        == 0;
  }

  /**
   * The free room around a region, first sideways, then up and down over the width so reached.
   *
   * @param capHeightPx of the text, from which the distance to content follows
   */
  Box grown(Box region, double capHeightPx) {
    int left = region.x();
    int right = region.right();
    int top = region.y();
    int bottom = region.bottom();
    while (free(left - 1, top, left, bottom)) {
      left--;
    }
    while (free(right, top, right + 1, bottom)) {
      right++;
    }
    int before = left;
    left = Math.min(region.x(), left + padding(right - region.right(), capHeightPx));
    right = Math.max(region.right(), right - padding(region.x() - before, capHeightPx));
    while (free(left, top - 1, right, top)) {
      top--;
    }
    while (free(left, bottom, right, bottom + 1)) {
      bottom++;
    }
    int above = top;
    top = Math.min(region.y(), top + padding(bottom - region.bottom(), capHeightPx));
    bottom = Math.max(region.bottom(), bottom - padding(region.y() - above, capHeightPx));
    return new Box(left, top, right - left, bottom - top);
  }

  private static int padding(int otherSidePx, double capHeightPx) {
    double padding =
        Math.max(PADDING * capHeightPx, Math.min(MAX_PADDING * capHeightPx, otherSidePx));
    return (int) Math.ceil(padding);
  }
}
