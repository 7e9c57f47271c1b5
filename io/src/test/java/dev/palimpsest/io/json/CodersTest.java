package dev.palimpsest.io.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class CodersTest {
  record Line(String language, String text, List<String> warnings, Integer size) {}

  private static final Line SAMPLE = new Line("de", "", List.of(), null);
  private static final Line SHORT = new Line("de", "Fresh bread", List.of(), null);

  private static final List<Line> LINES =
      List.of(
          SAMPLE,
          SHORT,
          new Line("ja", "焼きたてのパン \"\n\u0000", List.of("A", "B"), 7),
          new Line("x", "\uD83D\uDE00 ".repeat(20_000), List.of(), -1),
          new Line(null, null, null, null));

  @Test
  void recordsComeBackFromBothForms() throws Exception {
    for (JsonCoder<Line> coder : List.of(JsonCoder.of(Line.class), JsonCoder.like(SAMPLE))) {
      for (Line line : LINES) {
        CoderProperties.coderDecodeEncodeEqual(coder, line);
      }
      CoderProperties.coderSerializable(coder);
    }
    assertThat(JsonCoder.like(SAMPLE))
        .isEqualTo(JsonCoder.like(new Line("de", "", List.of(), null)))
        .isNotEqualTo(JsonCoder.of(Line.class))
        .isNotEqualTo(JsonCoder.like(SHORT));
  }

  @Test
  void aRecordLikeTheSampleIsLittleMoreThanItsText() throws Exception {
    byte[] plain = CoderUtils.encodeToByteArray(JsonCoder.of(Line.class), SHORT);
    byte[] small = CoderUtils.encodeToByteArray(JsonCoder.like(SAMPLE), SHORT);
    assertThat(plain).hasSizeGreaterThan(50);
    assertThat(small).hasSizeLessThan(SHORT.text().length() + 10);
  }

  @Test
  void threadsDoNotDisturbEachOther() {
    JsonCoder<Line> coder = JsonCoder.like(SAMPLE);
    Random random = new Random(1);
    List<Line> lines =
        IntStream.range(0, 2_000)
            .mapToObj(i -> new Line("l" + i, "text ".repeat(random.nextInt(50)), List.of(), i))
            .toList();
    assertThat(
            lines.parallelStream()
                .map(
                    line -> {
                      try {
                        return CoderUtils.clone(coder, line);
                      } catch (CoderException e) {
                        throw new IllegalStateException(e);
                      }
                    })
                .toList())
        .isEqualTo(lines);
  }

  @Test
  void aKeyTakesHalfOfItsDigits() throws Exception {
    String key = "00ff7f80a1b2c3d4e5f60718293a4b5c";
    CoderProperties.coderDecodeEncodeEqual(HexCoder.of(), key);
    CoderProperties.coderDecodeEncodeEqual(
        KvCoder.of(HexCoder.of(), JsonCoder.like(SAMPLE)), KV.of(key, SHORT));
    assertThat(CoderUtils.encodeToByteArray(HexCoder.of(), key)).hasSize(16);
    for (String other : List.of("", "00ff", key + "00", key.replace('a', 'g'))) {
      assertThatThrownBy(() -> CoderUtils.encodeToByteArray(HexCoder.of(), other))
          .as(other)
          .isInstanceOf(Exception.class);
    }
  }
}
