package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import dev.palimpsest.transforms.read.LanguageDetector.Detected;
import dev.palimpsest.transforms.read.LatinChoice.Choice;
import dev.palimpsest.transforms.read.LineSearch.Sample;
import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatinChoiceTest {
  private static final String GERMAN = "Frische Brötchen und ofenwarmes Brot jeden Morgen ab sechs";
  private static final String ENGLISH = "Fresh rolls and warm bread every morning from six o'clock";

  private final LatinChoice choice = new LatinChoice(Map.of("en", "eng", "de", "deu"));

  @Test
  void takesTheDataOfTheLanguageThatItReads() {
    Choice german = choose(GERMAN, 0.9);

    assertThat(german.codes()).isEqualTo("deu");
    assertThat(german.language()).map(Detected::tag).contains("de");
    assertThat(german.letters()).isEqualTo(GERMAN.chars().filter(Character::isLetter).count());
  }

  @Test
  void tellsTheLanguageWhereTheDataIsRightAlready() {
    Choice english = choose(ENGLISH, 0);

    assertThat(english.codes()).isEqualTo("eng");
    assertThat(english.language()).map(Detected::tag).contains("en");
    assertThat(english.language().orElseThrow().isClear()).isTrue();
  }

  @Test
  void tellsNoLanguageWhoseDataReadsWorse() {
    Choice doubted = choose(GERMAN, 0.5);

    assertThat(doubted.codes()).isEqualTo("eng");
    assertThat(doubted.language()).isEmpty();
  }

  @Test
  void tellsTheLanguageOfATextThatIsMostlyTheSample() {
    Choice german = choose(GERMAN, 0.9);

    assertThat(german.languageOfAll(german.letters())).map(Detected::tag).contains("de");
    assertThat(german.languageOfAll(2 * german.letters())).isEmpty();
    // All that was read proved to be no text.
    assertThat(german.languageOfAll(0)).isEmpty();
  }

  @Test
  void tellsNoLanguageByAFewLetters() {
    assertThat(choose("Brötchen", 0.9).language()).isEmpty();
  }

  /** The text was read with 0.8 by English data; other data is this confident. */
  private Choice choose(String text, double confidence) {
    List<Sample> sample = List.of(new Sample(row(), line(text, 0.8)));
    return choice.better(sample, "eng", (row, code) -> Optional.of(line(text, confidence)));
  }

  private static ReadLine line(String text, double confidence) {
    return new ReadLine(List.of(new Word(text, new Box(0, 0, 400, 20), confidence)), 0, false);
  }

  private static LineCandidate row() {
    List<Glyph> glyphs =
        IntStream.range(0, 6).mapToObj(i -> new Glyph(20 * i, 0, 14, 20, 100)).toList();
    return LineCandidate.of(false, glyphs, new Specks(List.of()));
  }
}
