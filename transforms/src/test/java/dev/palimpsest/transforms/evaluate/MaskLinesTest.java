package dev.palimpsest.transforms.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskLinesTest {
  private static List<Line> lines(DrawnPicture drawn) {
    try (Picture picture = drawn.picture()) {
      Crop whole = Crop.of(picture, picture.bounds());
      boolean[] mask = new boolean[whole.size()];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = whole.at(i, 1) > 127;
      }
      return MaskLines.of(whole, mask);
    }
  }

  @Test
  void lettersAreJoinedToLinesThatStayApart() {
    DrawnPicture drawn = new DrawnPicture(400, 160, Color.BLACK);
    var font = DrawnPicture.font("DejaVuSans", 30);
    Box upper = drawn.text("r1", "Été sans pluie", font, Color.WHITE, 40, 60).box();
    Box lower = drawn.text("r2", "Kurz", font, Color.WHITE, 40, 110).box();

    List<Line> lines = lines(drawn);

    assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line.angleDegrees()).isZero());
    assertThat(lines.get(0).box().intersect(upper).area()).isGreaterThan(upper.area() * 9 / 10);
    assertThat(lines.get(1).box().intersect(lower).area()).isGreaterThan(lower.area() * 9 / 10);
    assertThat(lines.get(0).box().height()).isLessThan(upper.height() + 6);
  }

  @Test
  void aSlantedLineHasItsSlant() {
    DrawnPicture drawn = new DrawnPicture(400, 300, Color.BLACK);
    drawn.graphics().rotate(Math.toRadians(20), 40, 60);
    drawn.text("r1", "Uphill or down", DrawnPicture.font("DejaVuSans", 34), Color.WHITE, 40, 60);

    List<Line> lines = lines(drawn);

    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.angleDegrees()).isCloseTo(20, within(3.0)));
  }

  /** No box that holds half of a ring is a line. */
  @Test
  void anOutlineAroundACurveIsCutIntoPieces() {
    DrawnPicture drawn = new DrawnPicture(400, 400, Color.BLACK);
    drawn.graphics().setColor(Color.WHITE);
    drawn.graphics().setStroke(new BasicStroke(40));
    drawn.graphics().drawArc(60, 60, 280, 280, 20, 300);

    List<Line> lines = lines(drawn);

    assertThat(lines.size()).isBetween(4, 16);
    assertThat(lines).allSatisfy(line -> assertThat(line.box().area()).isLessThan(200 * 200));
  }
}
