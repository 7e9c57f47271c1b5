package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.nio.ByteBuffer;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
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
}
