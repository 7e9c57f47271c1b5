package dev.palimpsest.transforms.style;

import static org.bytedeco.opencv.global.opencv_imgproc.medianBlur;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Tells faces with serifs from those without by what stems end in: at the foot a serif stands out
 * to the right at least (italics have none on the left), at the head to the left. Bowls and arches
 * of faces without serifs leave their stems on the other side more often than not.
 */
final class Serifs {
  /** A serif stands out by this share of the stem. */
  private static final double SIDE = 0.17;

  /** An end that is this much wider than its stem is a bar or a bowl that the stem runs into. */
  private static final double BAR = 4.2;

  /** Fewer ends do not say. */
  private static final int MIN_ENDS = 4;

  /** Serifs of thinner strokes are a pixel themselves. */
  private static final double MIN_SMOOTHED_PX = 3;

  private int ends;
  private int serifs;

  private Serifs() {}

  /**
   * Share of the ends of upright strokes that have a serif; -1 if there are too few strokes.
   *
   * @param mask of letters, level and upright
   * @param strokePx mean stroke width
   */
  static double share(Mat mask, double strokePx) {
    int width = mask.cols();
    int height = mask.rows();
    byte[] pixels = new byte[width * height];
    try (Mat smooth = mask.clone()) {
      // What a picture's compression adds to the rim of a stroke, a pixel here and there.
      if (strokePx >= MIN_SMOOTHED_PX) {
        medianBlur(mask, smooth, 3);
      }
      smooth.data().get(pixels);
    }
    Serifs seen = new Serifs();
    seen.look(pixels, width, height, strokePx);
    // Turned by half, heads are feet.
    seen.look(reversed(pixels), width, height, strokePx);
    return seen.ends < MIN_ENDS ? -1 : (double) seen.serifs / seen.ends;
  }

  private static byte[] reversed(byte[] pixels) {
    byte[] turned = new byte[pixels.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = pixels[turned.length - 1 - i];
    }
    return turned;
  }

  private void look(byte[] pixels, int width, int height, double strokePx) {
    for (int y = 1; y < height - 1; y++) {
      int x = 0;
      while (x < width) {
        int end = runEnd(pixels, y * width, x, width);
        int run = end - x;
        boolean stem = run >= 0.5 * strokePx && run <= 1.7 * strokePx + 1;
        if (stem && straight(pixels, width, height, x, end, y, strokePx)) {
          addEnd(pixels, width, height, x, end, y);
        }
        x = Math.max(end, x) + 1;
      }
    }
  }

  private static int runEnd(byte[] pixels, int row, int from, int width) {
    int end = from;
    while (end < width && pixels[row + end] != 0) {
      end++;
    }
    return end;
  }

  /** Whether the stroke goes on upward for a while at the same place, but ends soon below. */
  private static boolean straight(
      byte[] pixels, int width, int height, int from, int to, int y, double strokePx) {
    int middle = (from + to) / 2;
    int up = y - (int) Math.ceil(1.5 * strokePx);
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

  private void addEnd(byte[] pixels, int width, int height, int from, int to, int y) {
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
    if (right - left <= BAR * stem) {
      ends++;
      serifs += right - to >= SIDE * stem ? 1 : 0;
    }
  }
}
