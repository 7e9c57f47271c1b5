package dev.palimpsest.transforms.evaluate;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.palimpsest.io.region.Point;
import dev.palimpsest.io.region.Word;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.TextArea;
import dev.palimpsest.transforms.read.PlainReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Reads a line whose place and ink are known, so that its error tells how well the text itself can
 * be read, and not whether a reader finds text in the picture around it. Tesseract sees the line
 * level, at a size it likes, with each pixel as dark as it is near to the ink.
 */
final class KnownText {
  /** Height of the capitals that Tesseract's models were made for, about. */
  private static final double READ_CAP_PX = 30;

  /** Room around the line, in cap heights: the place as read is a little off. */
  private static final double MARGIN = 0.3;

  /** Grey levels (Euclidean) from the ink at which a pixel is ground: inks stand out by more. */
  private static final double GROUND = 96;

  private KnownText() {}

  /**
   * @param picture with the overlay's text, or another, in its place and ink
   * @param reader plain Tesseract, which knows nothing of how the text was drawn
   */
  static String read(Picture picture, Overlay overlay, PlainReader reader) throws FailureException {
    try (Picture line = level(picture, overlay);
        Mat dark = inkDark(line, overlay.inkBgr())) {
      return reader.readLine(dark, overlay.region().language()).stream()
          .map(Word::text)
          .collect(Collectors.joining(" "));
    }
  }

  /** The line with its baseline level and its capitals {@link #READ_CAP_PX} high. */
  private static Picture level(Picture picture, Overlay overlay) {
    List<Point> corners = TextArea.polygon(overlay.region().lines().get(0));
    Point from = corners.get(0);
    double along = Math.hypot(corners.get(1).x() - from.x(), corners.get(1).y() - from.y());
    double across = Math.hypot(corners.get(3).x() - from.x(), corners.get(3).y() - from.y());
    double scale = READ_CAP_PX / overlay.capHeightPx();
    double margin = MARGIN * overlay.capHeightPx();
    double angle = Math.atan2(corners.get(1).y() - from.y(), corners.get(1).x() - from.x());
    double cos = scale * Math.cos(angle);
    double sin = scale * Math.sin(angle);
    double[] rows = {
      cos, sin, scale * margin - cos * from.x() - sin * from.y(),
      -sin, cos, scale * margin + sin * from.x() - cos * from.y()
    };
    Mat out = new Mat();
    try (Mat turn = new Mat(2, 3, CV_64F);
        DoublePointer values = new DoublePointer(turn.data());
        Size size =
            new Size(
                (int) Math.ceil(scale * (along + 2 * margin)),
                (int) Math.ceil(scale * (across + 2 * margin)))) {
      values.put(rows);
      warpAffine(picture.bgr(), out, turn, size);
    }
    return new Picture(out, Optional.empty(), picture.source());
  }

  private static Mat inkDark(Picture line, double[] ink) {
    Crop crop = Crop.of(line, line.bounds());
    byte[] gray = new byte[crop.size()];
    for (int i = 0; i < gray.length; i++) {
      gray[i] = (byte) Math.min(255, 255 * crop.distance(i, ink) / GROUND);
    }
    Mat out = new Mat();
    try (Mat dark = new Mat(crop.height(), crop.width(), CV_8UC1)) {
      dark.data().put(gray);
      cvtColor(dark, out, COLOR_GRAY2BGR);
    }
    return out;
  }
}
