package dev.palimpsest.transforms.read;

import com.ibm.icu.text.Transliterator;
import dev.palimpsest.io.region.Word;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * What other data makes of doubtful rows of simplified Chinese. Among thousands of characters each
 * engine confuses others: the surest reading is right where one engine alone is not. Data for
 * traditional characters reads simplified ones, too, and writes them its own way; that is undone,
 * so that a picture's text is of one kind.
 */
final class SecondOpinion {
  /** Code of the data whose rows are read once more. */
  static final String FIRST = "chi_sim";

  /** Data for the script, whatever the language: the best second reader. */
  private static final String SCRIPT = "HanS";

  private static final String TRADITIONAL = "chi_tra";

  /** With this confidence nothing else is asked; up to 0.85 little would be won (measured). */
  private static final double ENOUGH_OF_FIRST = 0.8;

  /** A third reading of what is credible as it is rarely changes anything. */
  private static final double ENOUGH_OF_SECOND = 0.55;

  /** Hardly anything readable stands there. */
  private static final double LEAST_CONFIDENCE = 0.25;

  /** A single character of so many can be seen in anything. */
  private static final int FEWEST_CHARACTERS = 2;

  private static final Transliterator SIMPLIFIED =
      Transliterator.getInstance("Traditional-Simplified");

  private final Predicate<String> isAtHand;
  private final BiFunction<LineCandidate, String, Optional<ReadLine>> row;

  /**
   * @param isAtHand whether there is OCR data of the given code; what is missing is not asked
   * @param row reads a row with the OCR data of the given code
   */
  SecondOpinion(
      Predicate<String> isAtHand, BiFunction<LineCandidate, String, Optional<ReadLine>> row) {
    this.isAtHand = isAtHand;
    this.row = row;
  }

  /**
   * The surest reading.
   *
   * @param first with the data of {@link #FIRST}
   */
  ReadLine surest(LineCandidate candidate, ReadLine first) {
    boolean isChinese =
        first.confidence() >= LEAST_CONFIDENCE
            && first.text().codePoints().filter(Scripts::isHan).count() >= FEWEST_CHARACTERS;
    if (!isChinese) {
      return first;
    }
    ReadLine second = surer(candidate, first, SCRIPT, ENOUGH_OF_FIRST);
    ReadLine third = surer(candidate, second, TRADITIONAL, ENOUGH_OF_SECOND);
    return third.equals(second) ? second : simplified(third);
  }

  private ReadLine surer(LineCandidate candidate, ReadLine line, String code, double enough) {
    if (line.confidence() >= enough || !isAtHand.test(code)) {
      return line;
    }
    return row.apply(candidate, code)
        .filter(other -> other.confidence() > line.confidence())
        .orElse(line);
  }

  private static ReadLine simplified(ReadLine line) {
    return line.with(
        line.words().stream()
            .map(w -> new Word(SIMPLIFIED.transliterate(w.text()), w.box(), w.confidence()))
            .toList());
  }
}
