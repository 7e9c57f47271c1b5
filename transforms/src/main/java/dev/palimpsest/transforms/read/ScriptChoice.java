package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.LineSearch.Sample;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds out whether a script other than Latin stands on the picture, and whether in rows or in
 * columns: lines that the Latin engine doubts are read with the data of every other script. The
 * right data reads its own letters with far more confidence than any other makes of them.
 */
final class ScriptChoice {
  /** Wrong data stays below this on lines of two or more letters of its own. */
  private static final double LEAST_CONFIDENCE = 0.6;

  /** A single letter of any script can be seen in any scrawl. */
  private static final int FEWEST_LETTERS = 2;

  /** Letters times confidence beyond the least: two clear letters, or five likely ones. */
  private static final double LEAST_SCORE = 0.5;

  private static final int FIRST_LOOK = 3;

  private static final int MOST_COLUMNS = 6;

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

  /**
   * @param doubtful rows as the Latin engine read them, likeliest first
   * @param columns candidates for vertical text, likeliest first
   */
  Optional<Chosen> choose(
      List<OtherScript> scripts, List<Sample> doubtful, List<LineCandidate> columns) {
    Chosen best = null;
    double bestScore = LEAST_SCORE;
    for (OtherScript script : scripts) {
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
                  columns.subList(0, Math.min(MOST_COLUMNS, columns.size())),
                  column ->
                      LineReader.readColumn(
                              gray, column, engines.engine(script.verticalCode().get()))
                          .map(line -> score(script, line, 0)));
      if (Math.max(rows, down) > bestScore) {
        bestScore = Math.max(rows, down);
        best = new Chosen(script, down > rows);
      }
    }
    return Optional.ofNullable(best);
  }

  /** Sum over the samples; given up if the first ones show nothing of the script. */
  private static <T> double score(List<T> samples, Function<T, Optional<Double>> scoring) {
    double sum = 0;
    for (int i = 0; i < samples.size() && (i < FIRST_LOOK || sum > 0); i++) {
      sum += scoring.apply(samples.get(i)).orElse(0.0);
    }
    return sum;
  }

  private static double score(OtherScript script, ReadLine line, double rival) {
    long letters = script.letters(line.text());
    double least = Math.max(LEAST_CONFIDENCE, rival);
    return letters < FEWEST_LETTERS ? 0 : letters * Math.max(0, line.confidence() - least);
  }
}
