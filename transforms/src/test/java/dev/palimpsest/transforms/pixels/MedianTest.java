package dev.palimpsest.transforms.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MedianTest {
  @Test
  void isWhatSortingFinds() {
    Random random = new Random(1);
    for (int count = 0; count < 200; count++) {
      // Few different values, so that many are equal.
      double[] values = random.doubles(count + 3).map(v -> Math.floor(v * 9)).toArray();
      double[] sorted = Arrays.copyOf(values, count);
      Arrays.sort(sorted);

      assertThat(Median.of(values, count))
          .as("of %d", count)
          .isEqualTo(count == 0 ? 0 : sorted[count / 2]);
    }
  }

  @Test
  void doesNotMindSortedValues() {
    double[] rising = {1, 2, 3, 4, 5};
    double[] falling = {5, 4, 3, 2, 1};

    assertThat(Median.of(rising, 5)).isEqualTo(3);
    assertThat(Median.of(falling, 5)).isEqualTo(3);
  }
}
