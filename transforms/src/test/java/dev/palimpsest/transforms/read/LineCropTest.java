package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

class LineCropTest {
  private static final LineCandidate BAND =
      LineCandidate.of(false, new Glyph(100, 60, 300, 40, 6000));

  @Test
  void printIsPartedFromItsGround() {
    try (PointerScope scope = new PointerScope()) {
      Mat gray = new Mat(160, 500, CV_8U, new Scalar(200));
      opencv_imgproc.putText(
          gray,
          "Summer shoes",
          new Point(105, 95),
          opencv_imgproc.FONT_HERSHEY_SIMPLEX,
          1.3,
          new Scalar(60),
          4,
          opencv_imgproc.LINE_AA,
          false);

      assertThat(new LineCrop(gray, BAND, 40, 0.5).separability()).isGreaterThan(0.8);
    }
  }

  @Test
  void noiseIsNot() {
    try (PointerScope scope = new PointerScope()) {
      Mat gray = new Mat(160, 500, CV_8U);
      ByteBuffer pixels = gray.createBuffer();
      Random random = new Random(7);
      while (pixels.hasRemaining()) {
        pixels.put((byte) (128 + 25 * random.nextGaussian()));
      }

      // 2/π, as of every normal distribution
      assertThat(new LineCrop(gray, BAND, 40, 0.5).separability()).isCloseTo(0.64, within(0.03));
    }
  }

  @Test
  void anEmptyBandHasNoInk() {
    try (PointerScope scope = new PointerScope()) {
      Mat gray = new Mat(160, 500, CV_8U, new Scalar(200));

      assertThat(new LineCrop(gray, BAND, 40, 0.5).separability()).isZero();
    }
  }

  @Test
  void lettersThatTouchWhatStandsBelowStay() {
    try (PointerScope scope = new PointerScope()) {
      // Three strokes for letters, and below them a bar that the middle one touches.
      Mat gray = new Mat(160, 500, CV_8U, new Scalar(255));
      for (int x : new int[] {120, 240, 360}) {
        rectangle(gray, x, 60, 20, 40);
      }
      rectangle(gray, 0, 108, 500, 52);
      rectangle(gray, 240, 100, 20, 8);
      LineCandidate row = threeGlyphs(20, 800);

      assertThat(inkAtMiddle(new LineCrop(gray, row, 40, 0.5).cleared(false))).isZero();
      Mat kept = new LineCrop(gray, row, 40, 0.5).cleared(true);
      assertThat(inkAtMiddle(kept)).isGreaterThan(700);
      // The bar goes all the same.
      assertThat(ink(kept, new Rect(0, 65, kept.cols(), 15))).isZero();
    }
  }

  @Test
  void aLetterAtTheEndStaysButNoStripe() {
    try (PointerScope scope = new PointerScope()) {
      // A stripe, a letter, and another letter; stripe and last letter touch the bar below.
      Mat gray = new Mat(160, 500, CV_8U, new Scalar(255));
      rectangle(gray, 120, 60, 10, 48);
      rectangle(gray, 240, 60, 20, 40);
      rectangle(gray, 360, 60, 20, 48);
      rectangle(gray, 0, 108, 500, 52);
      LineCandidate row =
          LineCandidate.of(
              false,
              List.of(
                  new Glyph(120, 60, 10, 40, 400),
                  new Glyph(240, 60, 20, 40, 800),
                  new Glyph(360, 60, 20, 40, 800)),
              new Specks(List.of()));

      Mat kept = new LineCrop(gray, row, 40, 0.5).cleared(true);

      assertThat(ink(kept, new Rect(18, 20, 14, 40))).as("stripe").isZero();
      assertThat(ink(kept, new Rect(258, 20, 24, 40))).as("letter").isGreaterThan(700);
    }
  }

  @Test
  void groundWithinALettersBoxIsNoLetter() {
    try (PointerScope scope = new PointerScope()) {
      // Dark hooks with a white outline on dark: their boxes hold much of the dark around them.
      Mat gray = new Mat(160, 500, CV_8U, new Scalar(0));
      for (int x : new int[] {120, 240, 360}) {
        rectangle(gray, x - 4, 56, 38, 18, 255);
        rectangle(gray, x + 16, 56, 18, 48, 255);
        rectangle(gray, x, 60, 30, 10);
        rectangle(gray, x + 20, 60, 10, 40);
      }
      LineCandidate row = threeGlyphs(30, 600);

      Mat cleared = new LineCrop(gray, row, 40, 0.5).cleared(true);

      // Left of the middle one's stem.
      assertThat(ink(cleared, new Rect(cleared.cols() / 2 - 13, 40, 10, 15))).isZero();
    }
  }

  private static int inkAtMiddle(Mat crop) {
    return ink(crop, new Rect(crop.cols() / 2 - 12, 20, 24, 40));
  }

  private static int ink(Mat crop, Rect where) {
    Mat dark = new Mat();
    opencv_imgproc.threshold(
        new Mat(crop, where), dark, 127, 255, opencv_imgproc.THRESH_BINARY_INV);
    return opencv_core.countNonZero(dark);
  }

  private static void rectangle(Mat gray, int x, int y, int width, int height) {
    rectangle(gray, x, y, width, height, 0);
  }

  private static void rectangle(Mat gray, int x, int y, int width, int height, int level) {
    new Mat(gray, new Rect(x, y, width, height)).put(new Scalar(level));
  }

  /** A row at x 120, 240 and 360, y 60 to 100. */
  private static LineCandidate threeGlyphs(double width, double area) {
    return LineCandidate.of(
        false,
        List.of(
            new Glyph(120, 60, width, 40, area),
            new Glyph(240, 60, width, 40, area),
            new Glyph(360, 60, width, 40, area)),
        new Specks(List.of()));
  }
}
