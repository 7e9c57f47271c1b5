package dev.palimpsest.transforms.erase;

import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.TextArea;
import java.util.function.IntUnaryOperator;

/**
 * The reach of an outline by its colour: around the letters nearly everything is of one colour that
 * is rarer a little farther off, whatever the ground is.
 */
final class Rim {
  private static final int SIDES = 4;

  /** Blended edges end before this ring. */
  private static final int RING_PX = 2;

  /** Grey levels (Euclidean) that one colour may vary by. */
  private static final double ONE_COLOUR = 40;

  /** Share of the ring that an outline covers … */
  private static final double MIN_SHARE = 0.6;

  /** … and how much more than of the ground. */
  private static final double MIN_MORE = 0.3;

  private static final int MIN_PIXELS = 30;

  private Rim() {}

  /**
   * @param distance of each pixel from the letters' bodies
   * @param farPx where ground begins
   * @param sideOf which of the letters' four sides a pixel lies on
   * @return how far an outline reaches on each side; {@code farPx} for a band, 0 for none
   */
  static int[] reach(TextArea area, float[] distance, int farPx, IntUnaryOperator sideOf) {
    Crop crop = area.crop();
    int[][] histograms = new int[3][256];
    int all = 0;
    for (int i = 0; i < distance.length; i++) {
      if (!area.foreign()[i] && Math.round(distance[i]) == RING_PX) {
        all++;
        for (int c = 0; c < 3; c++) {
          histograms[c][crop.at(i, c)]++;
        }
      }
    }
    int[] reach = new int[SIDES];
    if (all < MIN_PIXELS) {
      return reach;
    }
    double[] colour = new double[3];
    for (int c = 0; c < 3; c++) {
      int median = 0;
      int below = 0;
      while (2 * (below += histograms[c][median]) < all) {
        median++;
      }
      colour[c] = median;
    }
    int[][] pixels = new int[SIDES][farPx + 2];
    int[][] alike = new int[SIDES][farPx + 2];
    int[] ground = new int[2];
    for (int i = 0; i < distance.length; i++) {
      int d = Math.round(distance[i]);
      if (d >= 1 && d <= 2 * farPx && !area.foreign()[i]) {
        int hit = crop.distance(i, colour) <= ONE_COLOUR ? 1 : 0;
        if (d > farPx) {
          ground[0]++;
          ground[1] += hit;
        } else {
          int side = sideOf.applyAsInt(i);
          pixels[side][d]++;
          alike[side][d] += hit;
        }
      }
    }
    double usual = (double) ground[1] / Math.max(1, ground[0]);
    for (int side = 0; side < SIDES; side++) {
      double first = (double) alike[side][RING_PX] / Math.max(1, pixels[side][RING_PX]);
      if (pixels[side][RING_PX] < MIN_PIXELS || first < MIN_SHARE || first - usual < MIN_MORE) {
        continue;
      }
      int d = RING_PX;
      while (d < farPx && 2.0 * alike[side][d + 1] >= (first + usual) * pixels[side][d + 1]) {
        d++;
      }
      reach[side] = d;
    }
    return reach;
  }
}
