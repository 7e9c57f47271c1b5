package dev.palimpsest.transforms.style;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.transforms.pixels.TextArea;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Measures of one line's glyphs; 0 where the line has none.
 *
 * @param strokeContrast see {@link GlyphShapes#strokeContrast}
 * @param serifShare see {@link Serifs#share}
 */
record LineShape(
    double capHeightPx,
    double strokePx,
    double slantDegrees,
    double strokeContrast,
    double serifShare,
    boolean monospaced) {
  private static final LineShape NOTHING = new LineShape(0, 0, 0, 0, -1, false);

  /** Small letters without ascender are about this share of a capital in most faces. */
  private static final double X_HEIGHT = 0.73;

  /** Ascenders of small letters reach a little above the capitals. */
  private static final double ASCENDER = 1.04;

  private static final String ASCENDERS = "bdfhklß";

  /** Round letters reach over the line at head and foot, so that they look as high as others. */
  private static final String ROUND = "CGOS035689";

  private static final double OVERSHOOT = 1.03;

  /** Few tall letters that are this much higher than many small ones tell are more than letters. */
  private static final double MAX_DISAGREEMENT = 1.15;

  /** Dots and commas are lower than this share of the tallest part. */
  private static final double MIN_PART = 0.4;

  /**
   * @param read the line as it was read
   * @param line the same, close around its letters
   */
  static LineShape of(InkColors colors, Line read, Line line, double angleDegrees) {
    boolean[] own = colors.crop().inside(line.polygon());
    boolean[] glyphs = new boolean[own.length];
    int count = 0;
    for (int i = 0; i < own.length; i++) {
      glyphs[i] = own[i] && colors.glyphs()[i];
      count += glyphs[i] ? 1 : 0;
    }
    if (count < 8) {
      return NOTHING;
    }
    try (Mat mask = colors.crop().mat(glyphs);
        Mat level = GlyphShapes.level(mask, angleDegrees);
        Mat place = colors.crop().mat(colors.crop().inside(TextArea.polygon(read)));
        Mat levelPlace = GlyphShapes.level(place, angleDegrees)) {
      GlyphShapes.cutSpecks(level);
      GlyphShapes.cutOverhang(level, levelPlace);
      double stroke = GlyphShapes.strokePx(level);
      double slant = GlyphShapes.slantDegrees(level);
      List<Box> parts = GlyphShapes.parts(level);
      List<Box> characters = GlyphShapes.characters(parts);
      String text = line.text().replaceAll("\\s", "");
      boolean matched = matches(characters, text);
      double cap = matched ? capOf(characters, text) : 0;
      if (cap == 0) {
        cap = capOfParts(parts, text);
      }
      if (cap == 0) {
        cap = characters.isEmpty() ? 0 : Box.around(characters).height();
      }
      return new LineShape(
          cap,
          stroke,
          slant,
          GlyphShapes.strokeContrast(level, stroke),
          serifShare(level, stroke, slant),
          matched && evenlySpaced(line, characters));
    }
  }

  /** As many as the text has, and none of its letters is a speck. */
  private static boolean matches(List<Box> characters, String text) {
    int tallest = characters.stream().mapToInt(Box::height).max().orElse(0);
    return characters.size() == text.length()
        && IntStream.range(0, text.length())
            .filter(i -> Character.isLetterOrDigit(text.charAt(i)))
            .allMatch(i -> characters.get(i).height() >= MIN_PART * tallest);
  }

  private static double serifShare(Mat level, double strokePx, double slantDegrees) {
    if (slantDegrees == 0) {
      return Serifs.share(level, strokePx);
    }
    try (Mat upright = GlyphShapes.upright(level, slantDegrees)) {
      return Serifs.share(upright, strokePx);
    }
  }

  /** The median of what each character, by its kind, says of the capitals' height. */
  private static double capOf(List<Box> characters, String text) {
    List<Double> capitals = new ArrayList<>();
    List<Double> ascenders = new ArrayList<>();
    List<Double> small = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      double height = characters.get(i).height();
      if (c < 128 && isCapital(c) && c != 'Q' && c != 'J') {
        capitals.add(ROUND.indexOf(c) >= 0 ? height / OVERSHOOT : height);
      } else if ("bdhkl".indexOf(c) >= 0) {
        ascenders.add(height / ASCENDER);
      } else if ("acemnorsuvwxz".indexOf(c) >= 0) {
        small.add(height / X_HEIGHT);
      }
    }
    // Capitals and ascenders agree from face to face, small letters do not.
    return Stream.of(capitals, ascenders, small)
        .filter(heights -> !heights.isEmpty())
        .findFirst()
        .map(heights -> heights.stream().sorted().toList().get(heights.size() / 2))
        .orElse(0.0);
  }

  /** As high as a capital: figures count. */
  static boolean isCapital(int codePoint) {
    return Character.isUpperCase(codePoint) || Character.isDigit(codePoint);
  }

  /** A small letter that reaches about as high as a capital. */
  static boolean isAscender(int codePoint) {
    return ASCENDERS.indexOf(codePoint) >= 0;
  }

  /**
   * How high most of the tall parts reach above the foot of most parts, whichever letters they are:
   * specks of the ground, and descenders, are outvoted. 0 for scripts without capitals.
   */
  private static double capOfParts(List<Box> parts, String text) {
    int tallest = parts.stream().mapToInt(Box::height).max().orElse(0);
    List<Box> letters = parts.stream().filter(p -> p.height() >= MIN_PART * tallest).toList();
    long small = text.codePoints().filter(Character::isLowerCase).count();
    long ascenders = text.codePoints().filter(LineShape::isAscender).count();
    long capitals = text.codePoints().filter(LineShape::isCapital).count();
    if (letters.isEmpty() || small + capitals == 0) {
      return 0;
    }
    int[] feet = letters.stream().mapToInt(Box::bottom).sorted().toArray();
    int baseline = feet[feet.length / 2];
    int[] rises = letters.stream().mapToInt(p -> baseline - p.y()).sorted().toArray();
    double perCharacter = (double) rises.length / text.codePointCount(0, text.length());
    long tall = capitals + ascenders;
    long low = small - ascenders;
    double bySmall = fromTop(rises, perCharacter * (tall + (low + 1) / 2.0)) / X_HEIGHT;
    if (tall == 0) {
      return bySmall;
    }
    double byTall =
        fromTop(rises, perCharacter * (tall + 1) / 2) / (ascenders > capitals ? ASCENDER : 1);
    boolean noLetter = byTall > MAX_DISAGREEMENT * bySmall;
    return noLetter && low > 2 * tall ? bySmall : byTall;
  }

  private static int fromTop(int[] rises, double parts) {
    return rises[(int) Math.max(0, Math.min(rises.length - 1, rises.length - parts))];
  }

  /** Whether the characters' middles are one advance apart, as only in monospaced faces. */
  private static boolean evenlySpaced(Line line, List<Box> characters) {
    String text = line.text().strip();
    int narrow = (int) text.chars().filter(c -> "iljt1.,:;!'|".indexOf(c) >= 0).count();
    if (characters.size() < 9 || narrow < 1) {
      return false;
    }
    List<Double> advances = new ArrayList<>();
    int index = 0;
    int previous = -1;
    double previousX = 0;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        continue;
      }
      double x = characters.get(index++).centerX();
      if (previous >= 0) {
        advances.add((x - previousX) / (i - previous));
      }
      previous = i;
      previousX = x;
    }
    double mean = advances.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double worst = advances.stream().mapToDouble(a -> Math.abs(a - mean)).max().orElse(mean);
    return worst < 0.16 * mean;
  }
}
