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

  /** A line with what is asked of it again and again while lines are joined. */
  private record Part(ReadLine line, Box box, Word first, Word last, double emPx) {
    private static final Comparator<Part> ORDER =
        Comparator.comparingInt((Part p) -> p.box().x()).thenComparingInt(p -> p.box().y());

    static Part of(ReadLine line) {
      Comparator<Word> byX = Comparator.comparingInt(w -> w.box().x());
      return new Part(
          line,
          line.box(),
          line.words().stream().min(byX).orElseThrow(),
          line.words().stream().max(byX).orElseThrow(),
          line.emPx());
    }
  }

  static List<ReadLine> group(List<ReadLine> fragments) {
    List<Part> parts = new ArrayList<>();
    for (ReadLine fragment : fragments) {
      cutAtGaps(fragment).forEach(line -> parts.add(Part.of(line)));
    }
    do {
      parts.sort(Part.ORDER);
    } while (joinedTwo(parts));
    return new ArrayList<>(parts.stream().map(Part::line).toList());
  }

  /** Joins the first two parts, from left to right, that are one line. */
  private static boolean joinedTwo(List<Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      Part left = parts.get(i);
      double reach =
          left.last().box().right() + LARGEST_SPACE_EM * LARGEST_SIZE_RATIO * left.emPx();
      for (int j = i + 1; j < parts.size() && parts.get(j).box().x() <= reach; j++) {
        if (continues(left, parts.get(j))) {
          Part right = parts.remove(j);
          parts.set(i, Part.of(join(left.line(), right.line())));
          return true;
        }
      }
    }
    return false;
  }

  private static List<ReadLine> cutAtGaps(ReadLine line) {
    if (line.vertical() || line.isBent()) {
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

  private static boolean continues(Part left, Part right) {
    if (left.line().vertical()
        || right.line().vertical()
        || left.line().isBent()
        || right.line().isBent()) {
      return false;
    }
    double em = Math.max(left.emPx(), right.emPx());
    double ratio = em / Math.min(left.emPx(), right.emPx());
    if (ratio > LARGEST_SIZE_RATIO
        || (ratio > 1.1 && ParagraphGrouping.differentWeight(left.line(), right.line()))) {
      return false;
    }
    Box a = left.last().box();
    Box b = right.first().box();
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
