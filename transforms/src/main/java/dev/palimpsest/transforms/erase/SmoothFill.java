package dev.palimpsest.transforms.erase;

import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ground;
import dev.palimpsest.transforms.pixels.Masks;
import java.util.Random;

/**
 * Fills a mask on smooth ground with the fitted surface, bent so that it meets the pixels around
 * the mask, plus the ground's own grain: a noiseless patch on a grainy ground is seen as a ghost.
 */
final class SmoothFill {
  /** Relaxation sweeps; the remainder after the surface is small, so few do. */
  private static final int SWEEPS = 40;

  /** Over-relaxation converges several times faster than plain averaging. */
  private static final float RELAXATION = 1.7f;

  /** Below this a ground has no grain but rounding (0.3) or weak compression. */
  private static final double MIN_GRAIN = 1.6;

  private SmoothFill() {}

  /**
   * Three bytes a pixel, valid where the mask is set.
   *
   * @param others never ground: the fill neither meets nor follows it
   * @param bends the ground is smooth but no such surface: the fill follows the rim wherever it
   *     goes
   */
  static byte[] fill(Crop crop, boolean[] mask, boolean[] others, Ground ground, boolean bends) {
    Random random = new Random(31L * crop.box().x() + crop.box().y());
    int[] masked = Masks.thinned(mask, Integer.MAX_VALUE);
    byte[] filled = new byte[3 * mask.length];
    double[] grain = new double[masked.length];
    for (int m = 0; m < grain.length; m++) {
      grain[m] = random.nextGaussian();
    }
    for (int c = 0; c < 3; c++) {
      float[] bent = membrane(crop, mask, others, masked, ground, c, bends);
      double sigma = ground.sigma(c) > MIN_GRAIN && !bends ? ground.sigma(c) : 0;
      for (int m = 0; m < masked.length; m++) {
        int i = masked[m];
        double value = ground.at(c, i) + bent[i] + sigma * grain[m];
        filled[3 * i + c] = (byte) Math.max(0, Math.min(255, Math.round(value)));
      }
    }
    return filled;
  }

  /**
   * What the surface lacks at the mask's rim, spread smoothly over the mask (Laplace's equation by
   * successive over-relaxation). The rim is averaged first, so that single grains draw no streaks,
   * and limited, so that an edge which the mask touches does not bleed in.
   */
  private static float[] membrane(
      Crop crop,
      boolean[] mask,
      boolean[] others,
      int[] masked,
      Ground ground,
      int channel,
      boolean bends) {
    int width = crop.width();
    float[] rest = new float[mask.length];
    double limit = bends ? 255 : Math.max(3, 2.5 * ground.sigma(channel));
    boolean[] unknown = mask.clone();
    for (int i = 0; i < unknown.length; i++) {
      unknown[i] |= others[i];
    }
    for (int i : masked) {
      int x = i % width;
      rim(crop, unknown, ground, channel, x > 0 ? i - 1 : i, limit, rest);
      rim(crop, unknown, ground, channel, x < width - 1 ? i + 1 : i, limit, rest);
      rim(crop, unknown, ground, channel, i >= width ? i - width : i, limit, rest);
      rim(crop, unknown, ground, channel, i < mask.length - width ? i + width : i, limit, rest);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i : masked) {
        int x = i % width;
        float sum = next(rest, mask, others, i, x > 0 ? i - 1 : i);
        sum += next(rest, mask, others, i, x < width - 1 ? i + 1 : i);
        sum += next(rest, mask, others, i, i >= width ? i - width : i);
        sum += next(rest, mask, others, i, i < mask.length - width ? i + width : i);
        rest[i] += RELAXATION * (sum / 4 - rest[i]);
      }
    }
    return rest;
  }

  /** Nothing flows in from what is no ground. */
  private static float next(float[] rest, boolean[] mask, boolean[] others, int from, int to) {
    return rest[others[to] && !mask[to] ? from : to];
  }

  private static void rim(
      Crop crop,
      boolean[] unknown,
      Ground ground,
      int channel,
      int index,
      double limit,
      float[] rest) {
    if (unknown[index] || rest[index] != 0) {
      return;
    }
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
    rest[index] = n == 0 ? 0 : (float) (sum / n);
  }
}
