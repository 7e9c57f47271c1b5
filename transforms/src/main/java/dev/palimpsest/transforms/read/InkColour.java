package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** A coarse ink colour of a line, 0 to 255 a channel, good enough to tell neighbours apart. */
record InkColour(double blue, double green, double red) {

  /** Mean of the pixels on the rarer side of Otsu's threshold. */
  static InkColour measure(Mat bgr, Mat gray, Box line) {
    Box box = line.clip(gray.cols(), gray.rows());
    if (box.area() == 0) {
      return new InkColour(0, 0, 0);
    }
    try (PointerScope scope = new PointerScope()) {
      Rect rect = new Rect(box.x(), box.y(), box.width(), box.height());
      Mat mask = new Mat();
      opencv_imgproc.threshold(
          new Mat(gray, rect),
          mask,
          0,
          255,
          opencv_imgproc.THRESH_BINARY | opencv_imgproc.THRESH_OTSU);
      if (opencv_core.countNonZero(mask) * 2L > box.area()) {
        opencv_core.bitwise_not(mask, mask);
      }
      Scalar mean = opencv_core.mean(new Mat(bgr, rect), mask);
      return new InkColour(mean.get(0), mean.get(1), mean.get(2));
    }
  }

  /** Euclidean distance in RGB. */
  double distance(InkColour other) {
    return Math.hypot(Math.hypot(blue - other.blue, green - other.green), red - other.red);
  }
}
