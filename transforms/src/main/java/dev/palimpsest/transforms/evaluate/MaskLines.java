package dev.palimpsest.transforms.evaluate;

import static org.bytedeco.opencv.global.opencv_core.CV_32SC2;
import static org.bytedeco.opencv.global.opencv_imgproc.minAreaRect;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Point;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Masks;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.RotatedRect;

/**
 * Tells the lines of text from a mask of what is to be erased, as OCR would have found them:
 * slanted ones in slanted boxes, and those that run around a curve in pieces that are about
 * straight.
 */
final class MaskLines {
  /**
   * Marks nearer to each other than the first of these belong together; if they form no line so,
   * those nearer than the next.
   */
  private static final int[] JOIN_PX = {9, 6, 4, 2};

  /** Strokes are thin beside their letters, drawn outlines of lines are not. */
  private static final double MIN_OUTLINE_DEPTH = 0.42;

  private static final double MIN_OUTLINE_DEPTH_PX = 5;

  /** A line covers this share of its box once its letters are joined; a curve does not. */
  private static final double MIN_FILLED = 0.7;

  /** A slanted box that is hardly smaller than the upright one around it is an upright one. */
  private static final double MAX_OF_UPRIGHT = 0.8;

  /** Ascenders at one end alone tilt a box so much. */
  private static final double MIN_SLANT_DEGREES = 3;

  private static final int SMALLEST_PIECE_PX = 40;

  private final Crop whole;
  private final boolean[] mask;
  private final List<Line> lines = new ArrayList<>();

  private MaskLines(Crop whole, boolean[] mask) {
    this.whole = whole;
    this.mask = mask;
  }

  /**
   * @param mask the letters themselves, or outlines around words or lines
   */
  static List<Line> of(Crop whole, boolean[] mask) {
    MaskLines found = new MaskLines(whole, mask);
    if (outlines(whole, mask)) {
      found.add(mask, JOIN_PX.length);
    } else {
      found.add(whole.grow(mask, JOIN_PX[0]), 1);
    }
    return found.lines;
  }

  private static boolean outlines(Crop whole, boolean[] mask) {
    Masks.Parts parts = Masks.parts(whole, mask);
    float[] depth = Masks.depth(whole, mask);
    float[] deepest = new float[parts.count()];
    for (int i = 0; i < depth.length; i++) {
      deepest[parts.at(i)] = Math.max(deepest[parts.at(i)], depth[i]);
    }
    double sum = 0;
    double sumPx = 0;
    double weights = 0;
    for (int p = 1; p < deepest.length; p++) {
      Box box = parts.box(p);
      sum += parts.area(p) * 2.0 * deepest[p] / Math.min(box.width(), box.height());
      sumPx += (double) parts.area(p) * deepest[p];
      weights += parts.area(p);
    }
    return sum >= MIN_OUTLINE_DEPTH * weights && sumPx >= MIN_OUTLINE_DEPTH_PX * weights;
  }

  /**
   * @param grown marks that have been joined, in one or more parts
   * @param nextJoin index of the distance to try on parts that are no lines
   */
  private void add(boolean[] grown, int nextJoin) {
    Masks.Parts parts = Masks.parts(whole, grown);
    for (int p = 1; p < parts.count(); p++) {
      Box box = parts.box(p);
      int[] marks = new int[2 * parts.area(p)];
      int[] all = new int[2 * parts.area(p)];
      int n = 0;
      int k = 0;
      for (int y = box.y(); y < box.bottom(); y++) {
        for (int x = box.x(); x < box.right(); x++) {
          int i = y * whole.width() + x;
          if (parts.at(i) == p) {
            all[k++] = x;
            all[k++] = y;
            if (mask[i]) {
              marks[n++] = x;
              marks[n++] = y;
            }
          }
        }
      }
      if (n > 0) {
        add(parts, p, rectangle(all, k), rectangle(marks, n), nextJoin);
      }
    }
  }

  /** A rectangle by its corners in order. */
  private record Rectangle(List<Point> corners) {
    double side(int from) {
      Point a = corners.get(from);
      Point b = corners.get(from + 1);
      return Math.hypot(b.x() - a.x(), b.y() - a.y());
    }

    double longer() {
      return Math.max(side(0), side(1));
    }

    double area() {
      return side(0) * side(1);
    }

    /** Of the longer side, from -90 to 90, clockwise. */
    double angleDegrees() {
      int from = side(0) >= side(1) ? 0 : 1;
      double dx = corners.get(from + 1).x() - corners.get(from).x();
      double dy = corners.get(from + 1).y() - corners.get(from).y();
      double sign = dx < 0 ? -1 : 1;
      return Math.toDegrees(Math.atan2(sign * dy, sign * dx));
    }

    Box bounds() {
      double left = corners.stream().mapToDouble(Point::x).min().orElseThrow();
      double top = corners.stream().mapToDouble(Point::y).min().orElseThrow();
      double right = corners.stream().mapToDouble(Point::x).max().orElseThrow();
      double bottom = corners.stream().mapToDouble(Point::y).max().orElseThrow();
      int x = (int) Math.floor(left);
      int y = (int) Math.floor(top);
      return new Box(x, y, (int) Math.ceil(right) + 1 - x, (int) Math.ceil(bottom) + 1 - y);
    }

    Point middle() {
      return new Point(
          (corners.get(0).x() + corners.get(2).x()) / 2,
          (corners.get(0).y() + corners.get(2).y()) / 2);
    }
  }

  private void add(Masks.Parts parts, int part, Rectangle grown, Rectangle tight, int nextJoin) {
    boolean filled = parts.area(part) >= MIN_FILLED * grown.area();
    if (!filled && grown.longer() >= SMALLEST_PIECE_PX) {
      if (nextJoin < JOIN_PX.length) {
        add(whole.grow(marks(parts, part), JOIN_PX[nextJoin]), nextJoin + 1);
      } else {
        halve(parts, part, grown);
      }
      return;
    }
    double angle = tight.angleDegrees();
    // Text that stands on its side is rare; a short piece across its line is not.
    double upright = angle > 45 ? angle - 90 : angle < -45 ? angle + 90 : angle;
    if (Math.abs(upright) < MIN_SLANT_DEGREES
        || tight.area() > MAX_OF_UPRIGHT * tight.bounds().area()) {
      lines.add(line(tight.bounds()));
    } else {
      lines.add(line(tight.bounds(), tight.corners(), upright));
    }
  }

  private boolean[] marks(Masks.Parts parts, int part) {
    boolean[] marks = new boolean[mask.length];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = mask[i] && parts.at(i) == part;
    }
    return marks;
  }

  /** Cuts a part across its longer side; the halves may be in pieces themselves. */
  private void halve(Masks.Parts parts, int part, Rectangle grown) {
    double angle = Math.toRadians(grown.angleDegrees());
    Point middle = grown.middle();
    boolean[] first = new boolean[mask.length];
    boolean[] second = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      if (parts.at(i) == part) {
        int x = i % whole.width();
        int y = i / whole.width();
        double along = (x - middle.x()) * Math.cos(angle) + (y - middle.y()) * Math.sin(angle);
        first[i] = along < 0;
        second[i] = along >= 0;
      }
    }
    add(first, JOIN_PX.length);
    add(second, JOIN_PX.length);
  }

  /** A level line. */
  static Line line(Box box) {
    List<Point> corners =
        List.of(
            new Point(box.x(), box.y()),
            new Point(box.right(), box.y()),
            new Point(box.right(), box.bottom()),
            new Point(box.x(), box.bottom()));
    return line(box, corners, 0);
  }

  private static Line line(Box box, List<Point> corners, double angleDegrees) {
    return new Line("", box, corners, angleDegrees, false, 1, List.of());
  }

  private static Rectangle rectangle(int[] xy, int length) {
    try (Mat points = new Mat(length / 2, 1, CV_32SC2)) {
      points.<IntBuffer>createBuffer().put(xy, 0, length);
      try (RotatedRect rectangle = minAreaRect(points);
          Point2f corners = new Point2f(4);
          FloatPointer values = new FloatPointer(corners)) {
        rectangle.points(corners);
        List<Point> list = new ArrayList<>();
        for (int c = 0; c < 4; c++) {
          list.add(new Point(values.get(2L * c), values.get(2L * c + 1)));
        }
        return new Rectangle(list);
      }
    }
  }
}
