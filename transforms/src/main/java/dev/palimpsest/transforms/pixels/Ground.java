package dev.palimpsest.transforms.pixels;

import java.util.Arrays;

/**
 * The colour behind something, as a smooth surface over a crop: one polynomial of second degree per
 * channel, fitted robustly so that letters, edges and neighbours do not pull on it.
 */
public final class Ground {
  /** 1, x, y, x², xy, y² in coordinates scaled to -1…1. */
  private static final int TERMS = 6;

  private static final int ITERATIONS = 8;

  /** Tukey's biweight keeps 95 % efficiency on normal noise at 4.685 sigma. */
  private static final double TUKEY = 4.685;

  /** Normal noise has a standard deviation of 1.4826 times its median absolute deviation. */
  private static final double MAD_TO_SIGMA = 1.4826;

  /** Rounding to whole grey levels alone leaves this much. */
  private static final double MIN_SCALE = 1.5;

  /** Fewer samples give the same surface for less time. */
  private static final int MAX_SAMPLES = 6000;

  private final Crop crop;
  private final double[][] coefficients = new double[3][TERMS];
  private final double[] sigma = new double[3];
  private double inlierShare;

  private Ground(Crop crop) {
    this.crop = crop;
  }

  /** Fits a plane, which may be continued beyond its samples. */
  public static Ground plane(Crop crop, boolean[] seed, boolean[] samples) {
    return fit(crop, seed, samples, 3);
  }

  /**
   * Fits the surface; it holds only where samples are near.
   *
   * @param seed pixels that are mostly ground: the fit starts at their median
   * @param samples pixels to fit to, ground or not
   */
  public static Ground fit(Crop crop, boolean[] seed, boolean[] samples) {
    return fit(crop, seed, samples, TERMS);
  }

  private static Ground fit(Crop crop, boolean[] seed, boolean[] samples, int terms) {
    Ground ground = new Ground(crop);
    int[] seeds = thinned(seed);
    int[] all = thinned(samples);
    if (seeds.length == 0 || all.length < TERMS * 4) {
      seeds = seeds.length == 0 ? all : seeds;
      all = seeds;
    }
    for (int c = 0; c < 3; c++) {
      ground.fitChannel(c, seeds, all, terms);
    }
    ground.inlierShare = ground.share(seeds);
    return ground;
  }

  private static int[] thinned(boolean[] mask) {
    int count = 0;
    for (boolean b : mask) {
      count += b ? 1 : 0;
    }
    int step = Math.max(1, count / MAX_SAMPLES);
    int[] indices = new int[(count + step - 1) / step];
    int seen = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] && seen++ % step == 0) {
        indices[(seen - 1) / step] = i;
      }
    }
    return indices;
  }

  private void fitChannel(int channel, int[] seeds, int[] all, int terms) {
    double[] values = new double[seeds.length];
    for (int i = 0; i < seeds.length; i++) {
      values[i] = crop.at(seeds[i], channel);
    }
    coefficients[channel][0] = median(values);
    // Wide at first, so that a gradient is not cut off before its slope is known.
    double scale = Math.max(12, spread(channel, seeds));
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      refit(channel, all, scale * TUKEY, iteration < 2 ? 3 : terms);
      scale = Math.max(MIN_SCALE, Math.min(scale, inlierSpread(channel, all, scale * TUKEY)));
    }
    sigma[channel] = scale;
  }

  /** Median absolute deviation from the surface, as a standard deviation. */
  private double spread(int channel, int[] indices) {
    double[] residuals = new double[indices.length];
    for (int i = 0; i < indices.length; i++) {
      residuals[i] = Math.abs(crop.at(indices[i], channel) - at(channel, indices[i]));
    }
    return MAD_TO_SIGMA * median(residuals);
  }

  private double inlierSpread(int channel, int[] indices, double cutoff) {
    double[] residuals = new double[indices.length];
    int n = 0;
    for (int index : indices) {
      double residual = Math.abs(crop.at(index, channel) - at(channel, index));
      if (residual < cutoff) {
        residuals[n++] = residual;
      }
    }
    return MAD_TO_SIGMA * median(Arrays.copyOf(residuals, n));
  }

  private void refit(int channel, int[] indices, double cutoff, int terms) {
    double[][] normal = new double[terms][terms + 1];
    double[] t = new double[TERMS];
    for (int index : indices) {
      double value = crop.at(index, channel);
      double u = (value - at(channel, index)) / cutoff;
      if (Math.abs(u) >= 1) {
        continue;
      }
      double weight = (1 - u * u) * (1 - u * u);
      terms(index, t);
      for (int i = 0; i < terms; i++) {
        for (int j = 0; j < terms; j++) {
          normal[i][j] += weight * t[i] * t[j];
        }
        normal[i][terms] += weight * t[i] * value;
      }
    }
    double[] solved = solve(normal);
    if (solved.length > 0) {
      Arrays.fill(coefficients[channel], 0);
      System.arraycopy(solved, 0, coefficients[channel], 0, terms);
    }
  }

  /** Gauss's elimination with a ridge so small that it only helps where samples lie on a line. */
  private static double[] solve(double[][] m) {
    int n = m.length;
    double ridge = 1e-6 * (m[0][0] + 1e-9);
    for (int i = 1; i < n; i++) {
      m[i][i] += ridge;
    }
    for (int i = 0; i < n; i++) {
      if (Math.abs(m[i][i]) < 1e-9) {
        return new double[0];
      }
      for (int k = i + 1; k < n; k++) {
        double factor = m[k][i] / m[i][i];
        for (int j = i; j <= n; j++) {
          m[k][j] -= factor * m[i][j];
        }
      }
    }
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = m[i][n];
      for (int j = i + 1; j < n; j++) {
        sum -= m[i][j] * x[j];
      }
      x[i] = sum / m[i][i];
    }
    return x;
  }

  private double share(int[] indices) {
    int inliers = 0;
    for (int index : indices) {
      boolean inside = true;
      for (int c = 0; c < 3; c++) {
        inside &= Math.abs(crop.at(index, c) - at(c, index)) <= Math.max(8, 3.5 * sigma[c]);
      }
      inliers += inside ? 1 : 0;
    }
    return indices.length == 0 ? 0 : (double) inliers / indices.length;
  }

  private void terms(int index, double[] t) {
    double x = scaledX(index);
    double y = scaledY(index);
    t[0] = 1;
    t[1] = x;
    t[2] = y;
    t[3] = x * x;
    t[4] = x * y;
    t[5] = y * y;
  }

  private double scaledX(int index) {
    int column = index % crop.width();
    return 2.0 * column / crop.width() - 1;
  }

  private double scaledY(int index) {
    int row = index / crop.width();
    return 2.0 * row / crop.height() - 1;
  }

  /** The surface's value, not clipped to 0…255. */
  public double at(int channel, int index) {
    double[] c = coefficients[channel];
    double x = scaledX(index);
    double y = scaledY(index);
    return c[0] + c[1] * x + c[2] * y + c[3] * x * x + c[4] * x * y + c[5] * y * y;
  }

  /** Euclidean distance of a pixel's colour from the surface, in grey levels. */
  public double distance(int index) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double d = crop.at(index, c) - at(c, index);
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  /** The ground's own noise in grey levels, the strongest channel. */
  public double sigma() {
    return Math.max(sigma[0], Math.max(sigma[1], sigma[2]));
  }

  public double sigma(int channel) {
    return sigma[channel];
  }

  /** Share of the seed pixels that lie on the surface, 0 to 1. */
  public double inlierShare() {
    return inlierShare;
  }

  /** The middle one; 0 for none. Sorts the array. */
  private static double median(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
