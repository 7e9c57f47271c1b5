package dev.palimpsest.transforms.render;

/** Readability of one colour on another, after WCAG 2.2 (relative luminance and contrast ratio). */
final class Contrast {
  /** WCAG's bound for large text. */
  static final double MIN_RATIO = 3.0;

  private static final int STEPS = 20;

  private Contrast() {}

  /** 1 (same) to 21 (black on white); colours as ARGB, alpha ignored. */
  static double ratio(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /**
   * The ink moved towards black or white, whichever is nearer to enough, and no farther.
   *
   * @param enough ratio to reach: {@link #MIN_RATIO}, or less where the designer chose less
   */
  static int readable(int ink, int ground, double enough) {
    if (ratio(ink, ground) >= enough) {
      return ink;
    }
    // Away from the ground first; if that end of the scale is too near, the other way.
    int end = luminance(ink) >= luminance(ground) ? 0xffffff : 0;
    if (ratio(end, ground) < enough) {
      end = 0xffffff - end;
    }
    for (int step = 1; step <= STEPS; step++) {
      int moved = mix(ink, end, (double) step / STEPS);
      if (ratio(moved, ground) >= enough) {
        return moved;
      }
    }
    return 0xff000000 | end;
  }

  /** The ink as far away from the ground as its own end of the scale allows. */
  static int strongest(int ink, int ground) {
    return luminance(ink) >= luminance(ground) ? 0xffffffff : 0xff000000;
  }

  /** A tone of the ground for a stroke around the ink that sets it off by {@code enough}. */
  static int stroke(int ink, int ground, double enough) {
    int end = luminance(ink) >= luminance(ground) ? 0 : 0xffffff;
    for (int step = 1; step <= STEPS; step++) {
      int moved = mix(ground, end, (double) step / STEPS);
      if (ratio(moved, ink) >= enough) {
        return moved;
      }
    }
    return 0xff000000 | end;
  }

  private static int mix(int from, int to, double share) {
    int out = 0xff;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double a = from >> shift & 0xff;
      double b = to >> shift & 0xff;
      out = out << 8 | (int) Math.round(a + (b - a) * share);
    }
    return out;
  }

  private static double luminance(int color) {
    return 0.2126 * linear(color >> 16 & 0xff)
        + 0.7152 * linear(color >> 8 & 0xff)
        + 0.0722 * linear(color & 0xff);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
