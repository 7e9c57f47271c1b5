package dev.palimpsest.transforms.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.io.region.Style;
import dev.palimpsest.transforms.style.StyleMeter;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlayStyleTest {
  /** Two dark discs, above and below the last word, are one with its letters. */
  @Test
  void groundInTheInksColourDoesNotMakeLettersLarger() {
    measured("photographic", 15);
  }

  /** Between ink and outline there are as many blended pixels as the outline has. */
  @Test
  void aThinOutlineIsNotTakenForTheInkOfSmallLetters() {
    Style style = measured("textured", 173);

    assertThat(style.outline()).isPresent();
  }

  /** The style of the overlay, of which ink and size are right. */
  private static Style measured(String kind, int index) {
    Grounds grounds = new Grounds(List.of());
    OverlayGenerator generator = new OverlayGenerator(grounds);
    int faces = generator.round() / grounds.kinds().size();
    try (Overlay overlay = generator.draw(grounds.kinds().indexOf(kind) * faces + index)) {
      Style style =
          StyleMeter.measureAll(overlay.source(), List.of(overlay.region()))
              .get(0)
              .style()
              .orElseThrow();

      double cap = overlay.capHeightPx();
      assertThat(style.capHeightPx()).isCloseTo(cap, within(0.1 * cap));
      assertThat(Scores.deltaE2000(style.ink(), overlay.ink())).isLessThan(5);
      return style;
    }
  }
}
