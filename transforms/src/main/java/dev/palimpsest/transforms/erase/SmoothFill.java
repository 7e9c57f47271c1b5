package dev.palimpsest.transforms.erase;

import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ground;
import dev.palimpsest.transforms.pixels.Picture;
import java.util.Random;

/**
 * Fills a mask on smooth ground with the fitted surface, bent so that it meets the pixels around
 * the mask, plus the ground's own grain: a noiseless patch on a grainy ground is seen as a ghost.
 */
final class SmoothFill {
  /** Relaxation sweeps; the remainder after the surface is small, so few do. */
  private static final int SWEEPS = 60;

  /** Over-relaxation converges several times faster than plain averaging. */
  private static final double RELAXATION = 1.7;

  private SmoothFill() {}

  static void fill(Picture plate, Crop crop, boolean[] mask, Ground ground) {
    Random random = new Random(31L * crop.box().x() + crop.box().y());
    double[][] bent = new double[3][];
    for (int c = 0; c < 3; c++) {
      bent[c] = membrane(crop, mask, ground, c);
    }
    byte[] pixel = new byte[3];
    for (int i = 0; i < mask.length; i++) {
      if (!mask[i]) {
        continue;
      }
      double grain = random.nextGaussian();
      for (int c = 0; c < 3; c++) {
        double noise = ground.sigma(c) > 1.6 ? ground.sigma(c) * grain : 0;
        double value = ground.at(c, i) + bent[c][i] + noise;
        pixel[c] = (byte) Math.max(0, Math.min(255, Math.round(value)));
      }
      int x = crop.box().x() + i % crop.width();
      int y = crop.box().y() + i / crop.width();
      plate.bgr().ptr(y, x).put(pixel);
    }
  }

  /**
   * What the surface lacks at the mask's rim, spread smoothly over the mask (Laplace's equation by
   * successive over-relaxation). The rim is averaged first, so that single grains draw no streaks,
   * and limited, so that an edge which the mask touches does not bleed in.
   */
  private static double[] membrane(Crop crop, boolean[] mask, Ground ground, int channel) {
    int width = crop.width();
    double limit = Math.max(3, 2.5 * ground.sigma(channel));
    double[] rest = new double[mask.length];
    for (int i = 0; i < mask.length; i++) {
      if (!mask[i]) {
        rest[i] = rim(crop, mask, ground, channel, i, limit);
      }
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i = 0; i < mask.length; i++) {
        if (!mask[i]) {
          continue;
        }
        int x = i % width;
        double sum = 0;
        sum += rest[x > 0 ? i - 1 : i];
        sum += rest[x < width - 1 ? i + 1 : i];
        sum += rest[i >= width ? i - width : i];
        sum += rest[i < mask.length - width ? i + width : i];
        rest[i] += RELAXATION * (sum / 4 - rest[i]);
      }
    }
    return rest;
  }

  private static double rim(
      Crop crop, boolean[] mask, Ground ground, int channel, int index, double limit) {
    int width = crop.width();
    int x0 = index % width;
    int y0 = index / width;
    double sum = 0;
    int n = 0;
    for (int y = Math.max(0, y0 - 2); y <= Math.min(crop.height() - 1, y0 + 2); y++) {
      for (int x = Math.max(0, x0 - 2); x <= Math.min(width - 1, x0 + 2); x++) {
        int i = y * width + x;
        double rest = crop.at(i, channel) - ground.at(channel, i);
        if (!mask[i] && Math.abs(rest) <= limit) {
          sum += rest;
          n++;
        }
      }
    }
    return n == 0 ? 0 : sum / n;
  }
}
