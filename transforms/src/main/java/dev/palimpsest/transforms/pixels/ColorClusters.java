package dev.palimpsest.transforms.pixels;

import java.util.Arrays;

/** The few colours that a crop is made of, by Lloyd's k-means from the farthest-first start. */
public final class ColorClusters {
  private static final int MAX_SAMPLES = 3000;
  private static final int ITERATIONS = 10;

  private final double[][] centers;
  private final byte[] nearest;

  private ColorClusters(double[][] centers, byte[] nearest) {
    this.centers = centers;
    this.nearest = nearest;
  }

  /**
   * @param where the pixels that the colours are taken from; all pixels of the crop are assigned
   */
  public static ColorClusters of(Crop crop, boolean[] where, int count) {
    int[] samples = Masks.thinned(where, MAX_SAMPLES);
    if (samples.length == 0) {
      return new ColorClusters(new double[1][3], new byte[crop.size()]);
    }
    double[][] centers = farthestFirst(crop, samples, count);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[][] sums = new double[centers.length][4];
      for (int i : samples) {
        double[] sum = sums[nearest(crop, i, centers)];
        for (int c = 0; c < 3; c++) {
          sum[c] += crop.at(i, c);
        }
        sum[3]++;
      }
      for (int k = 0; k < centers.length; k++) {
        for (int c = 0; c < 3 && sums[k][3] > 0; c++) {
          centers[k][c] = sums[k][c] / sums[k][3];
        }
      }
    }
    byte[] nearest = new byte[crop.size()];
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = (byte) nearest(crop, i, centers);
    }
    return new ColorClusters(centers, nearest);
  }

  private static double[][] farthestFirst(Crop crop, int[] samples, int count) {
    double[][] centers = new double[count][3];
    double[] distance = new double[samples.length];
    Arrays.fill(distance, Double.MAX_VALUE);
    int next = samples[samples.length / 2];
    for (int k = 0; k < count; k++) {
      for (int c = 0; c < 3; c++) {
        centers[k][c] = crop.at(next, c);
      }
      double farthest = -1;
      for (int s = 0; s < samples.length; s++) {
        distance[s] = Math.min(distance[s], squared(crop, samples[s], centers[k]));
        if (distance[s] > farthest) {
          farthest = distance[s];
          next = samples[s];
        }
      }
      if (farthest <= 0) {
        return Arrays.copyOf(centers, k + 1);
      }
    }
    return centers;
  }

  private static int nearest(Crop crop, int index, double[][] centers) {
    int best = 0;
    double bestDistance = Double.MAX_VALUE;
    for (int k = 0; k < centers.length; k++) {
      double distance = squared(crop, index, centers[k]);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = k;
      }
    }
    return best;
  }

  private static double squared(Crop crop, int index, double[] color) {
    double b = crop.at(index, 0) - color[0];
    double g = crop.at(index, 1) - color[1];
    double r = crop.at(index, 2) - color[2];
    return b * b + g * g + r * r;
  }

  public int count() {
    return centers.length;
  }

  /** Three values, blue first. */
  public double[] center(int cluster) {
    return centers[cluster];
  }

  /** The colour nearest to a pixel. */
  public int at(int index) {
    return nearest[index];
  }
}
