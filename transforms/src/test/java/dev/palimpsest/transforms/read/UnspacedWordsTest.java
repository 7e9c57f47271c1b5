package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnspacedWordsTest {
  @Test
  void tellsThaiWordsAsAReaderWould() {
    Word run = new Word("ภาษาไทยสวยงาม", new Box(10, 5, 130, 20), 0.9);

    List<Word> words = UnspacedWords.split(List.of(run));

    assertThat(words).extracting(Word::text).containsExactly("ภาษา", "ไทย", "สวยงาม");
    assertThat(words).extracting(Word::confidence).containsOnly(0.9);
    assertThat(Box.around(words.stream().map(Word::box).toList())).isEqualTo(run.box());
    assertThat(words.get(0).box()).isEqualTo(new Box(10, 5, 40, 20));
    assertThat(words.get(1).box()).isEqualTo(new Box(50, 5, 30, 20));
  }

  @Test
  void givesNoRoomToTonesAndKeepsMarksWithTheirWord() {
    List<Word> words =
        UnspacedWords.split(List.of(new Word("น้ำดื่ม!", new Box(0, 0, 50, 10), 0.8)));

    assertThat(words.stream().map(Word::text).reduce("", String::concat)).isEqualTo("น้ำดื่ม!");
    assertThat(words.get(words.size() - 1).text()).endsWith("ม!");
    assertThat(words).allSatisfy(word -> assertThat(word.box().width()).isPositive());
  }

  @Test
  void leavesOtherScriptsAlone() {
    List<Word> words = List.of(new Word("mother-in-law", new Box(0, 0, 90, 10), 0.8));

    assertThat(UnspacedWords.split(words)).isEqualTo(words);
  }
}
