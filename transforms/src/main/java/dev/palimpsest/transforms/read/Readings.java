package dev.palimpsest.transforms.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What was read on one picture so far, and the places that need no other reading. */
final class Readings {
  private final Predicate<ReadLine> isSure;
  private final List<ReadLine> all = new ArrayList<>();
  private final List<ReadLine> credible = new ArrayList<>();
  private final SureLines sure = new SureLines();

  /**
   * @param isSure whether a line was read so well that it needs no other reading
   */
  Readings(Predicate<ReadLine> isSure) {
    this.isSure = isSure;
  }

  /** Keeps what is no garbage of the line. */
  void keep(ReadLine line) {
    Garbage.clean(line).ifPresent(this::add);
  }

  private void add(ReadLine line) {
    all.add(line);
    if (Garbage.credible(line)) {
      credible.add(line);
    }
    if (isSure.test(line)) {
      sure.add(line);
    }
  }

  List<ReadLine> all() {
    return List.copyOf(all);
  }

  /** Whether reading the candidate is needless. */
  boolean surelyCover(LineCandidate candidate) {
    return sure.cover(candidate);
  }

  /** Whether most of it was read as what may be text. */
  boolean crediblyCover(LineCandidate candidate) {
    return candidate.covered(credible);
  }

  /** Forgets what another script may read better. */
  void dropUnsure() {
    all.removeIf(line -> !isSure.test(line));
    credible.removeIf(line -> !isSure.test(line));
  }

  void clear() {
    all.clear();
    credible.clear();
    sure.clear();
  }
}
