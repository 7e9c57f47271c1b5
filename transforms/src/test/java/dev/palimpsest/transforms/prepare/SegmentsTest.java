package dev.palimpsest.transforms.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.ManifestRows;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {
  private static final ManifestRow ROW = ManifestRows.row("i", "de");

  @ParameterizedTest
  @CsvSource({
    "en, de, true",
    "en, en-GB, false",
    "de-AT, de, false",
    "zh, zh-TW, true",
    "zh, zh-CN, false",
    "pt-BR, pt-PT, true",
    "und, de, true"
  })
  void asksForTextsInAnotherLanguageScriptOrRegion(String source, String target, boolean asks) {
    Region region =
        new Region(
            "r1",
            "text",
            source,
            0.9,
            new Box(0, 0, 100, 20),
            List.of(),
            Optional.empty(),
            Optional.empty());

    assertThat(new Segments(ROW).request(region, target).isPresent()).isEqualTo(asks);
  }
}
