package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Word;
import dev.palimpsest.transforms.read.FirstLook.Seen;
import dev.palimpsest.transforms.read.ScriptChoice.Scored;
import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptChoiceTest {
  private static final OtherScript JAPANESE = new OtherScript("ja", "jpn", Optional.empty());
  private static final OtherScript CHINESE = new OtherScript("zh", "chi_sim", Optional.empty());

  /** What was read: OCR data and the top of the row. */
  private final List<String> readings = new ArrayList<>();

  /** What is read with OCR data; other data reads Chinese. */
  private final Map<String, String> texts = new HashMap<>();

  private final ScriptChoice choice =
      new ScriptChoice(this::read, this::read, row -> Seen.UNKNOWN, row -> true);

  @Test
  void readsNoMoreChineseThanShowsThatItCanBeRead() {
    List<LineCandidate> rows = List.of(row(0), row(100), row(200), row(300));

    Optional<Scored> chosen = choice.eastAsian(List.of(JAPANESE, CHINESE), rows, List.of());

    assertThat(chosen.orElseThrow().chosen().script()).isEqualTo(CHINESE);
    assertThat(readings).containsExactly("jpn 0", "jpn 100", "jpn 200", "chi_sim 0");
  }

  @Test
  void asksDifferentRowsForKana() {
    List<LineCandidate> rows = List.of(row(0), row(2), row(100), row(101), row(200));

    choice.eastAsian(List.of(JAPANESE, CHINESE), rows, List.of());

    assertThat(readings).startsWith("jpn 0", "jpn 100", "jpn 200");
  }

  @Test
  void asksColumnsForKanaWhereTextRunsDown() {
    OtherScript japanese = new OtherScript("ja", "jpn", Optional.of("jpn_vert"));
    texts.put("jpn_vert", "迷惑をかけて");
    List<LineCandidate> columns = List.of(row(0), row(100), row(200));

    Optional<Scored> chosen =
        choice.eastAsian(List.of(japanese, CHINESE), List.of(row(50), row(150)), columns);

    assertThat(chosen.orElseThrow().chosen().script()).isEqualTo(japanese);
    assertThat(chosen.orElseThrow().chosen().vertical()).isTrue();
  }

  @Test
  void believesFewKanaOnlyIfChineseIsReadNoBetter() {
    texts.put("jpn", "キ国可");
    texts.put("chi_sim", "全新原装正品");

    List<OtherScript> scripts = List.of(JAPANESE, CHINESE);
    Optional<Scored> chosen = choice.eastAsian(scripts, List.of(row(0)), List.of());

    assertThat(chosen.orElseThrow().chosen().script()).isEqualTo(CHINESE);
  }

  private Optional<ReadLine> read(LineCandidate row, String code) {
    readings.add(code + " " + row.box().y());
    Word word = new Word(texts.getOrDefault(code, "全新原装"), row.box(), 0.9);
    return Optional.of(new ReadLine(List.of(word), 0, false));
  }

  private static LineCandidate row(int top) {
    List<Glyph> glyphs =
        IntStream.range(0, 4).mapToObj(i -> new Glyph(50 * i, top, 40, 40, 800)).toList();
    return LineCandidate.of(false, glyphs, new Specks(List.of()));
  }
}
