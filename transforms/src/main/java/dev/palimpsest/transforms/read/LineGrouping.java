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

  /** Noise between two words is read with less confidence. */
  private static final double LEAST_BETWEEN_WORDS = 0.75;

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
    List<ReadLine> lines = new ArrayList<>();
    fragments.forEach(fragment -> lines.addAll(cutAtGaps(fragment)));
    List<Part> parts = new ArrayList<>();
    filled(lines).forEach(line -> parts.add(Part.of(line)));
    do {
      parts.sort(Part.ORDER);
    } while (joinedTwo(parts));
    return new ArrayList<>(parts.stream().map(Part::line).toList());
  }

  /** The colon or word that only another reading has between two words of a line goes there. */
  private static List<ReadLine> filled(List<ReadLine> lines) {
    List<ReadLine> filled = new ArrayList<>(lines);
    for (ReadLine single : lines) {
      if (single.words().size() == 1 && single.confidence() >= LEAST_BETWEEN_WORDS) {
        filled.stream()
            .filter(line -> standsBetweenWords(single, line))
            .findFirst()
            .ifPresent(
                line -> {
                  filled.set(filled.indexOf(line), joinWords(line, single));
                  filled.remove(single);
                });
      }
    }
    return filled;
  }

  private static boolean standsBetweenWords(ReadLine single, ReadLine line) {
    if (!isStraightRow(single) || !isStraightRow(line)) {
      return false;
    }
    Box box = single.box();
    boolean follows = false;
    boolean precedes = false;
    for (Word word : line.words()) {
      boolean isBefore = word.box().right() <= box.x();
      boolean isAfter = word.box().x() >= box.right();
      if (!isBefore && !isAfter) {
        return false;
      }
      boolean isLevel = box.centerY() > word.box().y() && box.centerY() < word.box().bottom();
      follows |= isLevel && isBefore;
      precedes |= isLevel && isAfter;
    }
    return follows && precedes;
  }

  private static boolean isStraightRow(ReadLine line) {
    return !line.vertical() && !line.isBent();
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
    if (!isStraightRow(line)) {
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
    if (!isStraightRow(left.line()) || !isStraightRow(right.line())) {
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
    return left.box().width() >= right.box().width()
        ? joinWords(left, right)
        : joinWords(right, left);
  }

  private static ReadLine joinWords(ReadLine line, ReadLine other) {
    List<Word> words = new ArrayList<>(line.words());
    words.addAll(other.words());
    return line.with(words);
  }
}
