package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

class TextFinderTest {
  @Test
  void looksTwiceAsCloselyForSmallPrint() {
    assertThat(scales(5, 2)).contains(2.0);
    assertThat(scales(5, 1)).as("one such row may be noise").doesNotContain(2.0);
    assertThat(scales(14, 2)).as("letters that are found anyway").doesNotContain(2.0);
  }

  /** The levels that are looked at in a picture with so many rows of letters so high. */
  private static List<Double> scales(int letterPx, int rows) {
    try (PointerScope scope = new PointerScope()) {
      Mat page = new Mat(900, 900, opencv_core.CV_8U, new Scalar(255));
      for (int row = 0; row < rows; row++) {
        for (int letter = 0; letter < 20; letter++) {
          letter(page, 40 + 2 * letterPx * letter, 100 + 4 * letterPx * row, letterPx);
        }
      }
      return TextFinder.find(page).stream().map(TextFinder.Layer::scale).toList();
    }
  }

  /** An n of the height. */
  private static void letter(Mat page, int x, int y, int px) {
    int stroke = Math.max(1, px / 4);
    for (Rect bar :
        new Rect[] {
          new Rect(x, y, px, stroke),
          new Rect(x, y, stroke, px),
          new Rect(x + px - stroke, y, stroke, px)
        }) {
      opencv_imgproc.rectangle(
          page,
          new Point(bar.x(), bar.y()),
          new Point(bar.x() + bar.width() - 1, bar.y() + bar.height() - 1),
          new Scalar(0),
          opencv_imgproc.FILLED,
          8,
          0);
    }
  }
}
