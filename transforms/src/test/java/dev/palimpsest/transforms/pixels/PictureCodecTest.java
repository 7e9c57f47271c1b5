package dev.palimpsest.transforms.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PictureCodecTest {
  private static final long LIMIT = 1_000_000;

  /** 60 x 40, blue left of x = 20, red from there on. */
  private static Picture twoTone(Optional<Mat> alpha, SourceFile source) {
    Mat bgr = new Mat(40, 60, CV_8UC3, new Scalar(20, 30, 220, 0));
    try (Mat left = bgr.colRange(0, 20)) {
      left.put(new Scalar(220, 30, 20, 0));
    }
    return new Picture(bgr, alpha, source);
  }

  private static int[] rgbAt(Picture picture, int x, int y) {
    byte[] bgr = new byte[3];
    picture.bgr().ptr(y, x).get(bgr);
    return new int[] {bgr[2] & 0xff, bgr[1] & 0xff, bgr[0] & 0xff};
  }

  private static void assertBlueThenRed(Picture picture) {
    assertThat(rgbAt(picture, 5, 20)[2]).isCloseTo(220, within(6));
    assertThat(rgbAt(picture, 50, 20)[0]).isCloseTo(220, within(6));
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void everyFormatComesBackAsItWasWritten(ImageFormat format) throws FailureException {
    try (Picture drawn = twoTone(Optional.empty(), SourceFile.DRAWN)) {
      byte[] bytes = PictureCodec.encode(drawn, format);
      assertThat(PictureCodec.encode(drawn, format)).isEqualTo(bytes);
      try (Picture read = PictureCodec.decode(bytes, LIMIT)) {
        assertThat(read.format()).isEqualTo(format);
        assertThat(read.widthPx()).isEqualTo(60);
        assertThat(read.heightPx()).isEqualTo(40);
        assertBlueThenRed(read);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ImageFormat.class,
      names = {"PNG", "WEBP", "GIF", "TIFF"})
  void transparencyIsKept(ImageFormat format) throws FailureException {
    Mat alpha = new Mat(40, 60, CV_8UC1, new Scalar(255));
    try (Mat clear = alpha.rowRange(0, 10)) {
      clear.put(new Scalar(0));
    }
    try (Picture drawn = twoTone(Optional.of(alpha), SourceFile.DRAWN);
        Picture read = PictureCodec.decode(PictureCodec.encode(drawn, format), LIMIT)) {
      assertThat(read.alpha()).isPresent();
      assertThat(read.alpha().get().ptr(5, 5).get()).isEqualTo((byte) 0);
      assertThat(read.alpha().get().ptr(30, 5).get()).isEqualTo((byte) 255);
      assertBlueThenRed(read);
    }
  }

  @Test
  void transparencyIsLaidOnWhiteInJpeg() throws FailureException {
    Mat alpha = new Mat(40, 60, CV_8UC1, new Scalar(0));
    try (Picture drawn = twoTone(Optional.of(alpha), SourceFile.DRAWN);
        Picture read = PictureCodec.decode(PictureCodec.encode(drawn, ImageFormat.JPEG), LIMIT)) {
      assertThat(rgbAt(read, 30, 20)).containsOnly(255);
    }
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void cutShortIsCorrupt(ImageFormat format) throws FailureException {
    try (Picture drawn = noisy()) {
      byte[] bytes = PictureCodec.encode(drawn, format);
      for (double part : new double[] {0.95, 0.5, 0.02}) {
        byte[] cut = Arrays.copyOf(bytes, (int) (bytes.length * part));
        assertCode(() -> PictureCodec.decode(cut, LIMIT), FailureCode.CORRUPT_IMAGE);
      }
    }
  }

  private static Picture noisy() {
    Mat bgr = new Mat(200, 300, CV_8UC3);
    byte[] row = new byte[900];
    int state = 1;
    for (int y = 0; y < 200; y++) {
      for (int i = 0; i < row.length; i++) {
        state = state * 1103515245 + 12345;
        row[i] = (byte) (128 + (state >> 16) % 40);
      }
      bgr.ptr(y).put(row);
    }
    return new Picture(bgr, Optional.empty(), SourceFile.DRAWN);
  }

  @Test
  void emptyOversizedAndForeignFilesAreToldApart() throws FailureException {
    assertCode(() -> PictureCodec.decode(new byte[0], LIMIT), FailureCode.EMPTY_IMAGE);
    assertCode(
        () -> PictureCodec.decode("hello, no image".getBytes(UTF), LIMIT),
        FailureCode.UNSUPPORTED_FORMAT);
    assertCode(
        () -> PictureCodec.decode("BM is how this text begins".getBytes(UTF), LIMIT),
        FailureCode.UNSUPPORTED_FORMAT);
    try (Picture drawn = twoTone(Optional.empty(), SourceFile.DRAWN)) {
      byte[] png = PictureCodec.encode(drawn, ImageFormat.PNG);
      assertCode(() -> PictureCodec.decode(png, 2399), FailureCode.TOO_MANY_PIXELS);
      // A header that claims 2 billion pixels is refused before any memory is taken.
      ByteBuffer.wrap(png).putInt(16, 50_000).putInt(20, 40_000);
      assertCode(() -> PictureCodec.decode(png, LIMIT), FailureCode.TOO_MANY_PIXELS);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,60,40", "2,60,40", "3,60,40", "4,60,40", "5,40,60", "6,40,60", "7,40,60", "8,40,60"
  })
  void exifOrientationIsApplied(int orientation, int width, int height) throws FailureException {
    try (Picture drawn = twoTone(Optional.empty(), SourceFile.DRAWN)) {
      byte[] jpeg = withOrientation(PictureCodec.encode(drawn, ImageFormat.JPEG), orientation);
      try (Picture read = PictureCodec.decode(jpeg, LIMIT)) {
        assertThat(read.widthPx()).isEqualTo(width);
        assertThat(read.heightPx()).isEqualTo(height);
        // Where the stored blue left edge ends up.
        int[] blue =
            switch (orientation) {
              case 1, 4 -> new int[] {3, 20};
              case 2, 3 -> new int[] {56, 20};
              case 5, 6 -> new int[] {20, 3};
              default -> new int[] {20, 56};
            };
        assertThat(rgbAt(read, blue[0], blue[1])[2]).isCloseTo(220, within(6));
        assertThat(rgbAt(read, width - 1 - blue[0], height - 1 - blue[1])[0])
            .isCloseTo(220, within(6));
        ImageHeader again = ImageHeader.read(PictureCodec.encode(read, ImageFormat.JPEG));
        assertThat(again.orientation()).isEqualTo(1);
      }
    }
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0".getBytes(UTF));
    exif.put("MM".getBytes(UTF)).putShort((short) 42).putInt(8).putShort((short) 1);
    exif.putShort((short) 274).putShort((short) 3).putInt(1).putShort((short) orientation);
    exif.putShort((short) 0).putInt(0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(exif.array());
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  @Test
  void colourProfileIsCarriedOver() throws FailureException {
    byte[] icc = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    SourceFile source = new SourceFile(ImageFormat.PNG, 0, true, Optional.of(new IccProfile(icc)));
    for (ImageFormat format :
        new ImageFormat[] {ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP}) {
      try (Picture drawn = twoTone(Optional.empty(), source);
          Picture read = PictureCodec.decode(PictureCodec.encode(drawn, format), LIMIT)) {
        assertThat(read.source().iccProfile()).isPresent();
        assertThat(read.source().iccProfile().get().bytes()).isEqualTo(icc);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"95", "92", "99"})
  void jpegKeepsTheSourcesQuality(int quality) throws FailureException {
    SourceFile source = new SourceFile(ImageFormat.JPEG, quality, false, Optional.empty());
    try (Picture drawn = twoTone(Optional.empty(), source)) {
      byte[] bytes = PictureCodec.encode(drawn, ImageFormat.JPEG);
      assertThat(ImageHeader.read(bytes).jpegQuality()).isEqualTo(quality);
    }
  }

  @Test
  void lossyWebpStaysLossy() throws FailureException {
    SourceFile lossy = new SourceFile(ImageFormat.WEBP, 0, false, Optional.empty());
    try (Picture drawn = twoTone(Optional.empty(), lossy)) {
      byte[] bytes = PictureCodec.encode(drawn, ImageFormat.WEBP);
      assertThat(ImageHeader.read(bytes).lossless()).isFalse();
    }
    try (Picture drawn = twoTone(Optional.empty(), SourceFile.DRAWN)) {
      byte[] bytes = PictureCodec.encode(drawn, ImageFormat.WEBP);
      assertThat(ImageHeader.read(bytes).lossless()).isTrue();
    }
  }

  private static final java.nio.charset.Charset UTF = java.nio.charset.StandardCharsets.UTF_8;

  private static void assertCode(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, FailureCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(FailureException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
