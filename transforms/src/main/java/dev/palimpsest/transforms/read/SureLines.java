package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import java.util.ArrayList;
import java.util.List;

/** Readings of one picture that need no other, and the places that they cover. */
final class SureLines {
  private final boolean onPage;
  private final List<ReadLine> lines = new ArrayList<>();

  /** Kept beside the lines, because every candidate is held against all of them. */
  private final List<Box> boxes = new ArrayList<>();

  /**
   * @param onPage among lines of print, where a candidate is read again for a single letter that
   *     was missed at its end
   */
  SureLines(boolean onPage) {
    this.onPage = onPage;
  }

  void add(ReadLine line) {
    lines.add(line);
    boxes.addAll(line.coveredBoxes());
  }

  void clear() {
    lines.clear();
    boxes.clear();
  }

  List<ReadLine> lines() {
    return lines;
  }

  /** Whether reading the candidate is needless. */
  boolean cover(LineCandidate candidate) {
    return candidate.coveredBy(boxes) && !(onPage && candidate.endsOutside(boxes));
  }
}
