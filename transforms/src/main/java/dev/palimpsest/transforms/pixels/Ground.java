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
    int[] seeds = Masks.thinned(seed, MAX_SAMPLES);
    int[] all = Masks.thinned(samples, MAX_SAMPLES);
    if (seeds.length == 0 || all.length < TERMS * 4) {
      seeds = seeds.length == 0 ? all : seeds;
      all = seeds;
    }
    Samples middle = new Samples(crop, seeds);
    Samples fitted = new Samples(crop, all);
    for (int c = 0; c < 3; c++) {
      ground.fitChannel(c, middle, fitted, terms);
    }
    ground.inlierShare = ground.share(seeds);
    return ground;
  }

  /** Pixels with their coordinates scaled, as a fit goes over them again and again. */
  private static final class Samples {
    private final double[] x;
    private final double[] y;

    /** By channel. */
    private final double[][] values;

    private final double[] residuals;

    private Samples(Crop crop, int[] indices) {
      this.x = new double[indices.length];
      this.y = new double[indices.length];
      this.values = new double[3][indices.length];
      this.residuals = new double[indices.length];
      for (int k = 0; k < indices.length; k++) {
        x[k] = scaledX(crop, indices[k]);
        y[k] = scaledY(crop, indices[k]);
        for (int c = 0; c < 3; c++) {
          values[c][k] = crop.at(indices[k], c);
        }
      }
    }

    private int count() {
      return x.length;
    }
  }

  private void fitChannel(int channel, Samples middle, Samples fitted, int terms) {
    coefficients[channel][0] = Median.of(middle.values[channel].clone(), middle.count());
    // Wide at first, so that a gradient is not cut off before its slope is known.
    double scale = Math.max(12, spread(channel, middle, Double.MAX_VALUE));
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      refit(channel, fitted, scale * TUKEY, iteration < 2 ? 3 : terms);
      scale = Math.max(MIN_SCALE, Math.min(scale, spread(channel, fitted, scale * TUKEY)));
    }
    sigma[channel] = scale;
  }

  /** Median absolute deviation from the surface, as a standard deviation, of what is near it. */
  private double spread(int channel, Samples samples, double cutoff) {
    double[] c = coefficients[channel];
    double[] values = samples.values[channel];
    int n = 0;
    for (int k = 0; k < values.length; k++) {
      double residual = Math.abs(values[k] - value(c, samples.x[k], samples.y[k]));
      if (residual < cutoff) {
        samples.residuals[n++] = residual;
      }
    }
    return MAD_TO_SIGMA * Median.of(samples.residuals, n);
  }

  private void refit(int channel, Samples samples, double cutoff, int terms) {
    double[][] normal = new double[terms][terms + 1];
    double[] c = coefficients[channel];
    double[] values = samples.values[channel];
    double[] t = new double[TERMS];
    for (int k = 0; k < values.length; k++) {
      double x = samples.x[k];
      double y = samples.y[k];
      double u = (values[k] - value(c, x, y)) / cutoff;
      if (Math.abs(u) >= 1) {
        continue;
      }
      double weight = (1 - u * u) * (1 - u * u);
      terms(x, y, t);
      for (int i = 0; i < terms; i++) {
        double weighted = weight * t[i];
        double[] row = normal[i];
        for (int j = i; j < terms; j++) {
          row[j] += weighted * t[j];
        }
        row[terms] += weighted * values[k];
      }
    }
    for (int i = 1; i < terms; i++) {
      for (int j = 0; j < i; j++) {
        normal[i][j] = normal[j][i];
      }
    }
    double[] solved = solve(normal);
    if (solved.length > 0) {
      Arrays.fill(c, 0);
      System.arraycopy(solved, 0, c, 0, terms);
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

  private static void terms(double x, double y, double[] t) {
    t[0] = 1;
    t[1] = x;
    t[2] = y;
    t[3] = x * x;
    t[4] = x * y;
    t[5] = y * y;
  }

  private static double scaledX(Crop crop, int index) {
    return 2.0 * (index % crop.width()) / crop.width() - 1;
  }

  private static double scaledY(Crop crop, int index) {
    int row = index / crop.width();
    return 2.0 * row / crop.height() - 1;
  }

  private static double value(double[] c, double x, double y) {
    return c[0] + c[1] * x + c[2] * y + c[3] * x * x + c[4] * x * y + c[5] * y * y;
  }

  /** The surface's value, not clipped to 0…255. */
  public double at(int channel, int index) {
    return value(coefficients[channel], scaledX(crop, index), scaledY(crop, index));
  }

  /** Euclidean distance of a pixel's colour from the surface, in grey levels. */
  public double distance(int index) {
    double x = scaledX(crop, index);
    double y = scaledY(crop, index);
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double d = crop.at(index, c) - value(coefficients[c], x, y);
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
}
