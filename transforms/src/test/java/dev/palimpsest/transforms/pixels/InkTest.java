package dev.palimpsest.transforms.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.DrawnPicture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InkTest {
  private static final Color INK = new Color(0xc8102e);
  private static final String TEXT = "Made in Portugal";

  private static DrawnPicture streaks() {
    DrawnPicture drawn = new DrawnPicture(560, 200, new Color(0xd0a820));
    Random random = new Random(4);
    for (int k = 0; k < 4000; k++) {
      int light = (int) Math.max(-80, Math.min(47, 10 * random.nextGaussian()));
      drawn.graphics().setColor(new Color(0xd0 + light, 0xac + light, 24));
      drawn.graphics().fillRect(random.nextInt(600) - 40, random.nextInt(200), 40, 2);
    }
    return drawn.noise(2);
  }

  @Test
  void theOutlineThatTellsTheInkIsKnownAsAWhole() {
    DrawnPicture drawn = streaks();
    Graphics2D g = drawn.graphics();
    Font font = DrawnPicture.font("DejaVuSans", 44);
    Shape glyphs =
        new TextLayout(TEXT, font, g.getFontRenderContext())
            .getOutline(AffineTransform.getTranslateInstance(70, 110));
    BasicStroke stroke = new BasicStroke(5.28f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    g.setColor(Color.WHITE);
    g.setStroke(stroke);
    g.draw(glyphs);
    Region region = drawn.text("r1", TEXT, font, INK, 70, 110);
    Shape around = stroke.createStrokedShape(glyphs);
    try (Picture picture = drawn.picture()) {
      Ink ink = Ink.of(TextArea.of(picture, region, List.of()));
      Crop crop = ink.area().crop();
      int outline = 0;
      int missed = 0;
      for (int i = 0; i < crop.size(); i++) {
        double x = crop.box().x() + i % crop.width() + 0.5;
        double y = crop.box().y() + i / crop.width() + 0.5;
        boolean inside = around.contains(x - 0.5, y - 0.5, 1, 1);
        outline += inside ? 1 : 0;
        missed += inside && !ink.outlined()[i] ? 1 : 0;
      }
      assertThat(missed).isLessThan(outline / 50);
    }
  }
}
