package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Point;
import dev.palimpsest.io.region.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One line as some pass read it, before passes are fused.
 *
 * @param words in reading order, boxes upright in picture pixels
 * @param angleDegrees of the baseline, clockwise positive; of a column away from upright
 * @param ascentPx height of the tallest glyph above the baseline, 0 if not measured
 * @param strokePx usual width of a stroke, 0 if not measured
 * @param outline of the band of a bent line, empty if it is straight
 */
record ReadLine(
    List<Word> words,
    double angleDegrees,
    boolean vertical,
    double ascentPx,
    double strokePx,
    List<Point> outline) {
  /** A line so many times as high as its words usually are ... */
  private static final double SLANTED = 1.3;

  /** ... and of so many words is slanted enough to reach over its neighbours. */
  private static final int FEWEST_WORDS_OF_SLANT = 4;

  /** Scans are hardly more askew; beyond it words' upright boxes, too, hold parts of others. */
  private static final double LARGEST_SKEW_DEGREES = 5;

  ReadLine {
    words = List.copyOf(words);
    outline = List.copyOf(outline);
  }

  ReadLine(
      List<Word> words, double angleDegrees, boolean vertical, double ascentPx, double strokePx) {
    this(words, angleDegrees, vertical, ascentPx, strokePx, List.of());
  }

  ReadLine(List<Word> words, double angleDegrees, boolean vertical) {
    this(words, angleDegrees, vertical, 0, 0);
  }

  /** The same line with other words, put in reading order. */
  ReadLine with(List<Word> others) {
    List<Word> words = new ArrayList<>(others);
    Comparator<Word> order = Comparator.comparingInt(w -> vertical ? w.box().y() : w.box().x());
    words.sort(Scripts.isRightToLeft(others) ? order.reversed() : order);
    return new ReadLine(words, angleDegrees, vertical, ascentPx, strokePx, outline);
  }

  /** Whether it stands on a circle. */
  boolean isBent() {
    return !outline.isEmpty();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (Word word : words) {
      if (text.length() > 0 && !Scripts.joinsWithoutSpace(text, word.text())) {
        text.append(' ');
      }
      text.append(word.text());
    }
    return text.toString();
  }

  Box box() {
    return Box.around(words.stream().map(Word::box).toList());
  }

  /**
   * What of the picture it has read: its box; if it is a little slanted, a narrow box for each word
   * that reaches to the next, for the line's upright box would hold parts of the next line.
   */
  List<Box> coveredBoxes() {
    Box all = box();
    List<Box> boxes = new ArrayList<>(words.stream().map(Word::box).toList());
    boxes.sort(Comparator.comparingInt(Box::x));
    double[] heights = boxes.stream().mapToDouble(Box::height).sorted().toArray();
    if (vertical
        || boxes.size() < FEWEST_WORDS_OF_SLANT
        || all.height() <= SLANTED * heights[heights.length / 2]
        || Math.abs(angleDegrees) > LARGEST_SKEW_DEGREES) {
      return List.of(all);
    }
    for (int i = 0; i + 1 < boxes.size(); i++) {
      Box box = boxes.get(i);
      int right = Math.max(box.right(), boxes.get(i + 1).x());
      boxes.set(i, new Box(box.x(), box.y(), right - box.x(), box.height()));
    }
    return boxes;
  }

  /**
   * The box as if the line were a row: columns, read from the right, become rows read from the top,
   * so that the rules for rows hold for both.
   */
  Box rowBox() {
    Box box = box();
    return vertical ? turned(box) : box;
  }

  private static Box turned(Box box) {
    int length = box.height();
    int thickness = box.width();
    return new Box(box.y(), -box.right(), length, thickness);
  }

  /** Mean over the words, weighted by their length. */
  double confidence() {
    double sum = 0;
    int characters = 0;
    for (Word word : words) {
      sum += word.confidence() * word.text().length();
      characters += word.text().length();
    }
    return characters == 0 ? 0 : sum / characters;
  }

  /**
   * Thickness of the line across its baseline: what is left of the upright box's height when the
   * rise of the baseline is taken off. For a vertical line its width.
   */
  double thicknessPx() {
    if (vertical) {
      return box().width();
    }
    return words.stream().mapToDouble(w -> thickness(w.box(), angleDegrees)).max().orElseThrow();
  }

  /** Height of an upright box around a sloping word without the rise of its baseline. */
  static double thickness(Box box, double angleDegrees) {
    double slope = Math.abs(Math.tan(Math.toRadians(angleDegrees)));
    return Math.max(0.4 * box.height(), box.height() - slope * box.width());
  }

  /**
   * The font size that this line suggests. A box's height depends on which letters it holds:
   * without ascenders or descenders the same font gives a much lower box. The factors are the usual
   * shares of the em: capitals and ascenders 0.73, x-height 0.53, descenders 0.21.
   */
  double emPx() {
    if (vertical) {
      return thicknessPx();
    }
    String text = text();
    if (Scripts.isCjk(text)) {
      return thicknessPx() / 0.92;
    }
    boolean tall =
        text.codePoints()
            .anyMatch(
                c ->
                    Character.isUpperCase(c)
                        || Character.isDigit(c)
                        || "bdfhklit!?%€$£()[]/".indexOf(c) >= 0
                        || c > 0x250);
    if (ascentPx > 0) {
      return ascentPx / (tall ? 0.73 : 0.53);
    }
    boolean deep = text.codePoints().anyMatch(c -> "gjpqyQ,;()[]".indexOf(c) >= 0);
    double share = (tall ? 0.73 : 0.53) + (deep ? 0.21 : 0);
    return thicknessPx() / share;
  }

  /**
   * Corners of the tight rotated rectangle, clockwise from the text's top left; of a bent line the
   * outline of its band.
   */
  List<Point> polygon() {
    if (isBent()) {
      return outline;
    }
    Box box = box();
    if (Math.abs(angleDegrees) < 1e-6 || vertical) {
      return List.of(
          new Point(box.x(), box.y()),
          new Point(box.right(), box.y()),
          new Point(box.right(), box.bottom()),
          new Point(box.x(), box.bottom()));
    }
    double radians = Math.toRadians(angleDegrees);
    double cos = Math.cos(radians);
    double sin = Math.sin(radians);
    double across = thicknessPx();
    double along = Math.max(across, (box.width() - across * Math.abs(sin)) / cos);
    double cx = box.centerX();
    double cy = box.centerY();
    List<Point> corners = new ArrayList<>();
    for (double[] c : new double[][] {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}) {
      double u = c[0] * along / 2;
      double v = c[1] * across / 2;
      corners.add(new Point(round(cx + u * cos - v * sin), round(cy + u * sin + v * cos)));
    }
    return corners;
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
