package dev.palimpsest.transforms.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
  @Test
  void coloursDifferAsCieSays() {
    assertThat(Scores.deltaE2000("#336699", "#336699")).isZero();
    assertThat(Scores.deltaE2000("#000000", "#ffffff")).isCloseTo(100, within(0.1));
    assertThat(Scores.deltaE2000("#ffffff", "#fefefe")).isLessThan(1);
  }

  @Test
  void noiseRatioIsOfTheMaskAlone() {
    byte[] one = {0, 0, 0, 10, 10, 10};
    byte[] other = {100, 100, 100, 20, 20, 20};
    boolean[] second = {false, true};
    assertThat(Scores.psnr(one, other, second)).isCloseTo(28.13, within(0.01));
    assertThat(Scores.psnr(one, one, second)).isEqualTo(Scores.MAX_PSNR_DB);
  }

  @Test
  void errorsCountOnLetters() {
    assertThat(Scores.characterErrorRate("SUMMER SALE", "Summersale")).isZero();
    assertThat(Scores.characterErrorRate("abcd", "abxd")).isEqualTo(0.25);
  }

  @Test
  void theSameNumberDrawsTheSamePicture() {
    OverlayGenerator generator = new OverlayGenerator(new Grounds(List.of()));
    try (Overlay one = generator.draw(45);
        Overlay two = generator.draw(45)) {
      assertThat(EraseEvaluation.bytes(one.source()))
          .isEqualTo(EraseEvaluation.bytes(two.source()));
      assertThat(EraseEvaluation.bytes(one.source()))
          .isNotEqualTo(EraseEvaluation.bytes(one.clean()));
    }
  }
}
