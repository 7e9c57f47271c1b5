package dev.palimpsest.transforms.evaluate;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** The figures by which pictures, colours and texts are compared. */
final class Scores {
  /** Identical pixels would be infinitely good; means need a number. */
  static final double MAX_PSNR_DB = 60;

  private Scores() {}

  /** Peak signal-to-noise ratio in dB over the pixels of a mask. */
  static double psnr(byte[] one, byte[] other, boolean[] mask) {
    double sum = 0;
    long n = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        for (int k = 3 * i; k < 3 * i + 3; k++) {
          double d = (one[k] & 0xff) - (other[k] & 0xff);
          sum += d * d;
        }
        n += 3;
      }
    }
    return n == 0 || sum == 0
        ? MAX_PSNR_DB
        : Math.min(MAX_PSNR_DB, 10 * Math.log10(255.0 * 255.0 * n / sum));
  }

  /**
   * Structural similarity of the grey pictures, averaged over the mask (Wang et al. 2004: Gaussian
   * window of 1.5 px, K1 = 0.01, K2 = 0.03).
   */
  static double ssim(Mat one, Mat other, boolean[] mask) {
    float[] a = gray(one);
    float[] b = gray(other);
    int rows = one.rows();
    float[] meanA = blurred(a, rows);
    float[] meanB = blurred(b, rows);
    float[] squareA = blurred(product(a, a), rows);
    float[] squareB = blurred(product(b, b), rows);
    float[] both = blurred(product(a, b), rows);
    double c1 = Math.pow(0.01 * 255, 2);
    double c2 = Math.pow(0.03 * 255, 2);
    double sum = 0;
    int n = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        double ma = meanA[i];
        double mb = meanB[i];
        double covariance = both[i] - ma * mb;
        double variances = squareA[i] - ma * ma + squareB[i] - mb * mb;
        sum +=
            (2 * ma * mb + c1)
                * (2 * covariance + c2)
                / ((ma * ma + mb * mb + c1) * (variances + c2));
        n++;
      }
    }
    return n == 0 ? 1 : sum / n;
  }

  private static float[] gray(Mat bgr) {
    try (Mat gray = new Mat();
        Mat floats = new Mat()) {
      cvtColor(bgr, gray, COLOR_BGR2GRAY);
      gray.convertTo(floats, CV_32F);
      return values(floats);
    }
  }

  private static float[] product(float[] a, float[] b) {
    float[] out = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      out[i] = a[i] * b[i];
    }
    return out;
  }

  private static float[] blurred(float[] values, int rows) {
    try (Mat from = new Mat(rows, values.length / rows, CV_32F);
        FloatPointer pointer = new FloatPointer(from.data());
        Mat to = new Mat();
        Size size = new Size(11, 11)) {
      pointer.put(values);
      GaussianBlur(from, to, size, 1.5);
      return values(to);
    }
  }

  private static float[] values(Mat floats) {
    float[] out = new float[floats.rows() * floats.cols()];
    try (FloatPointer pointer = new FloatPointer(floats.data())) {
      pointer.get(out);
    }
    return out;
  }

  /** Levenshtein's distance over the length of the truth, blanks and case aside. */
  static double characterErrorRate(String truth, String read) {
    String a = plain(truth);
    String b = plain(read);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return a.isEmpty() ? 0 : Math.min(1, (double) previous[b.length()] / a.length());
  }

  private static String plain(String text) {
    return text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  /** The colour difference CIEDE2000 of two colours as {@code #rrggbb} (Sharma et al. 2005). */
  static double deltaE2000(String one, String other) {
    double[] a = lab(one);
    double[] b = lab(other);
    double meanChroma = (Math.hypot(a[1], a[2]) + Math.hypot(b[1], b[2])) / 2;
    double seventh = Math.pow(meanChroma, 7);
    double g = 0.5 * (1 - Math.sqrt(seventh / (seventh + Math.pow(25, 7))));
    double a1 = a[1] * (1 + g);
    double a2 = b[1] * (1 + g);
    double c1 = Math.hypot(a1, a[2]);
    double c2 = Math.hypot(a2, b[2]);
    double h1 = hue(a1, a[2]);
    double h2 = hue(a2, b[2]);
    double dl = b[0] - a[0];
    double dc = c2 - c1;
    double dh = c1 * c2 == 0 ? 0 : wrapped(h2 - h1);
    double dHue = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(dh / 2));
    double l = (a[0] + b[0]) / 2;
    double c = (c1 + c2) / 2;
    double h = meanHue(h1, h2, c1 * c2);
    double t =
        1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.20 * cos(4 * h - 63);
    double sl = 1 + 0.015 * (l - 50) * (l - 50) / Math.sqrt(20 + (l - 50) * (l - 50));
    double sc = 1 + 0.045 * c;
    double sh = 1 + 0.015 * c * t;
    double c7 = Math.pow(c, 7);
    double turn = 60 * Math.exp(-Math.pow((h - 275) / 25, 2));
    double rt = -2 * Math.sqrt(c7 / (c7 + Math.pow(25, 7))) * Math.sin(Math.toRadians(turn));
    double x = dl / sl;
    double y = dc / sc;
    double z = dHue / sh;
    return Math.sqrt(x * x + y * y + z * z + rt * y * z);
  }

  private static double cos(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }

  private static double hue(double a, double b) {
    double degrees = Math.toDegrees(Math.atan2(b, a));
    return degrees < 0 ? degrees + 360 : degrees;
  }

  private static double wrapped(double degrees) {
    return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
  }

  private static double meanHue(double h1, double h2, double chromas) {
    if (chromas == 0) {
      return h1 + h2;
    }
    double mean = (h1 + h2) / 2;
    return Math.abs(h1 - h2) <= 180 ? mean : mean < 180 ? mean + 180 : mean - 180;
  }

  /** sRGB to CIE L*a*b* under D65. */
  private static double[] lab(String hex) {
    double[] linear = new double[3];
    for (int c = 0; c < 3; c++) {
      double v = Integer.parseInt(hex.substring(1 + 2 * c, 3 + 2 * c), 16) / 255.0;
      linear[c] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
    double[][] m = {
      {0.4124564, 0.3575761, 0.1804375},
      {0.2126729, 0.7151522, 0.0721750},
      {0.0193339, 0.1191920, 0.9503041}
    };
    double[] white = {0.95047, 1, 1.08883};
    double[] f = new double[3];
    Arrays.setAll(
        f,
        i -> {
          double v = 0;
          for (int c = 0; c < 3; c++) {
            v += m[i][c] * linear[c] / white[i];
          }
          return v > 216.0 / 24389 ? Math.cbrt(v) : (v * 24389.0 / 27 + 16) / 116;
        });
    return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
  }
}
