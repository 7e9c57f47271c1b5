package dev.palimpsest.io.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
  private static List<String> lines(String text, int longest) throws IOException {
    BoundedLines lines = new BoundedLines(new StringReader(text), longest);
    List<String> all = new ArrayList<>();
    for (Optional<String> next = lines.next(); next.isPresent(); next = lines.next()) {
      all.add(next.get());
    }
    return all;
  }

  @Test
  void cutsAtLineBreaksOfBothKinds() throws IOException {
    assertThat(lines("a\r\n\nb\rc\nd", 9)).containsExactly("a", "", "b\rc", "d");
    assertThat(lines("a\n", 9)).containsExactly("a");
    assertThat(lines("", 9)).isEmpty();
  }

  @Test
  void aLineLongerThanItsBufferIsWhole() throws IOException {
    String large = "x".repeat(100_000);
    assertThat(lines("a\n" + large + "\nb", 100_000)).containsExactly("a", large, "b");
  }

  @Test
  void aLineThatIsTooLongIsPassedOverAndTheOthersKeepTheirNumbers() throws IOException {
    assertThat(lines("a\n" + "x".repeat(100_001) + "\nb", 100_000))
        .containsExactly("a", BoundedLines.TOO_LONG, "b");
  }
}
