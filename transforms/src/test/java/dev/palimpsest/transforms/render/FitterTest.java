package dev.palimpsest.transforms.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style;
import dev.palimpsest.transforms.DrawnPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FitterTest {
  private static final Fonts FONTS = Fonts.load(List.of(), false);
  private static final double FLOOR_PX = 6;

  private static TextBlock block(String text) {
    Style style = RendererTest.style(18, 40, Style.Alignment.LEFT, false);
    Region region = DrawnPicture.region("r1", "Source", new Box(0, 0, 200, 100)).withStyle(style);
    Drawing drawing = new Drawing(region, text, "en");
    return new TextBlock(FONTS, Hyphenation.NONE, drawing, new double[0], false);
  }

  private static Fitter.Room room(double widthPx, double heightPx) {
    return new Fitter.Room(widthPx, heightPx, widthPx, 5, Optional.empty());
  }

  @Test
  void leadingShrinksBeforeWidthAndWidthBeforeSize() {
    TextBlock block =
        block("Some words that are set in a few lines as long as there is room for them");
    double full = block.sourceSizePx();
    // A width at which narrower letters save a line.
    double width = 150;
    while (block.lineBreaks().fewest(width / full)
        == block.lineBreaks().fewest(width / (0.9 * full))) {
      width++;
    }
    List<String> steps = new ArrayList<>();
    for (double height = 400; height > 20; height--) {
      Fitter.Fit fit = Fitter.fit(block, room(width, height), full, FLOOR_PX);
      assertThat(fit.fits()).isTrue();
      TextBlock.Layout layout = fit.layout();
      boolean small = layout.sizePx() < full - 1e-9;
      boolean narrow = layout.stretch() < block.sourceStretch() - 1e-9;
      boolean close = layout.leadingEm() < block.sourceLeadingEm() - 1e-9;
      String step = small ? "smaller" : narrow ? "narrower" : close ? "closer" : "as the source";
      if (steps.isEmpty() || !steps.get(steps.size() - 1).equals(step)) {
        steps.add(step);
      }
    }
    assertThat(steps).first().isEqualTo("as the source");
    assertThat(steps).last().isEqualTo("smaller");
    assertThat(steps).filteredOn("closer"::equals).isNotEmpty();
    assertThat(steps).filteredOn("narrower"::equals).isNotEmpty();
    assertThat(steps.indexOf("closer")).isLessThan(steps.indexOf("narrower"));
    assertThat(steps.indexOf("narrower")).isLessThan(steps.indexOf("smaller"));
    // Once smaller, a lower room never gives larger letters again.
    assertThat(steps.subList(steps.indexOf("smaller"), steps.size())).containsOnly("smaller");
  }

  @Test
  void theBoxGrowsBeforeAnythingShrinks() {
    TextBlock block = block("Words that need twice the width of their source");
    Fitter.Fit fit = Fitter.fit(block, room(900, 20), block.sourceSizePx(), FLOOR_PX);
    assertThat(fit.layout().sizePx()).isEqualTo(block.sourceSizePx());
    assertThat(fit.layout().stretch()).isEqualTo(block.sourceStretch());
    assertThat(fit.layout().lines()).hasSize(1);
    assertThat(fit.layout().longestLinePx()).isGreaterThan(300);
  }

  @Test
  void aTitleGrowsRatherThanGetsMoreLines() {
    TextBlock block = block("Entdecke die Fjorde");
    Fitter.Room room = new Fitter.Room(900, 200, 130, 2, Optional.empty());
    Fitter.Fit fit = Fitter.fit(block, room, block.sourceSizePx(), FLOOR_PX);
    assertThat(fit.layout().lines()).containsExactly("Entdecke", "die Fjorde");
    assertThat(fit.layout().sizePx()).isEqualTo(block.sourceSizePx());
  }

  @Test
  void nothingIsSmallerThanTheFloor() {
    TextBlock block = block("Far too many words for a place that hardly takes one of them");
    Fitter.Fit fit = Fitter.fit(block, room(40, 10), block.sourceSizePx(), FLOOR_PX);
    assertThat(fit.fits()).isFalse();
    assertThat(fit.layout().sizePx()).isCloseTo(FLOOR_PX, within(1e-9));
  }
}
