package dev.palimpsest.transforms.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.pixels.AnimatedGifs.Frame;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FramesTest {
  private static BufferedImage plain(int side, Color color) {
    // Indexed: a palette made by Java's writer would not be the one in the metadata.
    int[] palette = {color.getRGB(), 0xff123456};
    IndexColorModel model = new IndexColorModel(8, 2, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
    return new BufferedImage(side, side, BufferedImage.TYPE_BYTE_INDEXED, model);
  }

  /** Each way of leaving a frame, on a red ground of 40 pixels. */
  private static byte[] animation() throws IOException {
    return AnimatedGifs.gif(
        3,
        List.of(
            new Frame(plain(40, Color.RED), 0, 0, "doNotDispose", 10),
            new Frame(plain(10, Color.GREEN), 10, 10, "restoreToPrevious", 20),
            new Frame(plain(10, Color.BLUE), 20, 20, "restoreToBackgroundColor", 30),
            new Frame(plain(5, Color.WHITE), 0, 0, "none", 40),
            new Frame(plain(5, Color.BLACK), 0, 35, "none", 50)));
  }

  /** {@code 0xrrggbb}, or -1 where nothing is. */
  private static int at(Picture picture, int x, int y) {
    byte[] bgr = new byte[3];
    picture.bgr().ptr(y, x).get(bgr);
    boolean clear = picture.alpha().isPresent() && picture.alpha().get().ptr(y, x).get() == 0;
    return clear ? -1 : ((bgr[2] & 0xff) << 16) | ((bgr[1] & 0xff) << 8) | (bgr[0] & 0xff);
  }

  private static void assertComposed(Frames frames) {
    List<Picture> shown = frames.pictures();
    assertThat(shown).hasSize(5);
    int red = 0xff0000;
    assertThat(shown.stream().map(p -> at(p, 12, 12)))
        .containsExactly(red, 0x00ff00, red, red, red);
    assertThat(shown.stream().map(p -> at(p, 22, 22))).containsExactly(red, red, 0x0000ff, -1, -1);
    assertThat(shown.stream().map(p -> at(p, 2, 2)))
        .containsExactly(red, red, red, 0xffffff, 0xffffff);
    assertThat(shown.stream().map(p -> at(p, 2, 37))).containsExactly(red, red, red, red, 0);
    assertThat(frames.delays()).containsExactly(10, 20, 30, 40, 50);
    assertThat(frames.loops()).isEqualTo(3);
  }

  @Test
  void framesAreShownAsTheyAreSeenAndSoWrittenAgain() throws Exception {
    try (Frames read = Frames.decode(animation(), 10_000)) {
      assertComposed(read);
      byte[] written = read.encode(ImageFormat.GIF);
      assertThat(read.encode(ImageFormat.GIF)).isEqualTo(written);
      try (Frames again = Frames.decode(written, 10_000)) {
        assertComposed(again);
      }
    }
  }

  @Test
  void aStillPictureIsOneFrame() throws Exception {
    byte[] gif = AnimatedGifs.gif(0, List.of(new Frame(plain(40, Color.RED), 0, 0, "none", 0)));
    try (Frames still = Frames.decode(gif, 10_000)) {
      assertThat(still.moving()).isFalse();
      assertThat(ImageHeader.read(still.encode(ImageFormat.PNG)).format())
          .isEqualTo(ImageFormat.PNG);
    }
  }

  @Test
  void whatCannotBeDoneWithAnAnimationIsSaid() throws Exception {
    byte[] gif = animation();

    assertFailure(
        () -> PictureCodec.decode(gif, 10_000), FailureCode.UNSUPPORTED_FORMAT, "5 frames");
    assertFailure(
        () -> Frames.decode(gif, 5 * 40 * 40 - 1), FailureCode.TOO_MANY_PIXELS, "5 frames");
    assertFailure(
        () -> Frames.decode(Arrays.copyOf(gif, gif.length * 2 / 3), 10_000),
        FailureCode.CORRUPT_IMAGE,
        "");
    try (Frames frames = Frames.decode(gif, 10_000)) {
      assertFailure(
          () -> frames.encode(ImageFormat.PNG), FailureCode.UNSUPPORTED_FORMAT, "--outputFormat");
    }
  }

  private static void assertFailure(ThrowingCallable call, FailureCode code, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(FailureException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(words);
  }
}
