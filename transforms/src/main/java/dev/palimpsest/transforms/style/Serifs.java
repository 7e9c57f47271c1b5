package dev.palimpsest.transforms.style;

import org.bytedeco.opencv.opencv_core.Mat;

/** Tells faces with feet (serif, slab) from those without by what stems end in. */
final class Serifs {
  /** A stem's foot is wider than the stem by this factor in faces with serifs. */
  private static final double FOOT = 1.4;

  /** A foot stands out on each side by this share of the stem. */
  private static final double SIDE = 0.17;

  /** A foot wider than this is a bar or a bowl that the stem runs into. */
  private static final double BAR = 4.2;

  /** Fewer stems do not say. */
  private static final int MIN_STEMS = 4;

  private Serifs() {}

  /**
   * Share of upright strokes that end in a foot, below and above; -1 if there are too few strokes.
   *
   * @param mask of letters, level and upright
   * @param strokePx mean stroke width
   */
  static double share(Mat mask, double strokePx) {
    int width = mask.cols();
    int height = mask.rows();
    byte[] pixels = new byte[width * height];
    mask.data().get(pixels);
    int feet = 0;
    int stems = 0;
    for (int y = 1; y < height - 1; y++) {
      int x = 0;
      while (x < width) {
        int end = runEnd(pixels, y * width, x, width);
        int run = end - x;
        boolean stem = run >= 0.5 * strokePx && run <= 1.7 * strokePx + 1;
        if (stem && straight(pixels, width, height, x, end, y, strokePx)) {
          double foot = foot(pixels, width, height, x, end, y);
          stems += foot > 0 ? 1 : 0;
          feet += foot >= FOOT ? 1 : 0;
        }
        x = Math.max(end, x) + 1;
      }
    }
    return stems < MIN_STEMS ? -1 : (double) feet / stems;
  }

  private static int runEnd(byte[] pixels, int row, int from, int width) {
    int end = from;
    while (end < width && pixels[row + end] != 0) {
      end++;
    }
    return end;
  }

  /** Whether the stroke goes on upward for three strokes at the same place, but ends soon below. */
  private static boolean straight(
      byte[] pixels, int width, int height, int from, int to, int y, double strokePx) {
    int middle = (from + to) / 2;
    int up = y - (int) Math.ceil(2.2 * strokePx);
    int down = y + (int) Math.ceil(1.3 * strokePx) + 1;
    if (up < 0 || down >= height || pixels[down * width + middle] != 0) {
      return false;
    }
    for (int row = up; row < y; row++) {
      if (pixels[row * width + middle] == 0
          || width(pixels, width, row, middle) > 1.35 * (to - from) + 1) {
        return false;
      }
    }
    // Look at each stem once: from the row that is just one stroke above its end.
    int above = down - 1;
    return pixels[above * width + middle] != 0;
  }

  private static int width(byte[] pixels, int width, int row, int x) {
    int left = x;
    int right = x;
    while (left > 0 && pixels[row * width + left - 1] != 0) {
      left--;
    }
    while (right < width - 1 && pixels[row * width + right + 1] != 0) {
      right++;
    }
    return right - left + 1;
  }

  /**
   * Widest row of the stem's end over the stem; 1 if it widens to one side only (arms, bowls and
   * spurs do), 0 if it runs into something else.
   */
  private static double foot(byte[] pixels, int width, int height, int from, int to, int y) {
    int middle = (from + to) / 2;
    int left = from;
    int right = to;
    for (int row = y; row < height && pixels[row * width + middle] != 0; row++) {
      int start = middle;
      while (start > 0 && pixels[row * width + start - 1] != 0) {
        start--;
      }
      left = Math.min(left, start);
      right = Math.max(right, start + width(pixels, width, row, middle));
    }
    double stem = to - from;
    double ratio = (right - left) / stem;
    boolean both = from - left >= SIDE * stem && right - to >= SIDE * stem;
    if (ratio > BAR) {
      return 0;
    }
    return both ? ratio : 1;
  }
}
