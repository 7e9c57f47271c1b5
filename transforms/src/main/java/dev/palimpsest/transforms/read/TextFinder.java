package dev.palimpsest.transforms.read;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32S;

import dev.palimpsest.io.region.Box;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds glyph candidates: connected components that a local threshold, in both polarities and at
 * two window sizes, sets off from their surroundings.
 */
final class TextFinder {
  /**
   * A connected component that may be a glyph or a part of one.
   *
   * @param light lighter than its ground
   * @param gray mean grey level of its pixels
   * @param strokePx mean stroke width
   */
  record Glyph(Box box, int area, boolean light, double gray, double strokePx) {}

  /** Pixels closer to the local mean than this are ground. */
  private static final int CONTRAST = 14;

  private TextFinder() {}

  static List<List<Glyph>> find(Mat gray, int[] windows) {
    List<List<Glyph>> layers = new ArrayList<>();
    for (int window : windows) {
      try (PointerScope scope = new PointerScope()) {
        Mat mean = new Mat();
        opencv_imgproc.blur(gray, mean, new Size(window, window));
        for (boolean light : new boolean[] {false, true}) {
          Mat difference = new Mat();
          if (light) {
            opencv_core.subtract(gray, mean, difference);
          } else {
            opencv_core.subtract(mean, gray, difference);
          }
          Mat mask = new Mat();
          opencv_imgproc.threshold(difference, mask, CONTRAST, 255, opencv_imgproc.THRESH_BINARY);
          layers.add(components(gray, mask, light));
        }
      }
    }
    return layers;
  }

  private static List<Glyph> components(Mat gray, Mat mask, boolean light) {
    Mat labels = new Mat();
    Mat stats = new Mat();
    Mat centroids = new Mat();
    int count =
        opencv_imgproc.connectedComponentsWithStats(mask, labels, stats, centroids, 8, CV_32S);
    Mat distance = new Mat();
    opencv_imgproc.distanceTransform(mask, distance, opencv_imgproc.DIST_L2, 3, CV_32F);
    int[] stat = new int[count * 5];
    ((IntBuffer) stats.createBuffer()).get(stat);
    int n = (int) labels.total();
    int[] label = new int[n];
    ((IntBuffer) labels.createBuffer()).get(label);
    float[] dist = new float[n];
    ((java.nio.FloatBuffer) distance.createBuffer()).get(dist);
    byte[] pixel = new byte[n];
    ((ByteBuffer) gray.createBuffer()).get(pixel);
    long[] graySum = new long[count];
    double[] distSum = new double[count];
    for (int i = 0; i < n; i++) {
      if (label[i] != 0) {
        graySum[label[i]] += pixel[i] & 0xff;
        distSum[label[i]] += dist[i];
      }
    }
    List<Glyph> glyphs = new ArrayList<>();
    int w = gray.cols();
    int h = gray.rows();
    for (int c = 1; c < count; c++) {
      int area = stat[5 * c + 4];
      Box box = new Box(stat[5 * c], stat[5 * c + 1], stat[5 * c + 2], stat[5 * c + 3]);
      double stroke = 4 * distSum[c] / area - 1;
      if (plausible(box, area, stroke, w, h)) {
        glyphs.add(new Glyph(box, area, light, (double) graySum[c] / area, stroke));
      }
    }
    return glyphs;
  }

  private static boolean plausible(Box box, int area, double stroke, int w, int h) {
    int longest = Math.max(box.width(), box.height());
    int shortest = Math.min(box.width(), box.height());
    return area >= 12
        && longest >= 7
        && box.height() < 0.6 * h
        && box.width() < 0.6 * w
        && longest < 14 * shortest
        && area > 0.08 * box.area()
        && stroke < 0.5 * longest;
  }
}
