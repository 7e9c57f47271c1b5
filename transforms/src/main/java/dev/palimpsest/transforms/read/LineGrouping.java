package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Joins what stands side by side to lines and cuts lines at gaps no word space explains. */
final class LineGrouping {
  /** A gap wider than this many em is a column gutter or another label, not a word space. */
  private static final double LARGEST_SPACE_EM = 1.0;

  /** Lines of one text have nearly the same size; ascenders make the measure coarse. */
  private static final double LARGEST_SIZE_RATIO = 1.6;

  private LineGrouping() {}

  static List<ReadLine> group(List<ReadLine> fragments) {
    List<ReadLine> lines = new ArrayList<>();
    for (ReadLine fragment : fragments) {
      lines.addAll(cutAtGaps(fragment));
    }
    boolean merged = true;
    while (merged) {
      merged = false;
      lines.sort(
          Comparator.comparingInt((ReadLine l) -> l.box().x()).thenComparing(l -> l.box().y()));
      search:
      for (int i = 0; i < lines.size(); i++) {
        for (int j = i + 1; j < lines.size(); j++) {
          if (continues(lines.get(i), lines.get(j))) {
            ReadLine right = lines.remove(j);
            ReadLine left = lines.remove(i);
            lines.add(join(left, right));
            merged = true;
            break search;
          }
        }
      }
    }
    return lines;
  }

  private static List<ReadLine> cutAtGaps(ReadLine line) {
    if (line.vertical()) {
      return List.of(line);
    }
    List<Word> words = new ArrayList<>(line.words());
    words.sort(Comparator.comparingInt(w -> w.box().x()));
    double em = line.emPx();
    List<ReadLine> parts = new ArrayList<>();
    List<Word> part = new ArrayList<>();
    for (Word word : words) {
      if (!part.isEmpty()
          && word.box().x() - part.get(part.size() - 1).box().right() > LARGEST_SPACE_EM * em) {
        parts.add(line.with(part));
        part = new ArrayList<>();
      }
      part.add(word);
    }
    parts.add(line.with(part));
    return parts;
  }

  private static boolean continues(ReadLine left, ReadLine right) {
    if (left.vertical() || right.vertical()) {
      return false;
    }
    double leftEm = left.emPx();
    double rightEm = right.emPx();
    double em = Math.max(leftEm, rightEm);
    double ratio = em / Math.min(leftEm, rightEm);
    if (ratio > LARGEST_SIZE_RATIO
        || (ratio > 1.1 && ParagraphGrouping.differentWeight(left, right))) {
      return false;
    }
    Box a = left.words().stream().map(Word::box).max(Comparator.comparingInt(Box::x)).orElseThrow();
    Box b =
        right.words().stream().map(Word::box).min(Comparator.comparingInt(Box::x)).orElseThrow();
    double gap = b.x() - a.right();
    if (gap > LARGEST_SPACE_EM * em || gap < -0.3 * em) {
      return false;
    }
    int overlap = Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
    return overlap > 0.5 * Math.min(a.height(), b.height());
  }

  private static ReadLine join(ReadLine left, ReadLine right) {
    List<Word> words = new ArrayList<>(left.words());
    words.addAll(right.words());
    ReadLine longer = left.box().width() >= right.box().width() ? left : right;
    return longer.with(words);
  }
}
