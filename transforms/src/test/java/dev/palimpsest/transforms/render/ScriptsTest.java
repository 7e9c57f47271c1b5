package dev.palimpsest.transforms.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Picture;
import java.awt.Color;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scripts ask of line breaking and shaping, with the fonts that scripts/test installs. */
class ScriptsTest {
  private static final Fonts FONTS = Fonts.load(List.of(), true);

  private static Drawing drawing(String text, String language) {
    Style style = RendererTest.style(30, 0, Style.Alignment.LEFT, false);
    Region region = DrawnPicture.region("r1", "Source", new Box(20, 60, 560, 40));
    return new Drawing(region.withStyle(style), text, language);
  }

  private static LineBreaks breaks(String text, String language) {
    TextBlock block =
        new TextBlock(FONTS, Hyphenation.NONE, drawing(text, language), new double[0], false);
    assertThat(block.missing()).isEmpty();
    return block.lineBreaks();
  }

  @Test
  void thaiIsBrokenBetweenWordsAlthoughThereAreNoBlanks() {
    List<String> words =
        List.of(
            "\u0e20\u0e32\u0e29\u0e32",
            "\u0e44\u0e17\u0e22",
            "\u0e2a\u0e27\u0e22\u0e07\u0e32\u0e21");
    LineBreaks breaks = breaks(String.join("", words), "th");
    assertThat(breaks.into(3, 100).lines()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    // A full stop, a small tsu, a long vowel and a closing bracket.
    "ja, \u3053\u308c\u306f\u30da\u30f3\u3067\u3059\u3002\u300c\u30b5\u30c3\u30ab\u30fc\u300d\u3082\u3059\u304d\u3067\u3059\u3002",
    // Comma and full stop, full width.
    "zh, \u6625\u5929\u6765\u4e86\uff0c\u300a\u82b1\u300b\u90fd\u5f00\u4e86\u3002"
  })
  void noLineBeginsOrEndsWhereItMustNot(String language, String text) {
    Set<String> notFirst = Set.of("\u3002", "\uff0c", "\u300d", "\u300b", "\u30c3", "\u30fc");
    Set<String> notLast = Set.of("\u300c", "\u300a");
    LineBreaks breaks = breaks(text, language);
    for (int width = 3; width < text.length(); width++) {
      List<String> lines = breaks.into(breaks.fewest(width), width).lines();
      assertThat(String.join("", lines)).isEqualTo(text);
      for (String line : lines) {
        assertThat(notFirst).doesNotContain(line.substring(0, 1));
        assertThat(notLast).doesNotContain(line.substring(line.length() - 1));
      }
    }
  }

  /** Columns of the picture that have ink. */
  private static int inkWidth(String text, String language) {
    DrawnPicture white = new DrawnPicture(600, 160, Color.WHITE);
    Renderer renderer = new Renderer(FONTS, 9, Hyphenation.NONE);
    try (Picture plate = white.picture();
        Rendering rendering =
            renderer.draw(plate, List.of(drawing(text, language)), List.of(), Mode.GENERAL)) {
      assertThat(rendering.texts().get(0).warnings()).isEmpty();
      byte[] bytes = DrawnPicture.bytes(rendering.picture());
      int left = Integer.MAX_VALUE;
      int right = 0;
      for (int i = 0; i < bytes.length / 3; i++) {
        if ((bytes[3 * i + 1] & 0xff) < 128) {
          left = Math.min(left, i % 600);
          right = Math.max(right, i % 600 + 1);
        }
      }
      return right - left;
    }
  }

  @Test
  void indicConsonantsJoin() {
    // ka, virama, ssa make one sign, narrower than ka and ssa apart.
    assertThat(inkWidth("\u0915\u094d\u0937", "hi"))
        .isLessThan((int) (0.8 * inkWidth("\u0915\u0937", "hi")));
  }

  @Test
  void anIndicVowelSignStandsBeforeItsConsonant() {
    // The sign i is stored after ka and drawn before it: its hook adds width on the left only.
    assertThat(inkWidth("\u0915\u093f", "hi")).isGreaterThan(inkWidth("\u0915", "hi"));
  }

  @Test
  void arabicLettersJoin() {
    // With a non-joiner between them the letters take their wide forms.
    assertThat(inkWidth("\u0628\u0628\u0628", "ar"))
        .isLessThan(inkWidth("\u0628\u200c\u0628\u200c\u0628", "ar"));
  }

  @Test
  void thaiMarksStandAboveTheirConsonant() {
    assertThat(inkWidth("\u0e01\u0e35\u0e49", "th"))
        .isLessThan((int) (1.3 * inkWidth("\u0e01", "th")));
  }
}
