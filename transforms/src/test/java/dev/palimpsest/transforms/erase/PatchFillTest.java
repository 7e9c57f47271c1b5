package dev.palimpsest.transforms.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ground;
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
      fill(crop, colors, hole);
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

  /** Rays in three directions run on through a hole as high as they are far apart. */
  @Test
  void raysRunThroughAWideHole() {
    DrawnPicture drawn = new DrawnPicture(480, 340, new Color(0xff9a20));
    drawn.graphics().setColor(new Color(0xffc060));
    int[] tops = {90, 240, 390};
    int[] bottoms = {150, 240, 330};
    for (int k = 0; k < tops.length; k++) {
      int[] x = {tops[k] - 22, tops[k] + 22, bottoms[k] + 22, bottoms[k] - 22};
      drawn.graphics().fillPolygon(x, new int[] {0, 0, 340, 340}, 4);
    }
    try (Picture picture = drawn.noise(3).picture()) {
      Crop crop = Crop.of(picture, picture.bounds());
      boolean[] hole = new boolean[crop.size()];
      byte[] colors = crop.bgr().clone();
      for (int y = 110; y < 230; y++) {
        for (int x = 50; x < 430; x++) {
          hole[y * 480 + x] = true;
          colors[3 * (y * 480 + x)] = 0x20;
          colors[3 * (y * 480 + x) + 1] = (byte) 0x9a;
          colors[3 * (y * 480 + x) + 2] = (byte) 0xff;
        }
      }

      fill(crop, colors, hole);

      for (int k = 0; k < tops.length; k++) {
        int on = 0;
        for (int y = 110; y < 230; y++) {
          int x = tops[k] + (bottoms[k] - tops[k]) * y / 340;
          on += Byte.toUnsignedInt(colors[3 * (y * 480 + x) + 1]) > 0xad ? 1 : 0;
        }
        assertThat(on).as("rows of 120 in which ray %d is there", k).isGreaterThan(110);
      }
    }
  }

  private static void fill(Crop crop, byte[] colors, boolean[] hole) {
    boolean[] known = new boolean[hole.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = !hole[i];
    }
    PatchFill.fill(crop, colors, hole, new boolean[hole.length], Ground.fit(crop, known, known));
  }
}
