package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.LineSearch.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds out whether a script other than Latin stands on the picture, and whether in rows or in
 * columns: lines that the Latin engine doubts are read with the data of other scripts. The right
 * data reads its own letters with far more confidence than any other makes of them.
 *
 * <p>Every further script costs time, and much of what the Latin engine doubts is no text at all.
 * Chinese and Japanese, whose lines look like nothing else, are tried first; alphabets only if the
 * doubtful lines are as regular as print, the common ones first.
 */
final class ScriptChoice {
  /** Wrong data stays below this on lines of two or more letters of its own. */
  private static final double LEAST_CONFIDENCE = 0.6;

  /** A single letter of any script can be seen in any scrawl. */
  private static final int FEWEST_LETTERS = 2;

  /** Wrong data sees its letters here and there: "ส ่ บ 6 ห". */
  private static final double LEAST_LETTERS_PER_WORD = 2;

  private static final double LEAST_LETTER_SHARE = 0.6;

  /** Letters times confidence beyond the least: two clear letters, or five likely ones. */
  private static final double LEAST_SCORE = 0.5;

  /** No other script need be tried. */
  private static final double CLEAR_SCORE = 2;

  private static final int FIRST_LOOK = 3;

  private static final int MOST_SAMPLES = 6;

  /** Alphabets are looked for where a line has so many glyphs ... */
  private static final int GLYPHS_OF_PRINT = 5;

  /** ... and is as regular as this ({@link LineCandidate#textLikeness}). */
  private static final double LIKENESS_OF_PRINT = 3.5;

  /** Read by most people, so tried first. */
  private static final List<String> COMMON = List.of("ko", "ru", "ar", "hi", "th", "el", "he");

  private final Mat gray;
  private final Engines engines;

  ScriptChoice(Mat gray, Engines engines) {
    this.gray = gray;
    this.engines = engines;
  }

  /**
   * @param vertical most of it is written in columns
   */
  record Chosen(OtherScript script, boolean vertical) {}

  private record Scored(Chosen chosen, double score) {}

  /**
   * @param scripts that may stand on the picture
   * @param doubtful rows as the Latin engine read them, likeliest first
   * @param columns candidates for vertical text, likeliest first
   */
  Optional<Chosen> choose(
      List<OtherScript> scripts, List<Sample> doubtful, List<LineCandidate> columns) {
    List<Scored> scored = new ArrayList<>();
    for (OtherScript script : scripts) {
      if (script.isCjk()) {
        scored.add(score(script, doubtful, columns));
      }
    }
    List<Sample> print =
        doubtful.stream()
            .filter(s -> s.candidate().glyphs().size() >= GLYPHS_OF_PRINT)
            .filter(s -> s.candidate().textLikeness() >= LIKENESS_OF_PRINT)
            .toList();
    for (OtherScript script : alphabets(scripts)) {
      if (!print.isEmpty() && scored.stream().noneMatch(s -> s.score() > CLEAR_SCORE)) {
        scored.add(score(script, print, List.of()));
      }
    }
    return scored.stream()
        .filter(s -> s.score() > LEAST_SCORE)
        .max(Comparator.comparingDouble(Scored::score))
        .map(Scored::chosen);
  }

  private static List<OtherScript> alphabets(List<OtherScript> scripts) {
    return scripts.stream()
        .filter(script -> !script.isCjk())
        .sorted(
            Comparator.comparingInt(
                script ->
                    COMMON.contains(script.tag()) ? COMMON.indexOf(script.tag()) : COMMON.size()))
        .toList();
  }

  private Scored score(OtherScript script, List<Sample> doubtful, List<LineCandidate> columns) {
    double rows =
        score(
            doubtful,
            sample ->
                LineReader.read(gray, sample.candidate(), engines.engine(script.code()))
                    .map(line -> score(script, line, sample.line().confidence())));
    double down =
        script.verticalCode().isEmpty()
            ? 0
            : score(
                columns,
                column ->
                    LineReader.readColumn(gray, column, engines.engine(script.verticalCode().get()))
                        .map(line -> score(script, line, 0)));
    return new Scored(new Chosen(script, down > rows), Math.max(rows, down));
  }

  /** Sum over the samples; given up if the first ones show nothing of the script. */
  private static <T> double score(List<T> samples, Function<T, Optional<Double>> scoring) {
    double sum = 0;
    int most = Math.min(MOST_SAMPLES, samples.size());
    for (int i = 0; i < most && (i < FIRST_LOOK || sum > 0); i++) {
      sum += scoring.apply(samples.get(i)).orElse(0.0);
    }
    return sum;
  }

  private static double score(OtherScript script, ReadLine line, double rival) {
    String text = line.text();
    long letters = script.letters(text);
    boolean scattered =
        !script.isCjk()
            && (letters < LEAST_LETTERS_PER_WORD * text.split(" ").length
                || letters < LEAST_LETTER_SHARE * text.codePoints().filter(c -> c != ' ').count());
    double least = Math.max(LEAST_CONFIDENCE, rival);
    return letters < FEWEST_LETTERS || scattered
        ? 0
        : letters * Math.max(0, line.confidence() - least);
  }
}
