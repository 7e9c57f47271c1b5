package dev.palimpsest.transforms.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ink;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.TextArea;
import java.awt.Color;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GlyphMaskTest {
  /**
   * Shares of what the text changed.
   *
   * @param missed that the mask does not cover
   * @param outside that the mask covers besides, out of the line
   */
  private record Shares(double missed, double outside) {}

  private static Shares shares(DrawnPicture before, DrawnPicture after, Region region) {
    int changed = 0;
    int open = 0;
    int outside = 0;
    try (Picture clean = before.picture();
        Picture source = after.picture()) {
      TextArea area = TextArea.of(source, region, List.of(region));
      boolean[] mask = GlyphMask.of(area, Ink.of(area), 1);
      Crop without = Crop.of(clean, area.crop().box());
      for (int i = 0; i < mask.length; i++) {
        double[] colour = {without.at(i, 0), without.at(i, 1), without.at(i, 2)};
        if (area.crop().distance(i, colour) > 20) {
          changed++;
          open += mask[i] ? 0 : 1;
        }
        outside += mask[i] && !area.tight()[i] ? 1 : 0;
      }
    }
    assertThat(changed).isPositive();
    return new Shares((double) open / changed, (double) outside / changed);
  }

  private static DrawnPicture undergrowth() {
    DrawnPicture drawn = new DrawnPicture(420, 160, new Color(0x4a5a2a));
    Color[] leaves = {
      new Color(0x16180f), new Color(0x22301a), new Color(0x5d7034), new Color(0x8a9a58)
    };
    Random random = new Random(8);
    for (int n = 0; n < 9000; n++) {
      drawn.graphics().setColor(leaves[random.nextInt(leaves.length)]);
      drawn
          .graphics()
          .fillOval(
              random.nextInt(420),
              random.nextInt(160),
              2 + random.nextInt(9),
              2 + random.nextInt(9));
    }
    return drawn;
  }

  @Test
  void lettersThatCannotBeToldGoWithTheirLine() {
    DrawnPicture drawn = undergrowth();
    Region region =
        drawn.text(
            "r1", "Forest", DrawnPicture.font("DejaVuSans-Bold", 44), new Color(0x14160e), 80, 100);
    Shares shares = shares(undergrowth(), drawn, region);
    assertThat(shares.missed()).isLessThan(0.01);
    assertThat(shares.outside()).isLessThan(0.3);
  }

  @Test
  void aBalloonsRimBesideTheTextStays() {
    DrawnPicture drawn = new DrawnPicture(300, 160, new Color(0x6b5a30));
    drawn.graphics().setColor(Color.WHITE);
    drawn.graphics().fillOval(60, 40, 180, 84);
    Region region =
        drawn.text(
            "r1", "¡Eres tan dulce!", DrawnPicture.font("DejaVuSans", 18), Color.BLACK, 72, 104);
    try (Picture source = drawn.picture()) {
      TextArea area = TextArea.of(source, region, List.of(region));
      boolean[] mask = GlyphMask.of(area, Ink.of(area), 1);
      int brown = 0;
      for (int i = 0; i < mask.length; i++) {
        boolean content = area.crop().distance(i, new double[] {0x30, 0x5a, 0x6b}) < 30;
        brown += content && mask[i] ? 1 : 0;
      }
      assertThat(brown).isLessThan(20);
    }
  }
}
