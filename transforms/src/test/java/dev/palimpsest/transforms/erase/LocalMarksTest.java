package dev.palimpsest.transforms.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Picture;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalMarksTest {
  /** A gradient that ends in the brightest there is, so that no smooth surface fits all of it. */
  private static DrawnPicture overexposed() {
    DrawnPicture drawn = new DrawnPicture(640, 320, Color.WHITE);
    drawn
        .graphics()
        .setPaint(new GradientPaint(0, 0, new Color(0xe8e048), 500, 260, new Color(0xffff44)));
    drawn.graphics().fillRect(0, 0, 640, 320);
    return drawn.noise(2);
  }

  @Test
  void noBitsOfASoftShadowRemainOnCalmGround() {
    DrawnPicture drawn = overexposed();
    Font font = DrawnPicture.font("DejaVuSans-Oblique", 46);
    for (int x = 1; x <= 4; x++) {
      for (int y = 1; y <= 4; y++) {
        drawn.text("shadow", "SUMMER SALE", font, new Color(0, 0, 0, 9), 100 + x, 170 + y);
      }
    }
    Region text = drawn.text("r1", "SUMMER SALE", font, new Color(0x1e4d2b), 100, 170);
    try (Picture source = drawn.picture();
        Picture plate = Eraser.erase(source, List.of(text), List.of());
        Picture clean = overexposed().picture()) {
      byte[] erased = DrawnPicture.bytes(plate);
      byte[] before = DrawnPicture.bytes(clean);
      assertThat(
              IntStream.range(0, erased.length)
                  .filter(i -> Math.abs((erased[i] & 0xff) - (before[i] & 0xff)) > 30)
                  .count())
          .as("values that are clearly off")
          .isZero();
    }
  }
}
