package dev.palimpsest.transforms.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style.Alignment;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Picture;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single lines, which only their neighbours and surroundings tell about. */
class AlignmentsTest {
  private static final Font FONT = DrawnPicture.font("DejaVuSans", 24);

  private final DrawnPicture drawn = new DrawnPicture(900, 400, new Color(0xf2efe6));
  private final List<Region> regions = new ArrayList<>();

  /** The anchor is the line's left edge, middle or right edge. */
  private Region line(String text, Alignment alignment, int anchor, int baseline) {
    int width = drawn.graphics().getFontMetrics(FONT).stringWidth(text);
    int x =
        switch (alignment) {
          case LEFT -> anchor;
          case CENTER -> anchor - width / 2;
          case RIGHT -> anchor - width;
        };
    Region region = drawn.text("r" + regions.size(), text, FONT, Color.BLACK, x, baseline);
    regions.add(region);
    return region;
  }

  private List<Alignment> measured() {
    try (Picture picture = drawn.picture()) {
      return StyleMeter.measureAll(picture, regions).stream()
          .map(region -> region.style().orElseThrow().alignment())
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"LEFT, 120", "CENTER, 330", "RIGHT, 700"})
  void aColumnOfSingleLinesStandsAsItsLinesMeet(Alignment alignment, int anchor) {
    String[] rows = {"Hear every detail", "Up to 40 hours", "Now in black, white and blue"};
    for (int i = 0; i < rows.length; i++) {
      line(rows[i], alignment, anchor, 80 + 90 * i);
    }
    assertThat(measured()).containsOnly(alignment);
  }

  @Test
  void whatStandsInTheMiddleOfALabelStaysThereBelowAList() {
    drawn.graphics().setColor(Color.WHITE);
    drawn.graphics().fillRect(200, 20, 500, 360);
    line("100% organic cotton", Alignment.CENTER, 450, 70);
    // The list begins, by chance, a little left of where the last line does.
    String last = "Made in Portugal";
    int edge = 450 - drawn.graphics().getFontMetrics(FONT).stringWidth(last) / 2 - 2;
    line("Machine wash cold", Alignment.LEFT, edge, 140);
    line("Do not bleach", Alignment.LEFT, edge, 200);
    line(last, Alignment.CENTER, 450, 340);
    assertThat(measured())
        .containsExactly(Alignment.CENTER, Alignment.LEFT, Alignment.LEFT, Alignment.CENTER);
  }

  @Test
  void linesOfEqualLengthAskTheirSurroundings() {
    drawn.graphics().setColor(Color.WHITE);
    drawn.graphics().fillRect(200, 20, 500, 360);
    Region first = line("Soy wax candle", Alignment.CENTER, 450, 180);
    Region second = line("Soy wax candle", Alignment.CENTER, 450, 220);
    Box both = Box.around(List.of(first.box(), second.box()));
    regions.clear();
    regions.add(
        new Region(
            "r0",
            "Soy wax candle Soy wax candle",
            "en",
            1,
            both,
            List.of(first.lines().get(0), second.lines().get(0)),
            Optional.empty(),
            Optional.empty()));
    assertThat(measured()).containsExactly(Alignment.CENTER);
  }

  @Test
  void leadingIsThatOfBaselinesWhateverHangsBelowThem() {
    Region first = line("Discover", Alignment.LEFT, 100, 100);
    Region second = line("the fjords", Alignment.LEFT, 100, 140);
    Box both = Box.around(List.of(first.box(), second.box()));
    Region paragraph =
        new Region(
            "r0",
            "Discover the fjords",
            "en",
            1,
            both,
            List.of(first.lines().get(0), second.lines().get(0)),
            Optional.empty(),
            Optional.empty());
    try (Picture picture = drawn.picture()) {
      Region found = StyleMeter.measureAll(picture, List.of(paragraph)).get(0);
      assertThat(found.style().orElseThrow().leadingPx()).isBetween(38.0, 42.0);
    }
  }
}
