package dev.palimpsest.transforms.erase;

import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ground;
import dev.palimpsest.transforms.pixels.Masks;
import dev.palimpsest.transforms.pixels.TextArea;
import java.util.Arrays;

/**
 * Fills a mask on smooth ground with the fitted surface, bent so that it meets the pixels around
 * the mask, plus the ground's own grain: a noiseless patch on a grainy ground is seen as a ghost.
 */
final class SmoothFill {
  /** Relaxation sweeps; the remainder after the surface is small, so few do. */
  private static final int SWEEPS = 40;

  /** A sweep that changes no pixel by more, in grey levels, is the last one. */
  private static final float SETTLED = 0.02f;

  /** Over-relaxation converges several times faster than plain averaging. */
  private static final float RELAXATION = 1.7f;

  private SmoothFill() {}

  /**
   * Three bytes a pixel, valid where the mask is set.
   *
   * @param others never ground: the fill neither meets nor follows it
   * @param bends the ground is smooth but no such surface: the fill follows the rim wherever it
   *     goes
   */
  static byte[] fill(Crop crop, boolean[] mask, boolean[] others, Ground ground, boolean bends) {
    int[] masked = Masks.thinned(mask, Integer.MAX_VALUE);
    byte[] filled = new byte[3 * mask.length];
    Hole hole = new Hole(crop, mask, others, masked);
    float[] grain = Grain.of(crop, mask, hole.unknown, masked);
    for (int c = 0; c < 3; c++) {
      float[] bent = membrane(crop, hole, ground, c, bends);
      for (int m = 0; m < masked.length; m++) {
        int i = masked[m];
        double value = ground.at(c, i) + bent[i] + grain[3 * m + c];
        filled[3 * i + c] = (byte) Math.max(0, Math.min(255, Math.round(value)));
      }
    }
    return filled;
  }

  /** The mask as the channels' fills go over it again and again; indices of pixels. */
  private static final class Hole {
    /** What is no ground. */
    final boolean[] unknown;

    final int[] masked;

    /**
     * Four for each masked pixel: left, right, above, below. Where there is none, or what is no
     * ground, the pixel itself stands: nothing flows in from there.
     */
    final int[] neighbours;

    /** The neighbours that are ground. */
    final int[] rim;

    Hole(Crop crop, boolean[] mask, boolean[] others, int[] masked) {
      this.masked = masked;
      this.unknown = mask.clone();
      TextArea.or(unknown, others);
      this.neighbours = new int[4 * masked.length];
      int width = crop.width();
      for (int m = 0; m < masked.length; m++) {
        int i = masked[m];
        int x = i % width;
        neighbours[4 * m] = x > 0 ? i - 1 : i;
        neighbours[4 * m + 1] = x < width - 1 ? i + 1 : i;
        neighbours[4 * m + 2] = i >= width ? i - width : i;
        neighbours[4 * m + 3] = i < mask.length - width ? i + width : i;
        for (int n = 4 * m; n < 4 * m + 4; n++) {
          if (others[neighbours[n]] && !mask[neighbours[n]]) {
            neighbours[n] = i;
          }
        }
      }
      this.rim = Arrays.stream(neighbours).filter(i -> !unknown[i]).distinct().toArray();
    }
  }

  /**
   * What the surface lacks at the mask's rim, spread smoothly over the mask (Laplace's equation by
   * successive over-relaxation). The rim is averaged first, so that single grains draw no streaks,
   * and limited, so that an edge which the mask touches does not bleed in.
   */
  private static float[] membrane(Crop crop, Hole hole, Ground ground, int channel, boolean bends) {
    float[] rest = new float[crop.size()];
    double limit = bends ? 255 : Math.max(3, 2.5 * ground.sigma(channel));
    for (int i : hole.rim) {
      rest[i] = offAround(crop, hole.unknown, ground, channel, i, limit);
    }
    int[] near = hole.neighbours;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      float largest = 0;
      for (int m = 0; m < hole.masked.length; m++) {
        int n = 4 * m;
        float sum = rest[near[n]] + rest[near[n + 1]] + rest[near[n + 2]] + rest[near[n + 3]];
        int i = hole.masked[m];
        float change = RELAXATION * (sum / 4 - rest[i]);
        rest[i] += change;
        largest = Math.max(largest, Math.abs(change));
      }
      if (largest < SETTLED) {
        break;
      }
    }
    return rest;
  }

  /** How far the ground around a pixel is off the surface, on average. */
  private static float offAround(
      Crop crop, boolean[] unknown, Ground ground, int channel, int index, double limit) {
    int width = crop.width();
    int x0 = index % width;
    int y0 = index / width;
    double sum = 0;
    int n = 0;
    for (int y = Math.max(0, y0 - 2); y <= Math.min(crop.height() - 1, y0 + 2); y++) {
      for (int x = Math.max(0, x0 - 2); x <= Math.min(width - 1, x0 + 2); x++) {
        int i = y * width + x;
        if (!unknown[i]) {
          double difference = crop.at(i, channel) - ground.at(channel, i);
          if (Math.abs(difference) <= limit) {
            sum += difference;
            n++;
          }
        }
      }
    }
    return n == 0 ? 0 : (float) (sum / n);
  }
}
