package dev.palimpsest.transforms.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Masks;
import dev.palimpsest.transforms.pixels.Picture;
import java.awt.Color;
import java.awt.GradientPaint;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrainTest {
  private static final Box HOLE = new Box(80, 48, 96, 48);

  private static float[] grain(Picture picture) {
    Crop crop = Crop.of(picture, picture.bounds());
    boolean[] hole = new boolean[crop.size()];
    for (int y = HOLE.y(); y < HOLE.bottom(); y++) {
      for (int x = HOLE.x(); x < HOLE.right(); x++) {
        hole[y * crop.width() + x] = true;
      }
    }
    return Grain.of(crop, hole, hole, Masks.thinned(hole, hole.length));
  }

  /** Grain four pixels wide, as of a picture that was enlarged. */
  private static DrawnPicture coarse() {
    DrawnPicture drawn = new DrawnPicture(256, 144, Color.WHITE);
    drawn
        .graphics()
        .setPaint(new GradientPaint(0, 0, new Color(0x506070), 256, 0, new Color(0x8090a0)));
    drawn.graphics().fillRect(0, 0, 256, 144);
    Random random = new Random(3);
    for (int y = 0; y < 144; y++) {
      for (int x = 0; x < 256; x += 4) {
        int lighter = random.nextBoolean() ? 255 : 0;
        drawn.graphics().setColor(new Color(lighter, lighter, lighter, 6));
        drawn.graphics().fillRect(x, y, 4, 1);
      }
    }
    return drawn;
  }

  @Test
  void grainIsAsStrongAndAsCoarseAsTheGrounds() {
    try (Picture picture = coarse().picture()) {
      float[] grain = grain(picture);
      double squares = 0;
      double products = 0;
      for (int m = 0; m + 1 < grain.length / 3; m++) {
        squares += grain[3 * m] * grain[3 * m];
        products += grain[3 * m] * grain[3 * m + 3];
      }
      assertThat(Math.sqrt(3 * squares / grain.length)).isBetween(2.0, 4.5);
      assertThat(products / squares).isGreaterThan(0.5);
    }
  }

  @Test
  void cleanGroundHasNone() {
    try (Picture picture = new DrawnPicture(256, 144, new Color(0x406080)).picture()) {
      assertThat(grain(picture)).containsOnly(0f);
    }
  }
}
