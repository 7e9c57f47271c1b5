package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Word;
import java.util.List;
import java.util.Optional;

/**
 * Drops what is no text. A hallucinated word becomes an erased and repainted patch, so doubt counts
 * against a reading.
 */
final class Garbage {
  /**
   * Words that the engine itself hardly believes in. Not asked of Chinese and Japanese, where the
   * line stands or falls as a whole.
   */
  private static final double LEAST_WORD_CONFIDENCE = 0.45;

  /**
   * About four of five readings between 0.55 and 0.65 were wrong on real banners, receipts and
   * comics.
   */
  private static final double LEAST_LINE_CONFIDENCE = 0.65;

  /** With thousands of characters to choose from the engine is less sure of the right one. */
  private static final double LEAST_CJK_CONFIDENCE = 0.55;

  /** A line with a single letter or digit needs this. */
  private static final double LEAST_SINGLE_CONFIDENCE = 0.85;

  /** Outlines and patterns are read as two or three letters with some stroke or dot beside. */
  private static final double LEAST_SHORT_CONFIDENCE = 0.75;

  private static final int SHORT = 3;

  private static final String BRACKETS = "()[]";

  private Garbage() {}

  /** The line without its incredible words, or nothing. */
  static Optional<ReadLine> clean(ReadLine line) {
    boolean asAWhole = Scripts.isCjk(line.text());
    List<Word> words =
        line.words().stream()
            .filter(w -> asAWhole || w.confidence() >= LEAST_WORD_CONFIDENCE)
            .filter(w -> w.box().height() >= 5 && w.box().width() >= 2)
            .toList();
    return words.isEmpty() ? Optional.empty() : Optional.of(line.with(words));
  }

  static boolean credible(ReadLine line) {
    String text = line.text();
    long solid = text.codePoints().filter(Character::isLetterOrDigit).count();
    // Brackets tell nothing: (1) is a number as 1 is.
    long visible =
        text.codePoints()
            .filter(c -> !Character.isWhitespace(c) && BRACKETS.indexOf(c) < 0)
            .count();
    if (solid == 0 || solid * 2 < visible) {
      return false;
    }
    if (Scripts.isCjk(text)) {
      return line.confidence() >= LEAST_CJK_CONFIDENCE;
    }
    double least = LEAST_LINE_CONFIDENCE;
    if (solid == 1) {
      least = LEAST_SINGLE_CONFIDENCE;
    } else if (solid <= SHORT && solid < visible) {
      least = LEAST_SHORT_CONFIDENCE;
    }
    return line.confidence() >= least;
  }
}
