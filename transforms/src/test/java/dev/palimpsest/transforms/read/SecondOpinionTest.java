package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecondOpinionTest {
  private static final LineCandidate ROW = LineCandidate.of(false, new Glyph(0, 0, 120, 30, 1800));

  private final List<String> asked = new ArrayList<>();

  @Test
  void takesTheSurestReadingInSimplifiedCharacters() {
    Map<String, ReadLine> read = Map.of("HanS", line("温遍提示", 0.52), "chi_tra", line("溫馨提示", 0.75));

    assertThat(surest(read, line("温志提示", 0.34)).text()).isEqualTo("温馨提示");
    assertThat(surest(read, line("温载提示", 0.71)).text()).as("surer").isEqualTo("温载提示");
  }

  @Test
  void asksNoMoreThanItMust() {
    Map<String, ReadLine> read = Map.of("HanS", line("淘宝店铺", 0.84), "chi_tra", line("移窗腐賣", 0.16));

    surest(read, line("淘宝店铺", 0.86));
    surest(read, line("店", 0.6));
    surest(read, line("Size 35", 0.6));
    surest(read, line("员本", 0.05));
    assertThat(asked).isEmpty();

    assertThat(surest(read, line("淘室店铺", 0.69)).text()).isEqualTo("淘宝店铺");
    assertThat(asked).containsExactly("HanS");
  }

  @Test
  void doesWithoutDataThatIsNotThere() {
    assertThat(surest(Map.of(), line("亚质保证", 0.6)).text()).isEqualTo("亚质保证");
    assertThat(asked).isEmpty();
  }

  private ReadLine surest(Map<String, ReadLine> read, ReadLine first) {
    Set<String> atHand = read.keySet();
    SecondOpinion opinion =
        new SecondOpinion(
            atHand::contains,
            (row, code) -> {
              asked.add(code);
              return Optional.of(read.get(code));
            });
    return opinion.surest(ROW, first);
  }

  private static ReadLine line(String text, double confidence) {
    return new ReadLine(List.of(new Word(text, new Box(0, 0, 120, 30), confidence)), 0, false);
  }
}
