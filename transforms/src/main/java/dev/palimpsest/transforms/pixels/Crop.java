package dev.palimpsest.transforms.pixels;

import static org.bytedeco.opencv.global.opencv_core.CV_32SC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.fillConvexPoly;
import static org.bytedeco.opencv.global.opencv_imgproc.fillPoly;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Point;
import java.nio.IntBuffer;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A copy of a rectangle of a picture on the Java heap, for arithmetic on few pixels. Masks over it
 * are {@code boolean[]} of {@link #size()} in row order.
 */
public final class Crop {
  private final Box box;
  private final byte[] bgr;

  private Crop(Box box, byte[] bgr) {
    this.box = box;
    this.bgr = bgr;
  }

  /** Copies the part of the picture inside {@code box}, which must not stick out. */
  public static Crop of(Picture picture, Box box) {
    byte[] bgr = new byte[3 * box.width() * box.height()];
    int row = 3 * box.width();
    for (int y = 0; y < box.height(); y++) {
      picture.bgr().ptr(box.y() + y, box.x()).get(bgr, y * row, row);
    }
    return new Crop(box, bgr);
  }

  /**
   * Writes three bytes a pixel into the picture this crop was taken from, where the mask is set.
   */
  public void writeTo(Picture picture, byte[] colors, boolean[] mask) {
    byte[] row = new byte[3 * box.width()];
    for (int y = 0; y < box.height(); y++) {
      int first = y * box.width();
      if (!any(mask, first, first + box.width())) {
        continue;
      }
      try (BytePointer pointer = picture.bgr().ptr(box.y() + y, box.x())) {
        pointer.get(row);
        for (int x = 0; x < box.width(); x++) {
          if (mask[first + x]) {
            System.arraycopy(colors, 3 * (first + x), row, 3 * x, 3);
          }
        }
        pointer.put(row);
      }
    }
  }

  private static boolean any(boolean[] mask, int from, int to) {
    for (int i = from; i < to; i++) {
      if (mask[i]) {
        return true;
      }
    }
    return false;
  }

  /** Where in the picture. */
  public Box box() {
    return box;
  }

  /** Three bytes a pixel; not a copy. */
  public byte[] bgr() {
    return bgr;
  }

  public int width() {
    return box.width();
  }

  public int height() {
    return box.height();
  }

  public int size() {
    return box.width() * box.height();
  }

  /** The index of a pixel given in the picture's coordinates, which must lie inside. */
  int indexOf(int x, int y) {
    return (y - box.y()) * box.width() + x - box.x();
  }

  /** The pixel so far to the right (0), below (1), to the left (2) or above (3); -1 if outside. */
  int beside(int index, int side, int distancePx) {
    int x = index % width() + (side == 0 ? distancePx : side == 2 ? -distancePx : 0);
    int y = index / width() + (side == 1 ? distancePx : side == 3 ? -distancePx : 0);
    return x >= 0 && y >= 0 && x < width() && y < height() ? y * width() + x : -1;
  }

  /** 0 to 255; channel 0 is blue. */
  public int at(int index, int channel) {
    return Byte.toUnsignedInt(bgr[3 * index + channel]);
  }

  /** Euclidean distance of a pixel's colour from another, in grey levels. */
  public double distance(int index, double[] colour) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double d = at(index, c) - colour[c];
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  /** Euclidean distance of the colours of two pixels, in grey levels. */
  double distance(int one, int other) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      int d = at(one, c) - at(other, c);
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  /**
   * The pixels of a polygon given in the picture's coordinates: convex if it has four corners; the
   * bands of bent lines have more.
   */
  public boolean[] inside(List<Point> polygon) {
    int[] corners = new int[2 * polygon.size()];
    for (int i = 0; i < polygon.size(); i++) {
      corners[2 * i] = (int) Math.round(polygon.get(i).x() - box.x());
      corners[2 * i + 1] = (int) Math.round(polygon.get(i).y() - box.y());
    }
    try (PointerScope scope = new PointerScope()) {
      Mat mask = new Mat(height(), width(), CV_8UC1, new Scalar(0));
      Scalar white = new Scalar(255);
      if (polygon.size() > 4) {
        Mat points = new Mat(polygon.size(), 1, CV_32SC2);
        ((IntBuffer) points.createBuffer()).put(corners);
        fillPoly(mask, new MatVector(points), white);
      } else {
        IntPointer points = new IntPointer(corners);
        fillConvexPoly(
            mask,
            new org.bytedeco.opencv.opencv_core.Point(points),
            polygon.size(),
            white,
            LINE_8,
            0);
      }
      return bits(mask);
    }
  }

  /** The mask grown by a disc of {@code radiusPx}. */
  public boolean[] grow(boolean[] mask, int radiusPx) {
    if (radiusPx <= 0) {
      return mask.clone();
    }
    try (Mat from = mat(mask);
        Mat to = new Mat();
        Size size = new Size(2 * radiusPx + 1, 2 * radiusPx + 1);
        Mat disc = getStructuringElement(MORPH_ELLIPSE, size)) {
      dilate(from, to, disc);
      return bits(to);
    }
  }

  /** The mask as CV_8UC1, 255 where true. The caller closes it. */
  public Mat mat(boolean[] mask) {
    byte[] bytes = new byte[mask.length];
    for (int i = 0; i < mask.length; i++) {
      bytes[i] = (byte) (mask[i] ? 255 : 0);
    }
    Mat mat = new Mat(height(), width(), CV_8UC1);
    mat.data().put(bytes);
    return mat;
  }

  private static boolean[] bits(Mat mask) {
    byte[] bytes = new byte[mask.rows() * mask.cols()];
    mask.data().get(bytes);
    boolean[] bits = new boolean[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      bits[i] = bytes[i] != 0;
    }
    return bits;
  }
}
