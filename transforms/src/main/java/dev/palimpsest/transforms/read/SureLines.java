package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import java.util.ArrayList;
import java.util.List;

/** The places covered by those readings of one picture that need no other. */
final class SureLines {
  /** Kept instead of the lines: every candidate is held against all of them. */
  private final List<Box> boxes = new ArrayList<>();

  void add(ReadLine line) {
    boxes.addAll(line.coveredBoxes());
  }

  void clear() {
    boxes.clear();
  }

  /** Whether reading the candidate is needless; not if a single letter was missed at its end. */
  boolean cover(LineCandidate candidate) {
    return candidate.coveredBy(boxes) && !candidate.endsOutside(boxes);
  }
}
