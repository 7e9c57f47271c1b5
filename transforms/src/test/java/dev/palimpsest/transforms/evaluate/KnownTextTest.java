package dev.palimpsest.transforms.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.transforms.read.OcrData;
import dev.palimpsest.transforms.read.PlainReader;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ocr")
class KnownTextTest {
  private static final double READABLE_CAP_PX = 16;

  /** These are laid over discs of all colours, some on a slant: a page reader loses a quarter. */
  @Test
  void readsTextOnBusyGroundAndNothingWhereThereIsNone() throws Exception {
    Grounds grounds = new Grounds(List.of());
    OverlayGenerator generator = new OverlayGenerator(grounds);
    int faces = generator.round() / grounds.kinds().size();
    int first = grounds.kinds().indexOf("photographic") * faces;
    double withText = 0;
    double without = 0;
    int read = 0;
    try (PlainReader reader = new PlainReader(OcrData.fetch(List.of()))) {
      for (int i = first; i < first + faces; i++) {
        try (Overlay overlay = generator.draw(i)) {
          if (overlay.capHeightPx() >= READABLE_CAP_PX) {
            String text = overlay.region().text();
            withText +=
                Scores.characterErrorRate(text, KnownText.read(overlay.source(), overlay, reader));
            without +=
                Scores.characterErrorRate(text, KnownText.read(overlay.clean(), overlay, reader));
            read++;
          }
        }
      }
    }
    assertThat(read).isGreaterThan(faces / 2);
    assertThat(withText / read).isLessThan(0.05);
    assertThat(without / read).isGreaterThan(0.9);
  }
}
