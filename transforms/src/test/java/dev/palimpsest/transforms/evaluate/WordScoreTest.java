package dev.palimpsest.transforms.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordScoreTest {
  @Test
  void ignoresCaseAndSmallShifts() throws JsonProcessingException {
    assertThat(score("{'text':'SALE','box':[10,10,40,20]}", word("Sale", 12, 11, 40, 20)))
        .isEqualTo(new WordScore(1, 1, 1));
  }

  @Test
  void countsAWordElsewhereAsWrong() throws JsonProcessingException {
    assertThat(score("{'text':'SALE','box':[10,10,40,20]}", word("Sale", 90, 10, 40, 20)))
        .isEqualTo(new WordScore(1, 0, 1));
  }

  @Test
  void leavesWordsNotToCareAboutOut() throws JsonProcessingException {
    assertThat(score("{'text':'###','box':[10,10,40,20],'care':false}", word("x", 10, 10, 40, 20)))
        .isEqualTo(new WordScore(0, 0, 0));
  }

  @Test
  void countsHanByCharacter() throws JsonProcessingException {
    assertThat(score("{'text':'正品保障','box':[0,0,80,20]}", word("正品 保", 0, 0, 60, 20)))
        .isEqualTo(new WordScore(4, 3, 3));
  }

  private static Word word(String text, int x, int y, int width, int height) {
    return new Word(text, new Box(x, y, width, height), 1);
  }

  private static WordScore score(String truth, Word found) throws JsonProcessingException {
    String json = "{'words':[%s]}".formatted(truth).replace('\'', '"');
    return WordScore.of(Json.MAPPER.readTree(json), List.of(found));
  }
}
