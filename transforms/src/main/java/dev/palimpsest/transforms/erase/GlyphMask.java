package dev.palimpsest.transforms.erase;

import dev.palimpsest.transforms.pixels.Backdrop;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ink;
import dev.palimpsest.transforms.pixels.Masks;
import dev.palimpsest.transforms.pixels.TextArea;
import java.util.Arrays;

/**
 * The pixels that a region's text has changed: its letters with blended edges, outline, glow and
 * shadow. How far those reach is measured over all letters together, so that a picture near one
 * letter is not taken for a shadow.
 */
final class GlyphMask {
  /** Outlines and shadows reach no farther than this share of the line's height. */
  private static final double MAX_REACH = 0.4;

  private static final int MIN_REACH_PX = 4;

  /** Level of the profile that is looked at: a shadow lies on one side of the letters only. */
  private static final double QUANTILE = 0.75;

  /** A ring differs if it is so much rougher than the ground, plus this many grey levels. */
  private static final double RATIO = 1.35;

  private static final double MIN_STEP = 3.5;

  /** A pixel of such a ring goes if it differs by this much. */
  private static final double MIN_PIXEL = 2.5;

  private GlyphMask() {}

  /**
   * @param edgePx how far blending and compression carry a letter's colour
   */
  static boolean[] of(TextArea area, Ink ink, int edgePx) {
    Crop crop = area.crop();
    float[] distance = Masks.distanceTo(crop, ink.core());
    int reach = (int) Math.max(MIN_REACH_PX, Math.round(MAX_REACH * area.lineHeightPx()));
    boolean[] hidden = within(distance, area, reach + 1);
    double[] difference = difference(crop, Backdrop.of(crop, hidden));
    double[] profile = profile(area, distance, difference, reach);
    double rough = roughness(profile, reach);
    int found = edgePx;
    int misses = 0;
    for (int d = edgePx + 1; d <= reach && misses < 2; d++) {
      boolean differs = profile[d] > RATIO * rough + MIN_STEP;
      misses = differs ? 0 : misses + 1;
      found = differs ? d : found;
    }
    SoftEdges soft = SoftEdges.of(area, distance, found, reach);
    double bound = 0.8 * rough + MIN_PIXEL;
    boolean[] mask = new boolean[crop.size()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] =
          !area.foreign()[i]
              && (distance[i] <= edgePx
                  || soft.covers(i)
                  || (distance[i] <= found + 1.5 && difference[i] > bound));
    }
    return found > edgePx || soft.any() ? crop.grow(mask, 1) : mask;
  }

  private static boolean[] within(float[] distance, TextArea area, int reach) {
    boolean[] within = new boolean[distance.length];
    for (int i = 0; i < within.length; i++) {
      within[i] = distance[i] <= reach || area.foreign()[i];
    }
    return within;
  }

  private static double[] difference(Crop crop, float[] backdrop) {
    double[] difference = new double[crop.size()];
    for (int i = 0; i < difference.length; i++) {
      double sum = 0;
      for (int c = 0; c < 3; c++) {
        double d = crop.at(i, c) - backdrop[3 * i + c];
        sum += d * d;
      }
      difference[i] = Math.sqrt(sum);
    }
    return difference;
  }

  /** For each whole distance from the letters, how much its pixels differ from the backdrop. */
  private static double[] profile(TextArea area, float[] distance, double[] difference, int reach) {
    int[] count = new int[reach + 1];
    for (int i = 0; i < distance.length; i++) {
      int d = Math.round(distance[i]);
      if (d > 0 && d <= reach && !area.foreign()[i]) {
        count[d]++;
      }
    }
    double[][] values = new double[reach + 1][];
    for (int d = 0; d <= reach; d++) {
      values[d] = new double[count[d]];
    }
    for (int i = 0; i < distance.length; i++) {
      int d = Math.round(distance[i]);
      if (d > 0 && d <= reach && !area.foreign()[i]) {
        values[d][--count[d]] = difference[i];
      }
    }
    double[] profile = new double[reach + 1];
    for (int d = 1; d <= reach; d++) {
      Arrays.sort(values[d]);
      profile[d] = values[d].length == 0 ? 0 : values[d][(int) (QUANTILE * (values[d].length - 1))];
    }
    return profile;
  }

  /** What the ground alone makes differ: the quietest stretch of the profile's outer half. */
  private static double roughness(double[] profile, int reach) {
    double least = Double.MAX_VALUE;
    for (int d = Math.max(2, reach / 2); d <= Math.max(2, (int) (0.85 * reach)); d++) {
      least = Math.min(least, profile[Math.min(d, reach)]);
    }
    return least;
  }
}
