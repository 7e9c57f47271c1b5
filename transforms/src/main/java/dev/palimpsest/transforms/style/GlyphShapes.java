package dev.palimpsest.transforms.style;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_HEIGHT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_LEFT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_TOP;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_WIDTH;
import static org.bytedeco.opencv.global.opencv_imgproc.DIST_L2;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_NEAREST;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_OPEN;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.distanceTransform;
import static org.bytedeco.opencv.global.opencv_imgproc.getRotationMatrix2D;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.palimpsest.io.region.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Measures of a glyph mask turned level. */
final class GlyphShapes {
  /** In stroke widths. */
  private static final double MAX_SPECK = 0.2;

  /** A row of letters has this share of the middle row's ink. */
  private static final double ROW_OF_LETTERS = 0.5;

  /** A reader's box is this share of its height off, or some pixels. */
  private static final double ROOM = 0.06;

  private static final int MIN_ROOM_PX = 2;

  private GlyphShapes() {}

  /** The mask turned so that a baseline at {@code angleDegrees} becomes level. Caller closes it. */
  static Mat level(Mat mask, double angleDegrees) {
    if (Math.abs(angleDegrees) < 0.3) {
      return mask.clone();
    }
    Mat out = new Mat();
    // Lines that run down or up would stick out of the mask once they are level.
    boolean steep = Math.abs(Math.sin(Math.toRadians(angleDegrees))) > Math.sqrt(0.5);
    int width = steep ? mask.rows() : mask.cols();
    int height = steep ? mask.cols() : mask.rows();
    try (Point2f center = new Point2f(mask.cols() / 2f, mask.rows() / 2f);
        Mat turn = getRotationMatrix2D(center, angleDegrees, 1);
        Size size = new Size(width, height);
        Scalar black = new Scalar(0)) {
      DoubleIndexer shift = turn.createIndexer();
      shift.put(0, 2, shift.get(0, 2) + (width - mask.cols()) / 2.0);
      shift.put(1, 2, shift.get(1, 2) + (height - mask.rows()) / 2.0);
      warpAffine(mask, out, turn, size, INTER_NEAREST, 0, black);
    }
    return out;
  }

  /**
   * Takes away what is far thinner than the strokes, on its own or on a letter: bits of a ground
   * that has the ink's colour in it. Thin strokes of serifs are a quarter of thick ones, or more.
   */
  static void cutSpecks(Mat mask) {
    int size = (int) (strokePx(mask) * MAX_SPECK) + 1;
    if (size > 1) {
      try (Size around = new Size(size, size);
          Mat square = getStructuringElement(MORPH_RECT, around)) {
        morphologyEx(mask, mask, MORPH_OPEN, square);
      }
    }
  }

  /**
   * Empties rows above and below the place where the line was read, from the first one with far
   * less in it than rows of letters have: ground in the ink's colour that letters stand on. A
   * reader's box that cuts all letters alike takes nothing away.
   */
  static void cutOverhang(Mat mask, Mat place) {
    int[] ink = rowCounts(mask);
    int[] placed = rowCounts(place);
    int[] read = IntStream.range(0, ink.length).filter(y -> placed[y] > 0).toArray();
    if (read.length == 0) {
      return;
    }
    int[] inside = Arrays.stream(read).map(y -> ink[y]).sorted().toArray();
    double enough = ROW_OF_LETTERS * inside[inside.length / 2];
    int room = (int) Math.max(MIN_ROOM_PX, ROOM * read.length);
    int first = Math.max(0, read[0] - room);
    while (first > 0 && ink[first - 1] >= enough) {
      first--;
    }
    int end = Math.min(ink.length, read[read.length - 1] + 1 + room);
    while (end < ink.length && ink[end] >= enough) {
      end++;
    }
    empty(mask, 0, first);
    empty(mask, end, ink.length);
  }

  private static int[] rowCounts(Mat mask) {
    int[] counts = new int[mask.rows()];
    for (int y = 0; y < counts.length; y++) {
      try (Mat row = mask.row(y)) {
        counts[y] = countNonZero(row);
      }
    }
    return counts;
  }

  private static void empty(Mat mask, int from, int to) {
    if (from < to) {
      try (Mat rows = mask.rowRange(from, to);
          Scalar none = new Scalar(0)) {
        rows.put(none);
      }
    }
  }

  /** The mask sheared so that strokes leaning to the right stand upright. Caller closes it. */
  static Mat upright(Mat mask, double slantDegrees) {
    double tangent = Math.tan(Math.toRadians(slantDegrees));
    Mat out = new Mat();
    double[] rows = {1, tangent, 0, 0, 1, 0};
    try (Mat shear = new Mat(2, 3, CV_64F);
        DoublePointer values = new DoublePointer(shear.data());
        Size size = new Size(mask.cols() + (int) Math.ceil(mask.rows() * tangent), mask.rows());
        Scalar black = new Scalar(0)) {
      values.put(rows);
      warpAffine(mask, out, shear, size, INTER_NEAREST, 0, black);
    }
    return out;
  }

  /** Boxes of the connected parts, left to right. */
  static List<Box> parts(Mat mask) {
    List<Box> boxes = new ArrayList<>();
    try (Mat labels = new Mat();
        Mat stats = new Mat();
        Mat centroids = new Mat()) {
      int count = connectedComponentsWithStats(mask, labels, stats, centroids, 8, CV_32S);
      for (int i = 1; i < count; i++) {
        IntPointer row = new IntPointer(stats.ptr(i));
        if (row.get(CC_STAT_AREA) >= 3) {
          boxes.add(
              new Box(
                  row.get(CC_STAT_LEFT),
                  row.get(CC_STAT_TOP),
                  row.get(CC_STAT_WIDTH),
                  row.get(CC_STAT_HEIGHT)));
        }
      }
    }
    boxes.sort(Comparator.comparingInt(Box::x).thenComparingInt(Box::y));
    return boxes;
  }

  /** The parts with those above each other (i, ä) joined. */
  static List<Box> characters(List<Box> parts) {
    List<Box> joined = new ArrayList<>();
    for (Box box : parts) {
      int last = joined.size() - 1;
      if (last >= 0 && overlapX(joined.get(last), box) > 0.5) {
        joined.set(last, joined.get(last).union(box));
      } else {
        joined.add(box);
      }
    }
    return joined;
  }

  private static double overlapX(Box a, Box b) {
    double shared = Math.min(a.right(), b.right()) - Math.max(a.x(), b.x());
    return shared / Math.max(1, Math.min(a.width(), b.width()));
  }

  /**
   * Mean stroke width in pixels. Over a long stroke of odd width w the distance to its edge
   * averages to (w + 2 + 1/w) / 4.
   */
  static double strokePx(Mat mask) {
    try (Mat distance = new Mat();
        Scalar mean = meanDistance(mask, distance)) {
      return Math.max(1, 4 * mean.get(0) - 2);
    }
  }

  private static Scalar meanDistance(Mat mask, Mat distance) {
    distanceTransform(mask, distance, DIST_L2, 5, CV_32F);
    return mean(distance, mask);
  }

  /**
   * The slant in degrees (positive leans to the right) at which upright strokes stand straightest:
   * where the squared column sums of the sheared mask are largest.
   */
  static double slantDegrees(Mat mask) {
    double best = 0;
    double bestEnergy = energy(mask, 0) * 1.03;
    for (int degrees = 4; degrees <= 24; degrees++) {
      double energy = energy(mask, degrees);
      if (energy > bestEnergy) {
        bestEnergy = energy;
        best = degrees;
      }
    }
    return best;
  }

  private static double energy(Mat mask, double degrees) {
    int width = mask.cols();
    int height = mask.rows();
    double tangent = Math.tan(Math.toRadians(degrees));
    int shift = (int) Math.ceil(height * tangent) + 1;
    double[] columns = new double[width + shift + 1];
    byte[] row = new byte[width];
    for (int y = 0; y < height; y++) {
      mask.ptr(y).get(row);
      double offset = y * tangent;
      int whole = (int) offset;
      double part = offset - whole;
      for (int x = 0; x < width; x++) {
        if (row[x] != 0) {
          columns[x + whole] += 1 - part;
          columns[x + whole + 1] += part;
        }
      }
    }
    double energy = 0;
    for (double column : columns) {
      energy += column * column;
    }
    return energy;
  }

  /** Mean width of upright strokes over mean width of level strokes; above 1.5 for most serifs. */
  static double strokeContrast(Mat mask, double strokePx) {
    double across = meanRun(mask, true, strokePx);
    double down = meanRun(mask, false, strokePx);
    return down == 0 ? 1 : across / down;
  }

  /** Mean length of runs no longer than two strokes (longer ones run along a stroke). */
  private static double meanRun(Mat mask, boolean horizontal, double strokePx) {
    int outer = horizontal ? mask.rows() : mask.cols();
    int inner = horizontal ? mask.cols() : mask.rows();
    byte[] bytes = new byte[mask.rows() * mask.cols()];
    mask.data().get(bytes);
    long sum = 0;
    int runs = 0;
    for (int o = 0; o < outer; o++) {
      int run = 0;
      for (int i = 0; i <= inner; i++) {
        int at = horizontal ? o * mask.cols() + i : i * mask.cols() + o;
        if (i < inner && bytes[at] != 0) {
          run++;
        } else {
          if (run > 0 && run <= 2 * strokePx + 1) {
            sum += run;
            runs++;
          }
          run = 0;
        }
      }
    }
    return runs == 0 ? 0 : (double) sum / runs;
  }
}
