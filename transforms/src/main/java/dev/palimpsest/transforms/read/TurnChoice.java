package dev.palimpsest.transforms.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds out how a page lies. Only where its likeliest rows cannot be read as they are, the same
 * rows are read upside down, and what looks like columns as lines that run down or up.
 */
final class TurnChoice {
  private static final int MOST_LINES = 6;

  /** Given up for a direction if none of the first ones can be read. */
  private static final int FIRST_LOOK = 3;

  /** Shorter candidates are words or chance, and read in any direction. */
  private static final double LEAST_LENGTH_IN_HEIGHTS = 3;

  /** Read with this confidence it is text the right way up. */
  private static final double SURE = 0.75;

  /** Letters on sure lines: two words. */
  private static final int FEWEST_LETTERS = 10;

  private static final int LEAST_LETTERS_PER_LINE = 3;

  /** So many times the letters must be read in another direction. */
  private static final int CLEARLY_MORE = 3;

  private final Function<LineCandidate, Optional<ReadLine>> reader;
  private final Predicate<LineCandidate> isLikely;
  private final Candidates candidates;
  private final Evidence upright;

  /**
   * @param reader reads a candidate along its baseline
   * @param isLikely whether it looks worth reading in another direction than the usual one
   */
  TurnChoice(
      Function<LineCandidate, Optional<ReadLine>> reader,
      Predicate<LineCandidate> isLikely,
      Candidates candidates) {
    this.reader = reader;
    this.isLikely = isLikely;
    this.candidates = candidates;
    this.upright = evidence(candidates.rows(), candidate -> true, FEWEST_LETTERS);
  }

  /**
   * @param lines that were tried
   * @param sure that could be read
   * @param letters on these
   */
  private record Evidence(int lines, int sure, long letters) {
    boolean readable() {
      return sure > 0 && 2 * sure >= lines;
    }
  }

  /** Some of the likeliest rows can be read as they are. */
  boolean upright() {
    return upright.readable() || upright.letters() >= FEWEST_LETTERS;
  }

  /** In which direction clearly more can be read than upright. */
  PageTurn turned() {
    PageTurn best = PageTurn.UPRIGHT;
    long most = Math.max(FEWEST_LETTERS - 1, CLEARLY_MORE * upright.letters());
    for (PageTurn turn : List.of(PageTurn.RIGHT, PageTurn.LEFT, PageTurn.UPSIDE_DOWN)) {
      Evidence evidence = evidence(lines(turn), isLikely, Long.MAX_VALUE);
      if (evidence.readable() && evidence.letters() > most) {
        most = evidence.letters();
        best = turn;
      }
    }
    return best;
  }

  private List<LineCandidate> lines(PageTurn turn) {
    return switch (turn) {
      case UPRIGHT -> candidates.rows();
      case UPSIDE_DOWN -> candidates.rows().stream().map(LineCandidate::reversed).toList();
      case RIGHT -> candidates.columns();
      case LEFT -> candidates.columns().stream().map(LineCandidate::reversed).toList();
    };
  }

  /**
   * @param enough letters leave no doubt: no further line is read
   */
  private Evidence evidence(
      List<LineCandidate> lines, Predicate<LineCandidate> isLikely, long enough) {
    List<ReadLine> seen = new ArrayList<>();
    int tried = 0;
    int sure = 0;
    long letters = 0;
    for (LineCandidate candidate : lines) {
      if (tried == MOST_LINES || (tried == FIRST_LOOK && sure == 0) || letters >= enough) {
        break;
      }
      if (candidate.length() < LEAST_LENGTH_IN_HEIGHTS * candidate.height()
          || candidate.covered(seen)
          || !isLikely.test(candidate)) {
        continue;
      }
      tried++;
      Optional<ReadLine> line = reader.apply(candidate);
      line.ifPresent(seen::add);
      long here = line.map(l -> Scripts.letters(l.text())).orElse(0L);
      if (here >= LEAST_LETTERS_PER_LINE && line.get().confidence() > SURE) {
        sure++;
        letters += here;
      }
    }
    return new Evidence(tried, sure, letters);
  }
}
