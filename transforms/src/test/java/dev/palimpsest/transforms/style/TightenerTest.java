package dev.palimpsest.transforms.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Picture;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.util.List;
import org.junit.jupiter.api.Test;

class TightenerTest {
  private static Region measured(DrawnPicture drawn, Region region) {
    try (Picture picture = drawn.picture()) {
      return StyleMeter.measureAll(picture, List.of(region)).get(0);
    }
  }

  @Test
  void aBoxAcrossABandsEdgeShrinksToTheLetters() {
    DrawnPicture drawn = new DrawnPicture(600, 240, new Color(0xffd400));
    drawn.graphics().setColor(new Color(0x111111));
    drawn.graphics().fillRect(0, 0, 600, 130);
    Region letters =
        drawn.text(
            "r1",
            "WARNING",
            DrawnPicture.font("DejaVuSans-Bold", 80),
            new Color(0xffd400),
            80,
            100);
    Box box = letters.box();
    Box tall = new Box(box.x() - 4, box.y() - 10, box.width() + 8, box.height() + 60);
    Region found = measured(drawn, DrawnPicture.region("r1", "WARNING", tall));
    assertThat(found.box().y()).isCloseTo(box.y(), within(2));
    assertThat(found.box().bottom()).isCloseTo(box.bottom(), within(2));
    assertThat(found.style().orElseThrow().ink()).isEqualTo("#ffd400");
    assertThat(found.style().orElseThrow().shadow()).isEmpty();
  }

  @Test
  void anUprightBoxTurnsToASlantedBaseline() {
    DrawnPicture drawn = new DrawnPicture(600, 300, new Color(0xf4f0e0));
    drawn.graphics().setTransform(AffineTransform.getRotateInstance(Math.toRadians(-9), 300, 150));
    drawn.text("r1", "GET STRONG", DrawnPicture.font("DejaVuSans-Bold", 56), Color.BLACK, 100, 170);
    Region found =
        measured(drawn, DrawnPicture.region("r1", "GET STRONG", new Box(90, 80, 420, 150)));
    Style style = found.style().orElseThrow();
    assertThat(style.angleDegrees()).isCloseTo(-9, within(0.7));
    assertThat(style.capHeightPx()).isCloseTo(56 * 0.729, within(3.0));
  }
}
