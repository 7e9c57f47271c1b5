package dev.palimpsest.transforms.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BalloonTest {
  private static final double CAP_PX = 10;

  private static DrawnPicture oval(int x, int y, int width, int height) {
    DrawnPicture page = new DrawnPicture(500, 400, new Color(0x8090a0));
    page.graphics().setColor(Color.WHITE);
    page.graphics().fillOval(x, y, width, height);
    page.graphics().setColor(Color.BLACK);
    page.graphics().setStroke(new BasicStroke(3));
    page.graphics().drawOval(x, y, width, height);
    return page;
  }

  private static Optional<Balloon> around(DrawnPicture page, Box text, Box... others) {
    try (Picture plate = page.picture()) {
      return Balloon.around(plate, text, List.of(others), CAP_PX);
    }
  }

  @Test
  void itsMiddleAndWidthsAreThoseOfTheDrawnOval() {
    Balloon balloon = around(oval(100, 100, 300, 200), new Box(180, 160, 100, 50)).orElseThrow();
    assertThat(balloon.center().x()).isCloseTo(250, within(3.0));
    assertThat(balloon.center().y()).isCloseTo(200, within(3.0));
    double padding = 0.45 * CAP_PX + 2;
    assertThat(balloon.widthPx(199, 201)).isCloseTo(300 - 2 * padding, within(6.0));
    // x = 150 sqrt(1 - (60 / 100)^2) is 120 px from the middle.
    assertThat(balloon.widthPx(140, 141)).isCloseTo(240 - 2 * padding, within(8.0));
    assertThat(balloon.heightPx(249, 251)).isCloseTo(200 - 2 * padding, within(6.0));
    assertThat(balloon.widthPx(60, 70)).isZero();
  }

  @Test
  void openGroundIsNoBalloon() {
    DrawnPicture page = new DrawnPicture(500, 400, Color.WHITE);
    assertThat(around(page, new Box(200, 150, 100, 50))).isEmpty();
  }

  @Test
  void anotherTextInTheBalloonKeepsItsPlace() {
    Box other = new Box(170, 215, 160, 40);
    Balloon balloon =
        around(oval(100, 100, 300, 200), new Box(190, 140, 120, 40), other).orElseThrow();
    assertThat(balloon.center().y()).isLessThan(190);
    assertThat(balloon.widthPx(220, 225)).isZero();
  }

  @Test
  void whatIsLeftOfLettersIsNoRim() {
    DrawnPicture page = oval(100, 100, 300, 200);
    page.graphics().fillRect(200, 190, 4, 4);
    Balloon balloon = around(page, new Box(180, 160, 100, 50)).orElseThrow();
    assertThat(balloon.widthPx(190, 194)).isGreaterThan(270);
  }
}
