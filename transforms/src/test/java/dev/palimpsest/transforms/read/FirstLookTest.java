package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.read.FirstLook.Seen;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstLookTest {
  private static FirstLook firstLook;

  @BeforeAll
  static void open() {
    firstLook = new FirstLook();
  }

  @AfterAll
  static void close() {
    firstLook.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Latn, Vor Gebrauch schütteln",
    "Latn, NEW SUMMER SHOES",
    "Cyrl, Перед употреблением",
    "Grek, Ανακινήστε πριν από",
    "Armn, Հայաստան բարի գալուստ",
    "Geor, საქართველოს დედაქალაქი",
    "Arab, جمهورية مصر العربية"
  })
  void tellsTheScript(String script, String text) {
    Seen seen = seen(text);

    assertThat(seen.text()).isGreaterThan(0.9);
    assertThat(seen.script(script)).isGreaterThan(0.5);
    assertThat(seen.script("Jpan")).isLessThan(FirstLooks.UNLIKELY);
  }

  @Test
  void takesNoFenceForText() {
    DrawnPicture drawn = new DrawnPicture(900, 120, Color.WHITE);
    drawn.graphics().setColor(Color.BLACK);
    drawn.graphics().setStroke(new BasicStroke(4));
    for (int x = 40; x < 860; x += 40) {
      drawn.graphics().drawLine(x, 40, x + 26, 76);
    }

    assertThat(longestRow(drawn).text()).isLessThan(FirstLooks.LEAST_TEXT);
  }

  @Test
  void leavesOpenWhatItDoesNotKnow() {
    assertThat(seen("NEW SUMMER SHOES").script("Cher")).isEqualTo(1);
  }

  private static Seen seen(String text) {
    DrawnPicture drawn = new DrawnPicture(900, 120, Color.WHITE);
    drawn.text("1", text, DrawnPicture.font("DejaVuSans", 36), Color.BLACK, 40, 70);
    return longestRow(drawn);
  }

  private static Seen longestRow(DrawnPicture drawn) {
    try (PointerScope scope = new PointerScope()) {
      Mat gray = new Mat();
      opencv_imgproc.cvtColor(drawn.picture().bgr(), gray, opencv_imgproc.COLOR_BGR2GRAY);
      LineCandidate row =
          Candidates.chained(TextFinder.find(gray)).rows().stream()
              .max(Comparator.comparingDouble(LineCandidate::length))
              .orElseThrow();
      return firstLook.at(List.of(FirstLook.glimpse(gray, row))).get(0);
    }
  }
}
