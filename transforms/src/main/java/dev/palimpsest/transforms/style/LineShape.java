package dev.palimpsest.transforms.style;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import java.util.ArrayList;
import java.util.List;
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

  /** Dots and commas are lower than this share of the tallest part. */
  private static final double MIN_PART = 0.4;

  static LineShape of(InkColors colors, Line line, double angleDegrees) {
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
        Mat level = GlyphShapes.level(mask, angleDegrees)) {
      GlyphShapes.cutSpecks(level);
      double stroke = GlyphShapes.strokePx(level);
      double slant = GlyphShapes.slantDegrees(level);
      List<Box> parts = GlyphShapes.parts(level);
      List<Box> characters = GlyphShapes.characters(parts);
      String text = line.text().replaceAll("\\s", "");
      boolean matched = characters.size() == text.length();
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
    List<Double> others = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      double height = characters.get(i).height();
      if (c < 128 && (Character.isUpperCase(c) || Character.isDigit(c)) && c != 'Q' && c != 'J') {
        capitals.add(height);
      } else if ("bdhkl".indexOf(c) >= 0) {
        others.add(height / ASCENDER);
      } else if ("acemnorsuvwxz".indexOf(c) >= 0) {
        others.add(height / X_HEIGHT);
      }
    }
    List<Double> best = capitals.isEmpty() ? others : capitals;
    return best.isEmpty() ? 0 : best.stream().sorted().toList().get(best.size() / 2);
  }

  /**
   * How high most of the tall parts reach above the foot of most parts, whichever letters they are:
   * specks of the ground, and descenders, are outvoted. 0 for scripts without capitals.
   */
  private static double capOfParts(List<Box> parts, String text) {
    int tallest = parts.stream().mapToInt(Box::height).max().orElse(0);
    List<Box> letters = parts.stream().filter(p -> p.height() >= MIN_PART * tallest).toList();
    long small = text.codePoints().filter(Character::isLowerCase).count();
    long ascenders = text.codePoints().filter(c -> ASCENDERS.indexOf(c) >= 0).count();
    long capitals =
        text.codePoints().filter(c -> Character.isUpperCase(c) || Character.isDigit(c)).count();
    if (letters.isEmpty() || small + capitals == 0) {
      return 0;
    }
    int[] feet = letters.stream().mapToInt(Box::bottom).sorted().toArray();
    int baseline = feet[feet.length / 2];
    int[] rises = letters.stream().mapToInt(p -> baseline - p.y()).sorted().toArray();
    double perCharacter = (double) rises.length / text.codePointCount(0, text.length());
    long tall = capitals + ascenders;
    double middle = perCharacter * (tall == 0 ? small : tall) / 2;
    int index = (int) Math.max(0, Math.min(rises.length - 1, rises.length - middle));
    return rises[index] / (tall == 0 ? X_HEIGHT : ascenders > capitals ? ASCENDER : 1);
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
