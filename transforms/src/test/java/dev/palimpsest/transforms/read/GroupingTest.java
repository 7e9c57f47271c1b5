package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import dev.palimpsest.transforms.read.ParagraphGrouping.InkedLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupingTest {
  private static final InkColour BLACK = new InkColour(0, 0, 0);

  @Test
  void joinsColumnsFromTheRightToOneParagraph() {
    ReadLine first = column("私のせいで", 200, 50, 100);
    ReadLine second = column("お姉ちゃん", 180, 50, 100);

    assertThat(texts(List.of(second, first))).containsExactly("私のせいで|お姉ちゃん");
  }

  @Test
  void readsVerticalBlocksFromTheRight() {
    ReadLine left = column("どうです", 40, 50, 80);
    ReadLine right = column("それでも", 400, 50, 80);

    assertThat(texts(List.of(left, right))).containsExactly("それでも", "どうです");
  }

  @Test
  void readsColumnsOfLatinTextFromTheLeft() {
    assertThat(texts(List.of(row("Right", 400, 50), row("Left", 40, 50))))
        .containsExactly("Left", "Right");
  }

  @Test
  void putsArabicWordsInReadingOrder() {
    ReadLine line =
        row("x", 0, 0)
            .with(
                List.of(
                    new Word("بالعالم", new Box(0, 0, 60, 20), 0.9),
                    new Word("مرحبا", new Box(70, 0, 50, 20), 0.9)));

    assertThat(line.text()).isEqualTo("مرحبا بالعالم");
  }

  @Test
  void aWordWinsOverItsPartThatIsReadWithMoreConfidence() {
    ReadLine part = line(new Word("agen", new Box(22, 8, 83, 33), 0.93));
    ReadLine whole = line(new Word("Tagen", new Box(0, 0, 105, 41), 0.79));

    assertThat(Fusion.fuse(List.of(part, whole)))
        .extracting(ReadLine::text)
        .containsExactly("Tagen");
  }

  @Test
  void aMarkThatOnlyOneReadingHasIsDoubted() {
    ReadLine plain = line(new Word("INVOICE", new Box(0, 0, 120, 26), 0.96));
    ReadLine marked = line(new Word("INVOICE-", new Box(0, 0, 127, 26), 0.9));

    assertThat(Fusion.fuse(List.of(plain, marked)))
        .extracting(ReadLine::text)
        .containsExactly("INVOICE");
  }

  @Test
  void aColonOfAnotherReadingGoesBetweenTheWords() {
    ReadLine words =
        line(
            new Word("ID", new Box(0, 0, 30, 26), 0.87),
            new Word("000750673920", new Box(59, 0, 227, 25), 0.96));
    ReadLine colon = line(new Word(":", new Box(42, 5, 4, 20), 0.92));
    ReadLine beneath = line(new Word("below", new Box(33, 40, 20, 25), 0.92));

    assertThat(LineGrouping.group(List.of(words, colon, beneath)))
        .extracting(ReadLine::text)
        .containsExactly("ID : 000750673920", "below");
  }

  @Test
  void keepsOverlappingWordsOfOneLineAndTheBetterOfTwoLines() {
    ReadLine better =
        new ReadLine(
            List.of(
                new Word("竜の", new Box(0, 0, 40, 20), 0.9),
                new Word("歯", new Box(20, 0, 30, 20), 0.9)),
            0,
            false);
    ReadLine worse = new ReadLine(List.of(new Word("BOME", new Box(0, 0, 50, 20), 0.5)), 0, false);

    assertThat(Fusion.fuse(List.of(worse, better)))
        .extracting(ReadLine::text)
        .containsExactly("竜の歯");
  }

  @Test
  void dropsDoubtfulWordsAndLinesWithoutLetters() {
    assertThat(Garbage.clean(withConfidence("shoes", 0.3))).isEmpty();
    assertThat(Garbage.credible(withConfidence("shoes", 0.6))).isFalse();
    assertThat(Garbage.credible(withConfidence("shoes", 0.9))).isTrue();
    assertThat(Garbage.credible(withConfidence("~|-", 0.9))).isFalse();
  }

  @Test
  void marksARegionInAnotherLanguage() {
    LanguageDetector detector = new LanguageDetector(List.of("en", "de", "ja"));

    assertThat(detector.ofRegion("お姉ちゃんに迷惑をかけて", "en")).isEqualTo("ja");
    assertThat(detector.ofRegion("Vor dem ersten Gebrauch gründlich mit Wasser spülen", "en"))
        .isEqualTo("de");
    assertThat(detector.ofRegion("Parlez", "en")).isEqualTo("en");
    assertThat(detector.ofRegion("0576-86746975", "de")).isEqualTo("de");
  }

  private static ReadLine withConfidence(String text, double confidence) {
    return new ReadLine(List.of(new Word(text, new Box(0, 0, 50, 20), confidence)), 0, false);
  }

  private static ReadLine line(Word... words) {
    return new ReadLine(List.of(words), 0, false);
  }

  private static ReadLine row(String text, int x, int y) {
    return new ReadLine(List.of(new Word(text, new Box(x, y, 80, 20), 0.9)), 0, false);
  }

  private static ReadLine column(String text, int x, int y, int height) {
    return new ReadLine(List.of(new Word(text, new Box(x, y, 15, height), 0.9)), 0, true);
  }

  private static List<String> texts(List<ReadLine> lines) {
    return ParagraphGrouping.group(lines.stream().map(l -> new InkedLine(l, BLACK)).toList())
        .stream()
        .map(p -> String.join("|", p.stream().map(ReadLine::text).toList()))
        .toList();
  }
}
