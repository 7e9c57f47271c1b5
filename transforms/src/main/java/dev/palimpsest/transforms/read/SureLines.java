package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import java.util.ArrayList;
import java.util.List;

/** Readings of one picture that need no other, and the places that they cover. */
final class SureLines {
  private final List<ReadLine> lines = new ArrayList<>();

  /** Kept beside the lines, because every candidate is held against all of them. */
  private final List<Box> boxes = new ArrayList<>();

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

  /** Whether reading the candidate is needless; not if a single letter was missed at its end. */
  boolean cover(LineCandidate candidate) {
    return candidate.coveredBy(boxes) && !candidate.endsOutside(boxes);
  }
}
