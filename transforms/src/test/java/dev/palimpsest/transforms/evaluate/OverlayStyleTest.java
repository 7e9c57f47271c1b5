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
    Grounds grounds = new Grounds(List.of());
    OverlayGenerator generator = new OverlayGenerator(grounds);
    int faces = generator.round() / grounds.kinds().size();
    int index = grounds.kinds().indexOf("photographic") * faces + 15;
    try (Overlay overlay = generator.draw(index)) {
      Style style =
          StyleMeter.measureAll(overlay.source(), List.of(overlay.region()))
              .get(0)
              .style()
              .orElseThrow();

      double cap = overlay.capHeightPx();
      assertThat(style.capHeightPx()).isCloseTo(cap, within(0.15 * cap));
    }
  }
}
