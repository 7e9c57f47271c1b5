package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class GarbageTest {
  @Test
  void doubtsAShortWordWithAStrokeBesideIt() {
    assertThat(Garbage.credible(line("HE’", 0.7))).isFalse();
    assertThat(Garbage.credible(line("HE", 0.7))).isTrue();
    assertThat(Garbage.credible(line("NO!", 0.9))).isTrue();
    assertThat(Garbage.credible(line("HELLO!", 0.7))).isTrue();
  }

  @Test
  void believesANumberInBrackets() {
    assertThat(Garbage.credible(line("(1)", 0.9))).isTrue();
    assertThat(Garbage.credible(line("(1)", 0.8))).as("as doubtful as 1").isFalse();
    assertThat(Garbage.credible(line("(.)", 0.9))).isFalse();
  }

  private static ReadLine line(String text, double confidence) {
    return new ReadLine(List.of(new Word(text, new Box(0, 0, 60, 30), confidence)), 0, false);
  }
}
