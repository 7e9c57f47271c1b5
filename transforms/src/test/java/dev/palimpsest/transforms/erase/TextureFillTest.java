package dev.palimpsest.transforms.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;
import java.awt.Color;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextureFillTest {
  /** Of any size and at any place: on a picture's edge, and where no whole block fits. */
  @Test
  void fillsEveryPixelOfAHoleWithColoursOfTheGround() {
    Random random = new Random(1);
    for (int round = 0; round < 30; round++) {
      int width = 20 + random.nextInt(120);
      int height = 20 + random.nextInt(120);
      try (Picture picture = new DrawnPicture(width, height, Color.GRAY).picture()) {
        Crop crop = Crop.of(picture, picture.bounds());
        boolean[] hole = new boolean[crop.size()];
        int left = random.nextInt(width);
        int top = random.nextInt(height);
        for (int i = 0; i < hole.length; i++) {
          int x = i % width;
          int y = i / width;
          hole[i] = x >= left && x < left + 30 && y >= top && y < top + 30;
        }
        byte[] colors = new byte[3 * hole.length];
        for (int k = 0; k < colors.length; k++) {
          colors[k] = (byte) (hole[k / 3] ? 0 : 120 + random.nextInt(30));
        }

        TextureFill.fill(crop, colors, hole);

        for (int k = 0; k < colors.length; k++) {
          assertThat(colors[k] & 0xff).as("%d of %dx%d", k, width, height).isBetween(100, 170);
        }
      }
    }
  }
}
