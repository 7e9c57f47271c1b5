package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import dev.palimpsest.transforms.read.Tesseract.Layout;
import dev.palimpsest.transforms.read.Tesseract.TextLine;
import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Reads one line candidate. */
final class LineReader {
  /** Grey levels between a lone letter and its ground. */
  private static final double LEAST_LONE_CONTRAST = 60;

  /** Deviation of a lone letter's ground, as a share of that contrast. */
  private static final double LARGEST_LONE_UNEVENNESS = 0.12;

  private static final double ENLARGED = 1.2;

  /** Room above and below a line, in its heights, if what stands there disturbs the reading. */
  private static final double LITTLE_ROOM = 0.25;

  /** In heights of the words beside it. */
  private static final double NARROWEST_BLANK = 0.2;

  private static final String COLONS = ":\uff1a";

  /** In heights of the words beside it. */
  private static final double WIDTH_OF_SQUARE = 1;

  private static final double LEAST_LONE_CONFIDENCE = 0.6;

  private LineReader() {}

  /**
   * The line as read, or nothing if no word was seen.
   *
   * @param among says how much room the line has
   * @param isText whether it is worth asking again where the engine is silent
   */
  static Optional<ReadLine> read(
      Mat gray, LineCandidate c, Tesseract tesseract, Candidates among, BooleanSupplier isText) {
    try (PointerScope scope = new PointerScope()) {
      return read(usualCrop(gray, c, tesseract, among), c, tesseract, among, isText);
    }
  }

  /** The same line as it would stand on a wall seen from the front. */
  static Optional<ReadLine> readSquared(
      Mat gray, LineCandidate c, Keystone band, Tesseract tesseract, Candidates among) {
    try (PointerScope scope = new PointerScope()) {
      return read(usualCrop(gray, band, tesseract, among), c, tesseract, among, () -> true);
    }
  }

  /**
   * The same line with less of what stands above and below it; at its ends there may be letters
   * that were not chained to it. Nothing if nothing stands there.
   */
  static Optional<ReadLine> readCloser(
      Mat gray, LineCandidate c, Tesseract tesseract, Candidates among) {
    try (PointerScope scope = new PointerScope()) {
      LineCrop usual = usualCrop(gray, c, tesseract, among);
      if (!usual.hasInkOutside(LITTLE_ROOM, !among.isPage())) {
        return Optional.empty();
      }
      double atEnds = among.margin(tesseract);
      LineCrop closer = new LineCrop(gray, c, tesseract.lineHeightPx(), atEnds, LITTLE_ROOM);
      return read(closer, c, tesseract, among, () -> false);
    }
  }

  /**
   * The same line in larger letters: where ascenders and descenders are long, as in italics and
   * scripts, the usual crop leaves little for the rest, and apostrophes get lost.
   */
  static Optional<ReadLine> readEnlarged(
      Mat gray, LineCandidate c, Tesseract tesseract, Candidates among) {
    try (PointerScope scope = new PointerScope()) {
      double heightPx = ENLARGED * tesseract.lineHeightPx();
      LineCrop crop = new LineCrop(gray, c, heightPx, among.margin(tesseract));
      return read(crop, c, tesseract, among, () -> false);
    }
  }

  /** The line on a circle, unrolled; its words have upright boxes, it has the circle's band. */
  static Optional<ReadLine> readArc(Mat gray, Arc arc, Tesseract tesseract, Candidates among) {
    try (PointerScope scope = new PointerScope()) {
      LineCrop crop = usualCrop(gray, arc, tesseract, among);
      List<Word> words = words(crop, tesseract.read(crop.cleared(!among.isPage()), Layout.LINE));
      return words.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new ReadLine(words, 0, false, arc.height(), crop.strokePx(), arc.outline()));
    }
  }

  private static LineCrop usualCrop(
      Mat gray, LineBand band, Tesseract tesseract, Candidates among) {
    return new LineCrop(gray, band, tesseract.lineHeightPx(), among.margin(tesseract));
  }

  private static Optional<ReadLine> read(
      LineCrop crop,
      LineCandidate c,
      Tesseract tesseract,
      Candidates among,
      BooleanSupplier isText) {
    List<Word> words = words(crop, tesseract.readLine(crop.cleared(!among.isPage()), isText));
    hangingG(words, c);
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ReadLine(words, Math.toDegrees(c.angle()), false, c.ascentPx(), crop.strokePx()));
  }

  /**
   * The column as read with data for vertical text, or nothing.
   *
   * @param among says how much room the column has
   */
  static Optional<ReadLine> readColumn(
      Mat gray, LineCandidate column, Tesseract tesseract, Candidates among) {
    try (PointerScope scope = new PointerScope()) {
      LineCrop crop = usualCrop(gray, column, tesseract, among);
      List<Word> words = words(crop, tesseract.read(crop.cleared(!among.isPage()), Layout.LINE));
      return words.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new ReadLine(
                  words, Math.toDegrees(column.angle() - Math.PI / 2), true, 0, crop.strokePx()));
    }
  }

  /** A letter or digit that stands alone: there must be no doubt about ink, ground and reading. */
  static Optional<ReadLine> readLone(
      Mat gray, LineCandidate c, Tesseract tesseract, Candidates among) {
    if (!standsOut(gray, c)) {
      return Optional.empty();
    }
    try (PointerScope scope = new PointerScope()) {
      LineCrop crop = usualCrop(gray, c, tesseract, among);
      return read(crop, c, tesseract, among, () -> false)
          .filter(line -> line.text().codePoints().count() == 1)
          .filter(line -> Character.isLetterOrDigit(line.text().codePointAt(0)))
          .filter(line -> line.confidence() >= LEAST_LONE_CONFIDENCE)
          .filter(line -> rawText(crop, tesseract, among).startsWith(line.text()));
    }
  }

  private static String rawText(LineCrop crop, Tesseract tesseract, Candidates among) {
    List<Word> words = words(crop, tesseract.read(crop.cleared(!among.isPage()), Layout.RAW_LINE));
    return words.isEmpty() ? "" : words.get(0).text();
  }

  private static List<Word> words(LineCrop crop, List<TextLine> lines) {
    List<Word> words = new ArrayList<>();
    for (TextLine line : lines) {
      for (Word word : line.words()) {
        Box box = crop.inPicture(word.box());
        if (box.area() > 0) {
          words.add(new Word(word.text(), box, word.confidence()));
        }
      }
    }
    return withoutFalseBlanks(words);
  }

  /**
   * Korean and Thai data sees blanks between letters; a true one is wider than that. Nor is the
   * room around a Chinese colon, which has a square of its own, a blank.
   */
  static List<Word> withoutFalseBlanks(List<Word> words) {
    List<Word> joined = new ArrayList<>();
    for (Word word : words) {
      Word last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && isFalseBlank(last, word)) {
        int length = last.text().length();
        double confidence =
            (last.confidence() * length + word.confidence() * word.text().length())
                / (length + word.text().length());
        joined.set(
            joined.size() - 1,
            new Word(
                last.text() + word.text(),
                Box.around(List.of(last.box(), word.box())),
                confidence));
      } else {
        joined.add(word);
      }
    }
    return joined;
  }

  private static boolean isFalseBlank(Word before, Word after) {
    int last = before.text().codePointBefore(before.text().length());
    int first = after.text().codePointAt(0);
    double heights =
        (after.box().x() - before.box().right())
            / (double) Math.max(before.box().height(), after.box().height());
    boolean atColon =
        (COLONS.indexOf(first) >= 0 && Scripts.isHan(last))
            || (COLONS.indexOf(last) >= 0 && before.text().codePoints().anyMatch(Scripts::isHan));
    return atColon
        ? heights < WIDTH_OF_SQUARE
        : Scripts.isReadWithFalseBlanks(last)
            && Scripts.isReadWithFalseBlanks(first)
            && heights < NARROWEST_BLANK;
  }

  /** The ground around the glyph is even and far from its ink. */
  private static boolean standsOut(Mat gray, LineCandidate c) {
    Box box =
        new Box(
                (int) Math.max(0, c.cx() - c.length() / 2),
                (int) Math.max(0, c.cy() - c.height() / 2),
                (int) c.length(),
                (int) c.height())
            .clip(gray.cols(), gray.rows());
    int ringPx = Math.max(2, (int) (0.15 * c.height()));
    Box outer = box.grow(ringPx).clip(gray.cols(), gray.rows());
    ByteBuffer pixels = gray.createBuffer();
    int width = gray.cols();
    int darkest = 255;
    int lightest = 0;
    int count = 0;
    double sum = 0;
    double squares = 0;
    for (int y = outer.y(); y < outer.bottom(); y++) {
      for (int x = outer.x(); x < outer.right(); x++) {
        int value = pixels.get(y * width + x) & 0xff;
        darkest = Math.min(darkest, value);
        lightest = Math.max(lightest, value);
        if (x < box.x() || x >= box.right() || y < box.y() || y >= box.bottom()) {
          count++;
          sum += value;
          squares += value * value;
        }
      }
    }
    double ground = sum / count;
    double deviation = Math.sqrt(Math.max(0, squares / count - ground * ground));
    double contrast = c.light() ? lightest - ground : ground - darkest;
    return contrast >= LEAST_LONE_CONTRAST && deviation < LARGEST_LONE_UNEVENNESS * contrast;
  }

  /**
   * After digits Tesseract takes the g of {@code 250 g} for 8 or &amp;, or misses the blank.
   * Neither ever hangs below the baseline (an old-style 8 rises above the others), so what hangs is
   * a g.
   */
  private static void hangingG(List<Word> words, LineCandidate c) {
    if (words.isEmpty() || c.glyphs().size() < 3 || c.angle() != 0) {
      return;
    }
    List<Glyph> glyphs = c.glyphs();
    Glyph last = glyphs.get(glyphs.size() - 1);
    Glyph before = glyphs.get(glyphs.size() - 2);
    boolean hangs =
        last.bottom() - before.bottom() > 0.12 * before.h()
            && last.y() - before.y() > 0.12 * before.h();
    Word word = words.get(words.size() - 1);
    String number = word.text().substring(0, word.text().length() - 1);
    if (!hangs || !word.text().matches("\\d*[8&€g]") || (number.isEmpty() && words.size() == 1)) {
      return;
    }
    words.remove(words.size() - 1);
    Box box = word.box();
    if (number.isEmpty() || last.x() - before.right() < 0.25 * before.h()) {
      words.add(new Word(number + "g", box, word.confidence()));
      return;
    }
    int numberWidth = Math.max(1, (int) Math.ceil(before.right()) - box.x());
    int start = (int) last.x();
    int width = Math.max(1, box.right() - start);
    words.add(
        new Word(number, new Box(box.x(), box.y(), numberWidth, box.height()), word.confidence()));
    words.add(new Word("g", new Box(start, box.y(), width, box.height()), word.confidence()));
  }
}
