package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes one reading of several: where passes saw the same ink, the more credible word wins; where
 * only one saw it, its word stays.
 */
final class Fusion {
  /** Two words are rivals if this share of the smaller one's box lies in the other's. */
  private static final double RIVAL_OVERLAP = 0.35;

  private Fusion() {}

  /** Lines slope alike within so many degrees ... */
  private static final double ALIKE_DEGREES = 5;

  /** ... and so much that upright boxes around words reach into the next line. */
  private static final double SLOPING_DEGREES = 5;

  /** From one line to the next, in heights of the lower one. */
  private static final double LEAST_LEADING = 0.7;

  /**
   * The fuller one of two readings must be read with this confidence: of nine such on 63 real
   * pictures at least seven were right, and each had less confidence than the other.
   */
  private static final double LEAST_FULLER = 0.75;

  private record Candidate(Word word, int line, double angleDegrees, double score) {
    /** Whether it has what the other word has and a letter or mark more. */
    boolean isFullerThan(Candidate other) {
      return word.confidence() >= LEAST_FULLER
          && other.score() >= score
          && isCut(other.word().text(), word.text())
          && rivals(this, other);
    }

    Candidate withScoreAbove(double other) {
      return new Candidate(word, line, angleDegrees, Math.nextUp(other));
    }

    /** Of the word across its baseline. */
    double thickness() {
      return ReadLine.thickness(word.box(), angleDegrees);
    }
  }

  static List<ReadLine> fuse(List<ReadLine> lines) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      ReadLine line = lines.get(i);
      double lineConfidence = line.confidence();
      String text = line.text();
      // Without blanks the engine cuts words as it likes: the line stands or falls as a whole.
      boolean oneWord = Scripts.isCjk(text);
      for (Word word : line.words()) {
        // A long word is harder to hallucinate than a short one; a word among credible neighbours
        // is more credible itself.
        double score =
            oneWord
                ? lineConfidence * (1 + 0.04 * Math.min(10, text.length()))
                : (0.7 * word.confidence() + 0.3 * lineConfidence)
                    * (1 + 0.04 * Math.min(10, word.text().length()));
        candidates.add(new Candidate(word, i, line.angleDegrees(), score));
      }
    }
    List<Candidate> ranked =
        candidates.stream()
            .map(candidate -> raised(candidate, candidates))
            .sorted(Comparator.comparingDouble(Candidate::score).reversed())
            .toList();
    List<Candidate> taken = new ArrayList<>();
    List<List<Word>> keptByLine = new ArrayList<>();
    lines.forEach(line -> keptByLine.add(new ArrayList<>()));
    for (Candidate candidate : ranked) {
      if (taken.stream().noneMatch(other -> rivals(candidate, other))) {
        taken.add(candidate);
        keptByLine.get(candidate.line()).add(candidate.word());
      }
    }
    List<ReadLine> fused = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<Word> words = keptByLine.get(i);
      if (!words.isEmpty()) {
        fused.add(lines.get(i).with(words));
      }
    }
    return fused;
  }

  /** The engine is surer of a word whose first or last letter was cut off than of the whole. */
  private static Candidate raised(Candidate candidate, List<Candidate> candidates) {
    return candidates.stream()
        .filter(candidate::isFullerThan)
        .max(Comparator.comparingDouble(Candidate::score))
        .map(other -> candidate.withScoreAbove(other.score()))
        .orElse(candidate);
  }

  /**
   * Whether the text lacks one letter or digit at an end of the whole, or the point or comma after
   * it. Other marks are often read into specks and rules.
   */
  private static boolean isCut(String text, String whole) {
    int length = text.length();
    if (length == 0 || whole.length() != length + 1) {
      return false;
    }
    if (whole.startsWith(text)) {
      char last = whole.charAt(length);
      return last == '.' || last == ',' || alike(last, whole.charAt(length - 1));
    }
    return whole.endsWith(text) && alike(whole.charAt(0), whole.charAt(1));
  }

  private static boolean alike(char first, char second) {
    return Character.isLetter(first)
        ? Character.isLetter(second)
        : Character.isDigit(first) && Character.isDigit(second);
  }

  private static boolean rivals(Candidate first, Candidate second) {
    if (first.line() == second.line()) {
      return false;
    }
    Box a = first.word().box();
    Box b = second.word().box();
    return a.intersect(b).area() > RIVAL_OVERLAP * Math.min(a.area(), b.area())
        && !beneath(first, second);
  }

  /** Words of two lines that slope alike, one beneath the other. */
  private static boolean beneath(Candidate first, Candidate second) {
    double degrees = (first.angleDegrees() + second.angleDegrees()) / 2;
    if (Math.abs(first.angleDegrees() - second.angleDegrees()) > ALIKE_DEGREES
        || Math.abs(degrees) < SLOPING_DEGREES) {
      return false;
    }
    double radians = Math.toRadians(degrees);
    Box a = first.word().box();
    Box b = second.word().box();
    double across =
        (b.centerY() - a.centerY()) * Math.cos(radians)
            - (b.centerX() - a.centerX()) * Math.sin(radians);
    return Math.abs(across) > LEAST_LEADING * Math.min(first.thickness(), second.thickness());
  }
}
