package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A line candidate cut out of the picture: level, of the recogniser's favourite height, dark on
 * light; {@link #cleared} of its neighbours where it is read. Its pixels live in the caller's
 * {@code PointerScope}.
 */
final class LineCrop {
  /** Ink and ground closer than this are no text but noise; stretching would only amplify it. */
  private static final double LEAST_CONTRAST = 4;

  private static final int LONGEST_RUN_PX = 64;

  /** Share of a glyph's ink that is left if it was not taken for something else's. */
  private static final double LEAST_LEFT = 0.5;

  /** On a circle the middle of a word's edge may reach further than its ends. */
  private static final int EDGE_STEPS = 8;

  /** Values in the mask of a crop. */
  private static final int INK = 255;

  private static final int OUTER = 128;

  private final Mat pixels;
  private final LineBand band;
  private final double zoom;
  private final double marginPx;

  private boolean isStretched;
  private boolean isCleared;

  private final LineBand.CropMap map;

  /**
   * @param heightPx from the highest to the lowest ink, as the recogniser likes it
   * @param margin around the candidate, as a share of its height: room for what the chain missed
   */
  LineCrop(Mat gray, LineBand band, double heightPx, double margin) {
    this(gray, band, heightPx, margin, margin);
  }

  /**
   * @param heightPx from the highest to the lowest ink, as the recogniser likes it
   * @param atEnds margin before and after the candidate, as a share of its height
   * @param margin above and below it
   */
  LineCrop(Mat gray, LineBand band, double heightPx, double atEnds, double margin) {
    this.band = band;
    zoom = heightPx / band.height();
    marginPx = margin * heightPx;
    int width = (int) Math.ceil(band.length() * zoom + 2 * atEnds * heightPx);
    int height = (int) Math.ceil(band.height() * zoom + 2 * marginPx);
    map = band.onPicture(zoom, width, height);
    pixels = map.cut(gray);
    if (band.light()) {
      opencv_core.bitwise_not(pixels, pixels);
    }
  }

  /**
   * Otsu's measure of how well one threshold parts ink from ground: the share of the variance that
   * lies between the two. 1 for two levels, 0.75 for an even slope, 2/π for a normal distribution.
   * Measured before the crop is stretched.
   */
  double separability() {
    int margin = Math.min((int) marginPx, (pixels.rows() - 1) / 2);
    int width = pixels.cols();
    byte[] gray = new byte[(int) pixels.total()];
    ((ByteBuffer) pixels.createBuffer()).get(gray);
    int[] histogram = new int[256];
    for (int y = margin; y < pixels.rows() - margin; y++) {
      for (int i = y * width + margin; i < (y + 1) * width - margin; i++) {
        histogram[gray[i] & 0xff]++;
      }
    }
    return separability(histogram);
  }

  /** The largest share of the variance that a threshold leaves between the two sides. */
  private static double separability(int[] histogram) {
    double count = 0;
    double sum = 0;
    double squares = 0;
    for (int level = 0; level < histogram.length; level++) {
      count += histogram[level];
      sum += (double) level * histogram[level];
      squares += (double) level * level * histogram[level];
    }
    double mean = sum / count;
    double variance = squares / count - mean * mean;
    double largest = 0;
    double below = 0;
    double sumBelow = 0;
    for (int level = 0; level < histogram.length; level++) {
      below += histogram[level];
      sumBelow += (double) level * histogram[level];
      if (below > 0 && below < count) {
        double apart = sumBelow / below - (sum - sumBelow) / (count - below);
        largest = Math.max(largest, below / count * (1 - below / count) * apart * apart);
      }
    }
    return variance <= 0 ? 0 : largest / variance;
  }

  /** The crop with black ink on white ground, its neighbours still in it. */
  Mat stretched() {
    if (!isStretched) {
      stretch();
      isStretched = true;
    }
    return pixels;
  }

  /**
   * Clears the crop for the recogniser: black on white, without its neighbours.
   *
   * @param keepsTouched whether glyphs that touch these are kept; not on a page, where specks and
   *     rules touch what is no letter
   */
  Mat cleared(boolean keepsTouched) {
    if (!isCleared) {
      stretched();
      isolate(keepsTouched);
      isCleared = true;
    }
    return pixels;
  }

  /**
   * Whether ink is left further above or below the line than so many of its heights.
   *
   * @param keepsTouched as for {@link #cleared}
   */
  boolean hasInkOutside(double heights, boolean keepsTouched) {
    Mat cleared = cleared(keepsTouched);
    int rows = (int) (marginPx - heights * zoom * band.height());
    return hasInk(cleared.rowRange(0, rows))
        || hasInk(cleared.rowRange(cleared.rows() - rows, cleared.rows()));
  }

  private static boolean hasInk(Mat part) {
    Mat ink = new Mat();
    opencv_imgproc.threshold(part, ink, 127, INK, opencv_imgproc.THRESH_BINARY_INV);
    return opencv_core.countNonZero(ink) > 0;
  }

  /** Makes the mean ink black and the mean ground white. */
  private void stretch() {
    Mat mask = new Mat();
    opencv_imgproc.threshold(
        pixels, mask, 0, 255, opencv_imgproc.THRESH_BINARY | opencv_imgproc.THRESH_OTSU);
    double ground = opencv_core.mean(pixels, mask).get(0);
    opencv_core.bitwise_not(mask, mask);
    double ink = opencv_core.mean(pixels, mask).get(0);
    if (ground - ink > LEAST_CONTRAST) {
      double gain = 255 / (ground - ink);
      pixels.convertTo(pixels, -1, gain, -gain * ink);
    }
  }

  /**
   * Paints ink that reaches the margin's edge white: neighbours, frames, another ground. Glyphs
   * that touch these can be kept, the outermost only if they are like letters: such things are
   * chained at the ends.
   */
  private void isolate(boolean keepsTouched) {
    int w = pixels.cols();
    int h = pixels.rows();
    Mat mask = new Mat();
    opencv_imgproc.threshold(pixels, mask, 127, INK, opencv_imgproc.THRESH_BINARY_INV);
    ByteBuffer ink = mask.createBuffer();
    boolean any = false;
    for (int x = 0; x < w; x++) {
      any |= reaches(mask, ink, x, 0);
      any |= reaches(mask, ink, x, h - 1);
    }
    for (int y = 0; y < h; y++) {
      any |= reaches(mask, ink, 0, y);
      any |= reaches(mask, ink, w - 1, y);
    }
    if (!any) {
      return;
    }
    Mat cover = new Mat();
    opencv_core.compare(mask, new Mat(new Scalar(OUTER)), cover, opencv_core.CMP_EQ);
    // One pixel more takes the antialiased rim along.
    opencv_imgproc.dilate(cover, cover, new Mat());
    if (keepsTouched) {
      uncoverGlyphs(cover, ink);
    }
    opencv_core.max(pixels, cover, pixels);
  }

  /** Marks the component of ink at a pixel of the edge, if there is any not yet marked. */
  private static boolean reaches(Mat mask, ByteBuffer ink, int x, int y) {
    if ((ink.get(y * mask.cols() + x) & 0xff) != INK) {
      return false;
    }
    opencv_imgproc.floodFill(mask, new Point(x, y), new Scalar(OUTER), null, null, null, 8);
    return true;
  }

  /** Glyphs of which hardly anything else would be left: they touch what reaches the edge. */
  private void uncoverGlyphs(Mat cover, ByteBuffer ink) {
    int width = cover.cols();
    for (Glyph glyph : band.innerGlyphs(zoom, width, cover.rows())) {
      Box own = glyph.box().grow(1).clip(width, cover.rows());
      int left = 0;
      for (int y = own.y(); y < own.bottom(); y++) {
        for (int i = y * width + own.x(); i < y * width + own.right(); i++) {
          left += (ink.get(i) & 0xff) == INK ? 1 : 0;
        }
      }
      if (own.area() > 0 && left < LEAST_LEFT * glyph.area()) {
        Rect rect = new Rect(own.x(), own.y(), own.width(), own.height());
        new Mat(cover, rect).put(new Scalar(0));
      }
    }
  }

  /** Median length of the horizontal runs of ink, in pixels of the picture. */
  double strokePx() {
    byte[] gray = new byte[(int) pixels.total()];
    ((ByteBuffer) pixels.createBuffer()).get(gray);
    int width = pixels.cols();
    int[] runs = new int[LONGEST_RUN_PX];
    int total = 0;
    for (int row = 0; row < gray.length; row += width) {
      int run = 0;
      for (int x = 0; x <= width; x++) {
        if (x < width && (gray[row + x] & 0xff) < 128) {
          run++;
        } else if (run > 0) {
          runs[Math.min(run, LONGEST_RUN_PX - 1)]++;
          total++;
          run = 0;
        }
      }
    }
    int seen = 0;
    for (int length = 1; length < LONGEST_RUN_PX; length++) {
      seen += runs[length];
      if (2 * seen >= total) {
        return length / zoom;
      }
    }
    return 0;
  }

  /**
   * The upright box in the picture around a box in the crop; empty (zero area) if that lies in the
   * margin. Pieces of neighbours in the margin must not stretch a word's box.
   */
  Box inPicture(Box word) {
    int top = (int) (0.8 * marginPx);
    Box b = word.intersect(new Box(0, top, pixels.cols(), pixels.rows() - 2 * top));
    if (b.area() == 0) {
      return new Box(0, 0, 0, 0);
    }
    double x0 = Double.MAX_VALUE;
    double y0 = Double.MAX_VALUE;
    double x1 = -Double.MAX_VALUE;
    double y1 = -Double.MAX_VALUE;
    for (int i = 0; i < 2 * (EDGE_STEPS + 1); i++) {
      int step = i / 2;
      double u = b.x() + step * (double) b.width() / EDGE_STEPS;
      double v = i % 2 == 0 ? b.y() : b.bottom();
      double[] at = map.at(u, v);
      x0 = Math.min(x0, at[0]);
      y0 = Math.min(y0, at[1]);
      x1 = Math.max(x1, at[0]);
      y1 = Math.max(y1, at[1]);
    }
    int left = Math.max(0, (int) Math.floor(x0));
    int upper = Math.max(0, (int) Math.floor(y0));
    return new Box(
        left,
        upper,
        Math.max(1, (int) Math.ceil(x1) - left),
        Math.max(1, (int) Math.ceil(y1) - upper));
  }
}
