package dev.palimpsest.transforms.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.ImageFormat;
import dev.palimpsest.transforms.pixels.Ink;
import dev.palimpsest.transforms.pixels.Masks;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.PictureCodec;
import dev.palimpsest.transforms.pixels.TextArea;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.LinearGradientPaint;
import java.util.List;
import org.junit.jupiter.api.Test;

class FillTest {
  /** The share of a text's mask that is taken for texture, in a picture that was a JPEG. */
  private static double texturedShare(DrawnPicture drawn) throws FailureException {
    var font = DrawnPicture.font("DejaVuSans-Bold", 36);
    Region region = drawn.text("r1", "summer jacket", font, new Color(0x1a1a1a), 90, 115);
    try (Picture sharp = drawn.picture();
        Picture picture =
            PictureCodec.decode(PictureCodec.encode(sharp, ImageFormat.JPEG), 1_000_000)) {
      TextArea area = TextArea.of(picture, region, List.of(region));
      boolean[] mask = GlyphMask.of(area, Ink.of(area), 2);
      Fill fill = Fill.of(area, mask, new boolean[mask.length], true, true);
      return (double) Masks.count(fill.textured()) / Masks.count(mask);
    }
  }

  @Test
  void theRingingOfCompressionIsNoTexture() throws FailureException {
    assertThat(texturedShare(new DrawnPicture(500, 200, new Color(0xf4d35e)))).isZero();
    assertThat(texturedShare(new DrawnPicture(500, 200, new Color(0xd03030)))).isZero();
  }

  /** A bottle's side has bright and dark bands that no one curved surface has. */
  private static DrawnPicture bottle() {
    DrawnPicture drawn = new DrawnPicture(500, 200, Color.WHITE);
    float[] at = {0, 0.18f, 0.3f, 0.36f, 0.6f, 0.75f, 1};
    Color[] colours = {
      new Color(0x0e6a70),
      new Color(0x4fb4b5),
      new Color(0x2f9a9c),
      new Color(0x49b2b2),
      new Color(0x2a8f93),
      new Color(0x319a9d),
      new Color(0x0c5c62)
    };
    drawn.graphics().setPaint(new LinearGradientPaint(0, 0, 500, 0, at, colours));
    drawn.graphics().fillRect(0, 0, 500, 200);
    return drawn;
  }

  @Test
  void theShadingOfABottleIsNoTexture() throws FailureException {
    assertThat(texturedShare(bottle().noise(3))).isZero();
  }

  @Test
  void norIsItWhereOnlyItsSidesAreGrainy() throws FailureException {
    DrawnPicture drawn = bottle().noise(4);
    drawn
        .graphics()
        .setPaint(new GradientPaint(130, 0, new Color(0x3aa4a5), 350, 0, new Color(0x2c9295)));
    drawn.graphics().fillRect(60, 0, 290, 200);
    assertThat(texturedShare(drawn)).isZero();
  }

  @Test
  void aTextureIsOneInAJpegToo() throws FailureException {
    DrawnPicture drawn = new DrawnPicture(500, 200, new Color(0xb09070));
    drawn.graphics().setColor(new Color(0xa08060));
    for (int x = 0; x < 500; x += 14) {
      drawn.graphics().fillRect(x, 0, 7, 200);
    }
    assertThat(texturedShare(drawn)).isGreaterThan(0.9);
  }
}
