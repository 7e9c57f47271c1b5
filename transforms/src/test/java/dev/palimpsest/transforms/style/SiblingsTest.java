package dev.palimpsest.transforms.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style;
import dev.palimpsest.io.region.Style.Alignment;
import dev.palimpsest.io.region.Style.Family;
import dev.palimpsest.transforms.DrawnPicture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiblingsTest {
  private final List<Region> regions = new ArrayList<>();
  private final Map<String, Double> strokeShares = new HashMap<>();

  private void label(String text, double capPx, String ink, Family family, double strokeShare) {
    Style style =
        new Style(
            ink,
            "#ffffff",
            Optional.empty(),
            0,
            capPx,
            0,
            0,
            Alignment.LEFT,
            family,
            strokeShare >= 0.144,
            false,
            false,
            false);
    String id = "r" + regions.size();
    regions.add(DrawnPicture.region(id, text, new Box(0, 0, 100, 20)).withStyle(style));
    strokeShares.put(id, strokeShare);
  }

  private List<Style> agreed() {
    return Siblings.agreed(regions, strokeShares).stream()
        .map(r -> r.style().orElseThrow())
        .toList();
  }

  @Test
  void labelsOfOneSizeAndInkShareFaceAndWeight() {
    label("Sulfate free", 20, "#223e43", Family.SANS, 0.13);
    label("Vegan formula", 21, "#233f44", Family.SERIF, 0.15);
    label("Refillable bottle", 20, "#223f44", Family.SANS, 0.135);
    assertThat(agreed()).extracting(Style::family).containsOnly(Family.SANS);
    assertThat(agreed()).extracting(Style::bold).containsOnly(false);
  }

  @Test
  void anotherSizeOrInkHasAFaceOfItsOwn() {
    label("Sulfate free", 20, "#223e43", Family.SANS, 0.13);
    label("Refillable bottle", 20, "#223f44", Family.SANS, 0.135);
    label("Biodegradable", 20, "#223f44", Family.SANS, 0.135);
    label("Repair", 40, "#223f44", Family.SERIF, 0.15);
    label("New formula", 20, "#c02020", Family.SERIF, 0.15);
    assertThat(agreed().subList(3, 5)).extracting(Style::family).containsOnly(Family.SERIF);
    assertThat(agreed().subList(3, 5)).extracting(Style::bold).containsOnly(true);
  }

  @Test
  void aHeadingThatIsClearlyHeavierStaysBold() {
    label("Ingredients", 20, "#223e43", Family.SANS, 0.2);
    label("Oats and honey", 20, "#223e43", Family.SANS, 0.11);
    label("Sunflower seeds", 20, "#223e43", Family.SANS, 0.12);
    assertThat(agreed()).extracting(Style::bold).containsExactly(true, false, false);
  }
}
