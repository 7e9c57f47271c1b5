package dev.palimpsest.transforms.read;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.palimpsest.transforms.onnx.BadModelException;
import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RotatedRect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * Finds lines with a network of the DB kind (Liao et al., Real-time Scene Text Detection with
 * Differentiable Binarization): its output says of every pixel how likely it is in the core of a
 * line. Constants are those that PP-OCR's models are published with.
 */
final class TextDetector implements AutoCloseable {
  /** The network sees the picture with its longer side at most so long, in whole steps. */
  private static final int LONGEST_SIDE_PX = 960;

  private static final int STEP_PX = 32;

  /** Of the channels as OpenCV stores them, of values from 0 to 1. */
  private static final double[] MEAN = {0.485, 0.456, 0.406};

  private static final double[] DEVIATION = {0.229, 0.224, 0.225};

  private static final double LEAST_PIXEL_PROBABILITY = 0.3;
  private static final double LEAST_BOX_PROBABILITY = 0.6;
  private static final double SMALLEST_CORE_PX = 3;

  /** The network was taught shrunken lines; each side moves out by this share of area/perimeter. */
  private static final double EXPANSION = 1.5;

  /** A box so many times higher than wide is a column. */
  private static final double COLUMN_RATIO = 1.5;

  private final Net net;

  TextDetector(Net net) {
    this.net = net;
  }

  /** Lines and columns from top to bottom; a column's baseline runs down. */
  List<LineCandidate> find(Mat bgr, Mat gray) {
    List<LineCandidate> found = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      Mat output = forward(opencv_dnn.blobFromImage(normalized(bgr)));
      int rows = output.size(output.dims() - 2);
      int columns = output.size(output.dims() - 1);
      Mat probability = new Mat(rows, columns, CV_32F, output.data());
      Mat mask = new Mat();
      opencv_core.compare(
          probability, new Mat(new Scalar(LEAST_PIXEL_PROBABILITY)), mask, opencv_core.CMP_GT);
      MatVector contours = new MatVector();
      opencv_imgproc.findContours(
          mask, contours, opencv_imgproc.RETR_LIST, opencv_imgproc.CHAIN_APPROX_SIMPLE);
      for (long i = 0; i < contours.size(); i++) {
        RotatedRect core = opencv_imgproc.minAreaRect(contours.get(i));
        double thin = Math.min(core.size().width(), core.size().height());
        if (thin >= SMALLEST_CORE_PX && mean(probability, contours, i) >= LEAST_BOX_PROBABILITY) {
          found.add(
              candidate(core, (double) gray.cols() / columns, (double) gray.rows() / rows, gray));
        }
      }
    }
    found.sort(
        Comparator.comparingDouble(LineCandidate::cy).thenComparingDouble(LineCandidate::cx));
    return found;
  }

  /**
   * Looks at an empty picture.
   *
   * @throws BadModelException if the network cannot be run on it, or answers in another form
   */
  void tryOut() {
    try (PointerScope scope = new PointerScope()) {
      Mat picture = new Mat(5 * STEP_PX, 7 * STEP_PX, CV_8UC3, new Scalar(255, 255, 255, 0));
      forward(opencv_dnn.blobFromImage(normalized(picture)));
    }
  }

  private Mat forward(Mat blob) {
    Mat output;
    try {
      net.setInput(blob);
      output = net.forward();
    } catch (RuntimeException e) {
      throw BadModelException.notRun("--textDetectorModel", e);
    }
    if (output.dims() != 4 || output.size(0) != 1 || output.size(1) != 1) {
      throw new BadModelException("--textDetectorModel gives no map of probabilities", null);
    }
    return output;
  }

  private static Mat normalized(Mat bgr) {
    double scale = Math.min(1, (double) LONGEST_SIDE_PX / Math.max(bgr.cols(), bgr.rows()));
    Mat small = new Mat();
    opencv_imgproc.resize(
        bgr,
        small,
        new Size(steps(bgr.cols() * scale), steps(bgr.rows() * scale)),
        0,
        0,
        opencv_imgproc.INTER_LINEAR);
    small.convertTo(small, CV_32FC3, 1 / 255.0, 0);
    opencv_core.subtract(small, filled(small.size(), MEAN), small);
    opencv_core.divide(small, filled(small.size(), DEVIATION), small);
    return small;
  }

  private static Mat filled(Size size, double[] values) {
    return new Mat(size, CV_32FC3, new Scalar(values[0], values[1], values[2], 0));
  }

  private static int steps(double px) {
    return STEP_PX * Math.max(1, (int) Math.round(px / STEP_PX));
  }

  private static double mean(Mat probability, MatVector contours, long index) {
    Rect bounds = opencv_imgproc.boundingRect(contours.get(index));
    Mat inside = new Mat(bounds.height(), bounds.width(), CV_8U, new Scalar(0));
    opencv_imgproc.drawContours(
        inside,
        contours,
        (int) index,
        new Scalar(255),
        opencv_imgproc.FILLED,
        opencv_imgproc.LINE_8,
        null,
        0,
        new Point(-bounds.x(), -bounds.y()));
    return opencv_core.mean(new Mat(probability, bounds), inside).get(0);
  }

  private static LineCandidate candidate(RotatedRect core, double scaleX, double scaleY, Mat gray) {
    double w = core.size().width();
    double h = core.size().height();
    double out = EXPANSION * w * h / (2 * (w + h));
    double angle = Math.toRadians(core.angle());
    double along = (w + 2 * out) * Math.hypot(Math.cos(angle) * scaleX, Math.sin(angle) * scaleY);
    double across = (h + 2 * out) * Math.hypot(Math.sin(angle) * scaleX, Math.cos(angle) * scaleY);
    // The side nearer to the horizontal is the baseline, but for columns.
    while (angle > Math.PI / 4 || angle < -Math.PI / 4) {
      angle += angle > 0 ? -Math.PI / 2 : Math.PI / 2;
      double swapped = along;
      along = across;
      across = swapped;
    }
    if (across > COLUMN_RATIO * along) {
      angle += Math.PI / 2;
      double swapped = along;
      along = across;
      across = swapped;
    }
    double cx = core.center().x() * scaleX;
    double cy = core.center().y() * scaleY;
    return new LineCandidate(
        light(gray, cx, cy, along, across, angle),
        parts(cx, cy, along, across, angle),
        angle,
        cx,
        cy,
        along,
        across,
        across);
  }

  /** Whether the lesser part of the box's pixels is the lighter one. */
  private static boolean light(
      Mat gray, double cx, double cy, double along, double across, double angle) {
    double w = along * Math.abs(Math.cos(angle)) + across * Math.abs(Math.sin(angle));
    double h = along * Math.abs(Math.sin(angle)) + across * Math.abs(Math.cos(angle));
    int x0 = (int) Math.max(0, Math.min(gray.cols() - 1, cx - w / 2));
    int y0 = (int) Math.max(0, Math.min(gray.rows() - 1, cy - h / 2));
    int x1 = (int) Math.max(x0 + 1, Math.min(gray.cols(), cx + w / 2));
    int y1 = (int) Math.max(y0 + 1, Math.min(gray.rows(), cy + h / 2));
    Mat lighter = new Mat();
    opencv_imgproc.threshold(
        new Mat(gray, new Rect(x0, y0, x1 - x0, y1 - y0)),
        lighter,
        0,
        255,
        opencv_imgproc.THRESH_BINARY | opencv_imgproc.THRESH_OTSU);
    return 2L * opencv_core.countNonZero(lighter) < lighter.total();
  }

  /** Squares along the line in place of the glyphs that nobody looked for. */
  private static List<Glyph> parts(
      double cx, double cy, double along, double across, double angle) {
    int count = (int) Math.max(1, Math.round(along / across));
    List<Glyph> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double u = along * ((i + 0.5) / count - 0.5);
      double x = cx + u * Math.cos(angle);
      double y = cy + u * Math.sin(angle);
      parts.add(new Glyph(x - across / 2, y - across / 2, across, across, across * across / 2));
    }
    return parts;
  }

  @Override
  public void close() {
    net.close();
  }
}
