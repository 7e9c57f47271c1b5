package dev.palimpsest.transforms.erase;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.pixels.Crop;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Tells shading from texture: shading of any form (a bottle's side, a vignette, a blurred
 * background) is a plane within small windows, but for grain and what compression adds. Single
 * steps between pixels do not tell it, since compressed grain has steps as large as faint edges.
 */
final class PlaneWindows {
  /** Share of all pixels that must lie on their windows' planes … */
  private static final double MIN_ON_PLANES = 0.93;

  /** … and of any one window's: an edge crosses few windows. */
  private static final double MIN_ON_PLANE = 0.85;

  /** Sensors and bright prints have more grain in one place than in another, up to this sigma. */
  private static final double MAX_GRAIN = 2;

  /** How far off its plane grain may carry a pixel, in standard deviations. */
  private static final double GRAINS = 3;

  /** Normal noise has a standard deviation of 1.4826 times its median absolute deviation. */
  private static final double MAD_TO_SIGMA = 1.4826;

  /** Fewer pixels of a window say nothing. */
  private static final int MIN_PIXELS = 24;

  private final Crop crop;
  private final boolean[] known;
  private final IntToDoubleFunction tolerance;
  private int on;
  private int all;

  private PlaneWindows(Crop crop, boolean[] known, IntToDoubleFunction tolerance) {
    this.crop = crop;
    this.known = known;
    this.tolerance = tolerance;
  }

  /**
   * @param known pixels to look at
   * @param box where to look
   * @param sidePx of a window
   * @param tolerance how far off its plane a pixel may lie (Euclidean, grey levels), apart from its
   *     window's own grain
   */
  static boolean hold(
      Crop crop, boolean[] known, Box box, int sidePx, IntToDoubleFunction tolerance) {
    PlaneWindows windows = new PlaneWindows(crop, known, tolerance);
    for (int y = box.y(); y < box.bottom(); y += sidePx) {
      for (int x = box.x(); x < box.right(); x += sidePx) {
        Box window = new Box(x, y, sidePx, sidePx).intersect(box);
        if (!windows.plane(window)) {
          return false;
        }
      }
    }
    return windows.all > 0 && windows.on >= MIN_ON_PLANES * windows.all;
  }

  /** Fits a plane by least squares and counts what lies on it. */
  private boolean plane(Box window) {
    int[] indices = new int[window.width() * window.height()];
    int n = 0;
    double meanX = 0;
    double meanY = 0;
    double[] mean = new double[3];
    for (int y = window.y(); y < window.bottom(); y++) {
      for (int x = window.x(); x < window.right(); x++) {
        int i = y * crop.width() + x;
        if (known[i]) {
          indices[n++] = i;
          meanX += x;
          meanY += y;
          for (int c = 0; c < 3; c++) {
            mean[c] += crop.at(i, c);
          }
        }
      }
    }
    if (n < MIN_PIXELS) {
      return true;
    }
    meanX /= n;
    meanY /= n;
    for (int c = 0; c < 3; c++) {
      mean[c] /= n;
    }
    double[][] slopes = slopes(indices, n, meanX, meanY, mean);
    double grain = GRAINS * grain(indices, n);
    int here = 0;
    for (int k = 0; k < n; k++) {
      double dx = indices[k] % crop.width() - meanX;
      int row = indices[k] / crop.width();
      double dy = row - meanY;
      double off = 0;
      for (int c = 0; c < 3; c++) {
        double d = crop.at(indices[k], c) - mean[c] - slopes[c][0] * dx - slopes[c][1] * dy;
        off += d * d;
      }
      here += Math.sqrt(off) <= grain + tolerance.applyAsDouble(indices[k]) ? 1 : 0;
    }
    on += here;
    all += n;
    return here >= MIN_ON_PLANE * n;
  }

  /** The noise between neighbouring pixels of a window, in the green channel. */
  private double grain(int[] indices, int n) {
    int[] steps = new int[n];
    int count = 0;
    for (int k = 0; k + 1 < n; k++) {
      if (indices[k + 1] == indices[k] + 1) {
        steps[count++] = Math.abs(crop.at(indices[k + 1], 1) - crop.at(indices[k], 1));
      }
    }
    Arrays.sort(steps, 0, count);
    int median = count == 0 ? 0 : steps[count / 2];
    return Math.min(MAX_GRAIN, MAD_TO_SIGMA * median / Math.sqrt(2));
  }

  /** By channel, along x and y; level where the pixels lie on a line. */
  private double[][] slopes(int[] indices, int n, double meanX, double meanY, double[] mean) {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double[][] moments = new double[3][2];
    for (int k = 0; k < n; k++) {
      double dx = indices[k] % crop.width() - meanX;
      int row = indices[k] / crop.width();
      double dy = row - meanY;
      xx += dx * dx;
      xy += dx * dy;
      yy += dy * dy;
      for (int c = 0; c < 3; c++) {
        double value = crop.at(indices[k], c) - mean[c];
        moments[c][0] += dx * value;
        moments[c][1] += dy * value;
      }
    }
    double determinant = xx * yy - xy * xy;
    double[][] slopes = new double[3][2];
    for (int c = 0; c < 3 && determinant > n; c++) {
      slopes[c][0] = (yy * moments[c][0] - xy * moments[c][1]) / determinant;
      slopes[c][1] = (xx * moments[c][1] - xy * moments[c][0]) / determinant;
    }
    return slopes;
  }
}
