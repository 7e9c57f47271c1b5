package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  @Test
  void joinsWhatKoreanDataTearsApartButNotWords() {
    List<Word> words =
        List.of(
            new Word("주", new Box(0, 0, 26, 30), 0.9),
            new Word("말", new Box(29, 0, 26, 30), 0.7),
            new Word("할인", new Box(66, 0, 58, 30), 0.9));

    List<Word> joined = LineReader.withoutFalseBlanks(words);

    assertThat(joined).extracting(Word::text).containsExactly("주말", "할인");
    assertThat(joined.get(0).box()).isEqualTo(new Box(0, 0, 55, 30));
    assertThat(joined.get(0).confidence()).isEqualTo(0.8);
  }

  @Test
  void leavesLatinWordsAsTheyAre() {
    List<Word> words =
        List.of(
            new Word("a", new Box(0, 0, 10, 30), 0.9), new Word("b", new Box(11, 0, 10, 30), 0.9));

    assertThat(LineReader.withoutFalseBlanks(words)).isEqualTo(words);
  }

  @Test
  void joinsWhatStandsBesideAChineseColon() {
    List<Word> words =
        List.of(
            new Word("规格", new Box(0, 0, 60, 30), 0.9),
            new Word(":", new Box(68, 8, 5, 20), 0.9),
            new Word("30cm", new Box(90, 3, 60, 26), 0.9),
            new Word("Size", new Box(160, 3, 60, 26), 0.9));

    assertThat(LineReader.withoutFalseBlanks(words))
        .extracting(Word::text)
        .containsExactly("规格:30cm", "Size");
  }

  @Test
  void leavesColonsInOtherScriptsAsTheyAre() {
    List<Word> words =
        List.of(
            new Word("Size:", new Box(0, 0, 60, 30), 0.9),
            new Word("30cm", new Box(70, 3, 60, 26), 0.9));

    assertThat(LineReader.withoutFalseBlanks(words)).isEqualTo(words);
  }
}
