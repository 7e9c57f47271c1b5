package dev.palimpsest.transforms.render;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ground;
import dev.palimpsest.transforms.pixels.Picture;
import java.util.List;

/**
 * The ground around a region into which its text may grow: free of other texts and of picture
 * content, inside the picture.
 */
final class FreeSpace {
  /** Grey levels (Euclidean) that make a pixel content rather than ground. */
  private static final double CONTENT = 22;

  /** Text keeps this distance from content, in cap heights. */
  private static final double PADDING = 0.45;

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
   * @param reachPx how far to look on each side
   */
  static FreeSpace around(Picture plate, Box region, List<Box> obstacles, int reachPx) {
    Box window = region.grow(reachPx).clip(plate.widthPx(), plate.heightPx());
    Crop crop = Crop.of(plate, window);
    boolean[] inside = new boolean[crop.size()];
    boolean[] near = new boolean[crop.size()];
    Box close = region.grow(Math.max(4, region.height() / 3));
    for (int i = 0; i < inside.length; i++) {
      int x = window.x() + i % window.width();
      int y = window.y() + i / window.width();
      inside[i] = contains(region, x, y);
      near[i] = contains(close, x, y);
    }
    Ground ground = Ground.plane(crop, inside, near);
    double content = Math.max(CONTENT, 4 * Math.sqrt(3) * ground.sigma());
    int stride = window.width() + 1;
    int[] sum = new int[stride * (window.height() + 1)];
    for (int y = 0; y < window.height(); y++) {
      for (int x = 0; x < window.width(); x++) {
        int i = y * window.width() + x;
        boolean blocked = !inside[i] && ground.distance(i) > content;
        for (Box obstacle : obstacles) {
          blocked |= contains(obstacle, window.x() + x, window.y() + y);
        }
        sum[(y + 1) * stride + x + 1] =
            (blocked ? 1 : 0)
                + sum[y * stride + x + 1]
                + sum[(y + 1) * stride + x]
                - sum[y * stride + x];
      }
    }
    return new FreeSpace(window, sum);
  }

  private static boolean contains(Box box, int x, int y) {
    return x >= box.x() && x < box.right() && y >= box.y() && y < box.bottom();
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
    int padding = (int) Math.ceil(PADDING * capHeightPx);
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
    left = Math.min(region.x(), left + padding);
    right = Math.max(region.right(), right - padding);
    while (free(left, top - 1, right, top)) {
      top--;
    }
    while (free(left, bottom, right, bottom + 1)) {
      bottom++;
    }
    top = Math.min(region.y(), top + padding);
    bottom = Math.max(region.bottom(), bottom - padding);
    return new Box(left, top, right - left, bottom - top);
  }
}
