package dev.palimpsest.transforms.pixels;

/** Arithmetic on colours as blue, green, red from 0 to 255. */
public final class Colors {
  private Colors() {}

  /** Euclidean, in grey levels. */
  public static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      sum += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return Math.sqrt(sum);
  }

  /** How far a colour is from all blends of two others. */
  public static double distanceToSegment(double[] p, double[] from, double[] to) {
    double along = 0;
    double length = 0;
    for (int c = 0; c < 3; c++) {
      along += (p[c] - from[c]) * (to[c] - from[c]);
      length += (to[c] - from[c]) * (to[c] - from[c]);
    }
    double t = length == 0 ? 0 : Math.max(0, Math.min(1, along / length));
    double[] foot = new double[3];
    for (int c = 0; c < 3; c++) {
      foot[c] = from[c] + t * (to[c] - from[c]);
    }
    return distance(p, foot);
  }

  /** From {@code #rrggbb}. */
  public static double[] of(String hex) {
    int rgb = Integer.parseInt(hex.substring(1), 16);
    return new double[] {rgb & 0xff, rgb >> 8 & 0xff, rgb >> 16};
  }

  /** As {@code #rrggbb}. */
  public static String hex(double[] bgr) {
    return String.format(
        "#%02x%02x%02x", Math.round(bgr[2]), Math.round(bgr[1]), Math.round(bgr[0]));
  }
}
