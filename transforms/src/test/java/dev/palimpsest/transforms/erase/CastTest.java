package dev.palimpsest.transforms.erase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CastTest {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 40;

  /** Distances from two upright bars, 2 pixels wide, at x = 10 and x = 30. */
  private static float[] bars() {
    float[] distance = new float[WIDTH * HEIGHT];
    for (int i = 0; i < distance.length; i++) {
      int x = i % WIDTH;
      int one = Math.max(0, Math.max(10 - x, x - 11));
      int other = Math.max(0, Math.max(30 - x, x - 31));
      distance[i] = Math.min(one, other);
    }
    return distance;
  }

  private static boolean[] cast(int side) {
    boolean[] cast = new boolean[WIDTH * HEIGHT];
    Cast.add(cast, bars(), WIDTH, side, 15);
    return cast;
  }

  @Test
  void aShadowFallsUpToTheNextLetter() {
    boolean[] right = cast(2);
    int row = 20 * WIDTH;
    assertThat(right[row + 26]).isTrue();
    assertThat(right[row + 27]).isFalse();
    assertThat(right[row + 46]).isTrue();
    assertThat(right[row + 9]).isFalse();
  }

  @Test
  void toTheOtherSideAsWell() {
    boolean[] left = cast(3);
    int row = 20 * WIDTH;
    assertThat(left[row + 15]).isTrue();
    assertThat(left[row + 14]).isFalse();
    assertThat(left[row + 32]).isFalse();
  }
}
