package dev.palimpsest.transforms.style;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import dev.palimpsest.io.region.Style.Shadow;
import dev.palimpsest.transforms.pixels.Backdrop;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ink;
import dev.palimpsest.transforms.pixels.Masks;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds the shadow or glow of letters: among the letters' own mask shifted and blurred in many
 * ways, the one that explains most of what differs from the backdrop beside them.
 */
final class ShadowMeter {
  /**
   * Looked for up to this far from the letters, in line heights: the nearer bound is for letters on
   * a band whose edge is nearer than the farther one.
   */
  private static final double[] REACHES = {0.3, 0.2};

  private static final double MAX_SHIFT = 0.12;
  private static final int SHIFT_STEPS = 3;

  /** Standard deviations of the blur that are tried, in line heights. */
  private static final double[] BLURS = {0.015, 0.04, 0.08};

  /** Share of the difference (squared) that a shadow explains; textures leave more. */
  private static final double MIN_EXPLAINED = 0.5;

  /** Strength (Euclidean, grey levels) below which a shadow is not seen. */
  private static final double MIN_STRENGTH = 22;

  /** Share of its strength that a shadow must have against the ground at the end of its reach. */
  private static final double MIN_FADING = 0.35;

  private static final int MAX_SAMPLES = 12000;

  private final Crop crop;
  private final int[] samples;
  private final double[] difference;
  private final double total;

  private ShadowMeter(Crop crop, int[] samples, double[] difference) {
    this.crop = crop;
    this.samples = samples;
    this.difference = difference;
    double sum = 0;
    for (double d : difference) {
      sum += d * d;
    }
    this.total = sum;
  }

  /**
   * @param bodyPx how far the letters' blended edges or outline reach; the shadow shows beyond
   */
  static Optional<Shadow> measure(Ink ink, double bodyPx) {
    Optional<Shadow> shadow = Optional.empty();
    for (int k = 0; k < REACHES.length && shadow.isEmpty() && ink.found(); k++) {
      shadow = measure(ink, bodyPx, Math.max(4, REACHES[k] * ink.area().lineHeightPx()));
    }
    return shadow;
  }

  private static Optional<Shadow> measure(Ink ink, double bodyPx, double reach) {
    Crop crop = ink.area().crop();
    double height = ink.area().lineHeightPx();
    float[] distance = Masks.distanceTo(crop, ink.core());
    boolean[] hidden = new boolean[crop.size()];
    boolean[] looked = new boolean[crop.size()];
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = distance[i] <= reach || ink.area().foreign()[i];
      looked[i] = distance[i] > bodyPx + 1.5 && distance[i] <= reach && !ink.area().foreign()[i];
    }
    int[] samples = Masks.thinned(looked, MAX_SAMPLES);
    if (samples.length < 100) {
      return Optional.empty();
    }
    float[] backdrop = Backdrop.of(crop, hidden);
    double[] difference = new double[3 * samples.length];
    for (int s = 0; s < samples.length; s++) {
      for (int c = 0; c < 3; c++) {
        difference[3 * s + c] = crop.at(samples[s], c) - backdrop[3 * samples[s] + c];
      }
    }
    return new ShadowMeter(crop, samples, difference).best(ink, backdrop, height);
  }

  private Optional<Shadow> best(Ink ink, float[] backdrop, double height) {
    Match best = new Match(0, 0, 0, new double[3], total);
    for (double blur : BLURS) {
      float[] soft = blurred(ink.core(), Math.max(0.7, blur * height));
      for (int sy = -SHIFT_STEPS; sy <= SHIFT_STEPS; sy++) {
        for (int sx = -SHIFT_STEPS; sx <= SHIFT_STEPS; sx++) {
          int dx = (int) Math.round(sx * MAX_SHIFT * height / SHIFT_STEPS);
          int dy = (int) Math.round(sy * MAX_SHIFT * height / SHIFT_STEPS);
          Match match = match(soft, dx, dy, Math.max(0.7, blur * height));
          best = match.left < best.left ? match : best;
        }
      }
    }
    double strength = Math.hypot(Math.hypot(best.color[0], best.color[1]), best.color[2]);
    if (total == 0 || 1 - best.left / total < MIN_EXPLAINED || strength < MIN_STRENGTH) {
      return Optional.empty();
    }
    float[] soft = blurred(ink.core(), best.blurPx);
    if (fading(soft, best, Rings.of(ink).ground()) < MIN_FADING * strength) {
      return Optional.empty();
    }
    return Optional.of(shadow(best, backdrop));
  }

  /**
   * How much darker (or lighter) the shadow is than the ground a little farther off, in grey
   * levels: letters on a band differ from what is beyond the band without any shadow.
   */
  private double fading(float[] soft, Match match, double[] ground) {
    double norm = 0;
    double[] dot = new double[3];
    for (int s : samples) {
      int x = s % crop.width() - (int) match.dxPx;
      int y = s / crop.width() - (int) match.dyPx;
      if (x >= 0 && y >= 0 && x < crop.width() && y < crop.height()) {
        double value = soft[y * crop.width() + x];
        norm += value * value;
        for (int c = 0; c < 3; c++) {
          dot[c] += value * (crop.at(s, c) - ground[c]);
        }
      }
    }
    return Math.hypot(Math.hypot(dot[0], dot[1]), dot[2]) / Math.max(1e-6, norm);
  }

  /** A dark shadow is black with some opacity; a glow is the lightest colour that explains it. */
  private Shadow shadow(Match match, float[] backdrop) {
    double[] behind = new double[3];
    for (int s : samples) {
      for (int c = 0; c < 3; c++) {
        behind[c] += backdrop[3 * s + c] / samples.length;
      }
    }
    double opacity = 0;
    for (int c = 0; c < 3; c++) {
      double room = match.color[c] < 0 ? behind[c] : 255 - behind[c];
      opacity = Math.max(opacity, Math.abs(match.color[c]) / Math.max(8, room));
    }
    opacity = Math.max(0.05, Math.min(1, opacity));
    int rgb = 0;
    for (int c = 2; c >= 0; c--) {
      long value = Math.round(behind[c] + match.color[c] / opacity);
      rgb = rgb << 8 | (int) Math.max(0, Math.min(255, value));
    }
    return new Shadow(String.format("#%06x", rgb), opacity, match.dxPx, match.dyPx, match.blurPx);
  }

  private static final class Match {
    final double dxPx;
    final double dyPx;
    final double blurPx;
    final double[] color;
    final double left;

    Match(double dxPx, double dyPx, double blurPx, double[] color, double left) {
      this.dxPx = dxPx;
      this.dyPx = dyPx;
      this.blurPx = blurPx;
      this.color = color;
      this.left = left;
    }
  }

  /** Least squares of the difference on the shifted mask, channel by channel. */
  private Match match(float[] soft, int dx, int dy, double blurPx) {
    double norm = 0;
    double[] dot = new double[3];
    for (int s = 0; s < samples.length; s++) {
      int x = samples[s] % crop.width() - dx;
      int y = samples[s] / crop.width() - dy;
      if (x < 0 || y < 0 || x >= crop.width() || y >= crop.height()) {
        continue;
      }
      double value = soft[y * crop.width() + x];
      norm += value * value;
      for (int c = 0; c < 3; c++) {
        dot[c] += value * difference[3 * s + c];
      }
    }
    double left = total;
    double[] color = new double[3];
    for (int c = 0; c < 3 && norm > 1e-6; c++) {
      color[c] = dot[c] / norm;
      left -= dot[c] * dot[c] / norm;
    }
    return new Match(dx, dy, blurPx, color, left);
  }

  private float[] blurred(boolean[] core, double sigma) {
    try (Mat mask = crop.mat(core);
        Mat floats = new Mat();
        Mat soft = new Mat();
        Size size = new Size(0, 0)) {
      mask.convertTo(floats, CV_32F, 1 / 255.0, 0);
      GaussianBlur(floats, soft, size, sigma);
      float[] out = new float[core.length];
      try (FloatPointer pointer = new FloatPointer(soft.data())) {
        pointer.get(out);
      }
      return out;
    }
  }
}
