package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecksTest {
  private static final double TOP = 300;
  private static final double BOTTOM = 340;

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.2, -0.7})
  void missesNoneInTheBand(double angle) {
    Random random = new Random(5);
    List<Glyph> all = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      // Whole numbers: many at the same height, some on the edge of the band.
      all.add(new Glyph(random.nextInt(900), random.nextInt(700), 4, 4, 16));
    }

    List<Glyph> near = new Specks(all).near(angle, TOP, BOTTOM);

    assertThat(near).containsAll(all.stream().filter(g -> inBand(g, angle)).toList());
    if (angle == 0) {
      assertThat(near).allMatch(g -> g.cy() > TOP - 2 && g.cy() < BOTTOM + 2);
    }
  }

  private static boolean inBand(Glyph g, double angle) {
    double across = g.cy() * Math.cos(angle) - g.cx() * Math.sin(angle);
    return across >= TOP && across <= BOTTOM;
  }
}
