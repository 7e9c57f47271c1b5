package dev.palimpsest.transforms.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;
import java.awt.Color;
import org.junit.jupiter.api.Test;

class PatchFillTest {
  @Test
  void whatIsFilledIsAsGrainyAsItsGround() {
    try (Picture picture = new DrawnPicture(240, 160, new Color(0x808080)).noise(20).picture()) {
      Crop crop = Crop.of(picture, picture.bounds());
      boolean[] hole = new boolean[crop.size()];
      byte[] colors = crop.bgr().clone();
      for (int y = 50; y < 110; y++) {
        for (int x = 80; x < 160; x++) {
          hole[y * 240 + x] = true;
          for (int c = 0; c < 3; c++) {
            colors[3 * (y * 240 + x) + c] = (byte) 0x80;
          }
        }
      }
      PatchFill.fill(crop, colors, hole, new boolean[hole.length]);
      double squares = 0;
      int n = 0;
      for (int i = 0; i < hole.length; i++) {
        if (hole[i]) {
          double off = Byte.toUnsignedInt(colors[3 * i]) - 128;
          squares += off * off;
          n++;
        }
      }
      assertThat(Math.sqrt(squares / n)).isBetween(12.0, 25.0);
    }
  }
}
