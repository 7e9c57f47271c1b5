package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A row of glyphs that may be a line of text; pixels of the picture.
 *
 * @param light lighter than the ground
 * @param glyphs from left to right
 * @param angle of the baseline in radians, clockwise positive
 * @param cx centre of the band
 * @param cy centre of the band
 * @param length along the baseline
 * @param height across it, from the highest to the lowest glyph edge
 * @param glyphHeight median height of the glyphs
 */
record LineCandidate(
    boolean light,
    List<Glyph> glyphs,
    double angle,
    double cx,
    double cy,
    double length,
    double height,
    double glyphHeight)
    implements LineBand {

  /** Dots, commas and dashes further from the end than this, in glyph heights, are not its own. */
  private static final double SPECK_REACH = 0.5;

  /** Share of a candidate that lines must cover to make reading it needless. */
  private static final double COVERED = 0.7;

  /** Of fewer glyphs one is not looked at alone: it may be half of the row. */
  private static final int SHORTEST_WITH_ENDS = 4;

  /** Height of a letter in median heights; what is lower or higher is a mark or a rule. */
  private static final double LOWEST_LETTER = 0.6;

  private static final double HIGHEST_LETTER = 1.6;

  /** Width of a letter at an end in its heights; what is narrower or wider may be a stripe. */
  private static final double NARROWEST_END = 0.35;

  private static final double WIDEST_END = 1.5;

  /** From the foot of such a letter to its neighbour's, in median heights. */
  private static final double UNEVEN_FEET = 0.15;

  /** Share of the boxes of letters that is ink; outlines have less. */
  private static final double LEAST_FILL = 0.42;

  LineCandidate {
    glyphs = List.copyOf(glyphs);
  }

  /**
   * @param chain glyphs of one polarity in a row
   * @param specks small components of the same polarity, some of which may belong to the row
   */
  static LineCandidate of(boolean light, List<Glyph> chain, Specks specks) {
    List<Glyph> glyphs = new ArrayList<>(chain);
    glyphs.sort(Comparator.comparingDouble(Glyph::cx));
    double[] heights = glyphs.stream().mapToDouble(Glyph::h).sorted().toArray();
    double glyphHeight = heights[heights.length / 2];
    double angle = LineSlope.of(glyphs, glyphHeight);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double u0 = Double.MAX_VALUE;
    double u1 = -Double.MAX_VALUE;
    double v0 = Double.MAX_VALUE;
    double v1 = -Double.MAX_VALUE;
    for (Glyph g : glyphs) {
      double h = upright(g, angle);
      double u = g.cx() * cos + g.cy() * sin;
      double v = g.cy() * cos - g.cx() * sin;
      u0 = Math.min(u0, u - g.w() / 2);
      u1 = Math.max(u1, u + g.w() / 2);
      v0 = Math.min(v0, v - h / 2);
      v1 = Math.max(v1, v + h / 2);
    }
    List<Glyph> beside = new ArrayList<>();
    for (Glyph g : specks.near(angle, v0, v1 + 0.1 * glyphHeight)) {
      double v = g.cy() * cos - g.cx() * sin;
      if (v >= v0 && v <= v1 + 0.1 * glyphHeight && g.h() <= 0.6 * glyphHeight) {
        beside.add(g);
      }
    }
    for (boolean grown = true; grown; ) {
      grown = false;
      for (Glyph g : beside) {
        double u = g.cx() * cos + g.cy() * sin;
        double reach = SPECK_REACH * glyphHeight + g.w() / 2;
        if (u - g.w() / 2 < u0 && u > u0 - reach) {
          u0 = u - g.w() / 2;
          grown = true;
        } else if (u + g.w() / 2 > u1 && u < u1 + reach) {
          u1 = u + g.w() / 2;
          grown = true;
        }
      }
    }
    double u = (u0 + u1) / 2;
    double v = (v0 + v1) / 2;
    return new LineCandidate(
        light, glyphs, angle, u * cos - v * sin, u * sin + v * cos, u1 - u0, v1 - v0, glyphHeight);
  }

  /**
   * The affine map from an upright crop around the line to the picture: two rows of three.
   *
   * @param zoom of the crop
   * @param width of the crop in pixels; the line is in its middle
   * @param height of the crop in pixels
   */
  double[] fromCrop(double zoom, int width, int height) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new double[] {
      cos / zoom,
      -sin / zoom,
      cx - (width / 2.0 * cos - height / 2.0 * sin) / zoom,
      sin / zoom,
      cos / zoom,
      cy - (width / 2.0 * sin + height / 2.0 * cos) / zoom
    };
  }

  @Override
  public List<Glyph> innerGlyphs(double zoom, int width, int height) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    boolean isColumn = Math.abs(cos) < Math.abs(sin);
    List<Glyph> inner = new ArrayList<>();
    for (Glyph g : surelyLetters(isColumn)) {
      double across = isColumn ? g.w() : upright(g, angle);
      double along = isColumn ? g.h() : g.w();
      double u = (g.cx() - cx) * cos + (g.cy() - cy) * sin;
      double v = (g.cy() - cy) * cos - (g.cx() - cx) * sin;
      inner.add(
          new Glyph(
              (u - along / 2) * zoom + width / 2.0,
              (v - across / 2) * zoom + height / 2.0,
              along * zoom,
              across * zoom,
              g.area() * zoom * zoom));
    }
    return inner;
  }

  /** All but those at the ends that stripes and specks might be taken for. */
  private List<Glyph> surelyLetters(boolean isColumn) {
    int last = glyphs.size() - 1;
    if (last < 2) {
      return List.of();
    }
    boolean isFirst = !isColumn && isLetter(glyphs.get(0), glyphs.get(1));
    boolean isLast = !isColumn && isLetter(glyphs.get(last), glyphs.get(last - 1));
    return glyphs.subList(isFirst ? 0 : 1, isLast ? last + 1 : last);
  }

  /** Whether the glyph at an end is shaped like a letter and stands level with its neighbour. */
  private boolean isLetter(Glyph end, Glyph neighbour) {
    double width = end.w() / end.h();
    double drop = end.bottom() - neighbour.bottom() - (end.cx() - neighbour.cx()) * Math.tan(angle);
    return isAsHighAsLetters(end)
        && width > NARROWEST_END
        && width < WIDEST_END
        && Math.abs(drop) < UNEVEN_FEET * glyphHeight;
  }

  private boolean isAsHighAsLetters(Glyph glyph) {
    double share = glyph.h() / glyphHeight;
    return share > LOWEST_LETTER && share < HIGHEST_LETTER;
  }

  @Override
  public CropMap onPicture(double zoom, int width, int height) {
    return new MatrixMap(fromCrop(zoom, width, height), zoom, width, height);
  }

  /**
   * A row found in the transposed picture as the column that it is in the picture: its baseline
   * runs down, so its crop shows the column turned a quarter to the left, which is how the
   * recogniser was taught vertical text.
   */
  LineCandidate transposed() {
    return new LineCandidate(
        light,
        glyphs.stream().map(Glyph::transposed).toList(),
        Math.PI / 2 - angle,
        cy,
        cx,
        length,
        height,
        glyphHeight);
  }

  /** The same line read from its other end, upside down. */
  LineCandidate reversed() {
    return new LineCandidate(light, glyphs, angle + Math.PI, cx, cy, length, height, glyphHeight);
  }

  /** From the centre of one glyph to that of the next, on average; 0 if there is but one. */
  double pitch() {
    Glyph first = glyphs.get(0);
    Glyph last = glyphs.get(glyphs.size() - 1);
    double span = Math.hypot(last.cx() - first.cx(), last.cy() - first.cy());
    return span / Math.max(1, glyphs.size() - 1);
  }

  /** The upright box around its glyphs. */
  Box box() {
    return Box.around(glyphs.stream().map(Glyph::box).toList());
  }

  /** Whether most of it lies in the boxes of these lines. */
  boolean covered(List<ReadLine> lines) {
    return coveredBy(lines.stream().map(ReadLine::box).toList());
  }

  /** Whether most of it lies in these boxes. */
  boolean coveredBy(List<Box> boxes) {
    double width = 0;
    double inside = 0;
    for (Glyph glyph : glyphs) {
      width += glyph.w();
      for (Box box : boxes) {
        if (holds(box, glyph)) {
          inside += glyph.w();
          break;
        }
      }
    }
    return inside > COVERED * width;
  }

  /** Whether its first or last letter lies in none of these boxes. */
  boolean endsOutside(List<Box> boxes) {
    return glyphs.size() >= SHORTEST_WITH_ENDS
        && (isLetterOutside(glyphs.get(0), boxes)
            || isLetterOutside(glyphs.get(glyphs.size() - 1), boxes));
  }

  private boolean isLetterOutside(Glyph end, List<Box> boxes) {
    return isAsHighAsLetters(end) && boxes.stream().noneMatch(box -> holds(box, end));
  }

  private static boolean holds(Box box, Glyph glyph) {
    return glyph.cx() >= box.x()
        && glyph.cx() < box.right()
        && glyph.cy() >= box.y()
        && glyph.cy() < box.bottom();
  }

  /** The row's first glyphs, as far as so many heights reach; the row itself if it is shorter. */
  LineCandidate head(double heights) {
    if (angle > Math.PI / 4) {
      return transposed().head(heights).transposed();
    }
    double end = glyphs.get(0).x() + heights * height;
    List<Glyph> first = glyphs.stream().filter(g -> g.right() <= end).toList();
    if (first.isEmpty() || first.size() == glyphs.size()) {
      return this;
    }
    LineCandidate head = of(light, first, new Specks(List.of()));
    // One high glyph further along makes the row higher than its beginning.
    return head.height() < 0.8 * height ? head.head(heights) : head;
  }

  /** One glyph as a line of its own. */
  static LineCandidate of(boolean light, Glyph g) {
    return new LineCandidate(light, List.of(g), 0, g.cx(), g.cy(), g.w(), g.h(), g.h());
  }

  /**
   * How much this looks like text before it is read: many glyphs, tops and feet on common lines,
   * neither outlines nor blots. From about -5 to 10; weights fitted by eye to true and false
   * candidates on banners, comics, receipts and street scenes.
   */
  double textLikeness() {
    return textLikeness(LEAST_FILL);
  }

  /**
   * @param leastFill with less ink in their boxes the glyphs may be outlines
   */
  double textLikeness(double leastFill) {
    double fill = fill();
    return Math.log(glyphs.size()) / Math.log(2)
        + 4 * (regularity(glyphs, angle, glyphHeight) - 0.6)
        - 8 * Math.max(0, leastFill - fill)
        - 8 * Math.max(0, fill - 0.72)
        - (glyphs.size() == 1 ? 0.5 : 0);
  }

  /** Mean share of the glyphs' boxes that is ink. */
  double fill() {
    return glyphs.stream().mapToDouble(g -> g.area() / (g.w() * g.h())).average().orElse(0);
  }

  /** From the baseline (median foot) to the highest top. */
  double ascentPx() {
    double[] feet = edges(glyphs, angle, 1);
    double[] tops = edges(glyphs, angle, -1);
    Arrays.sort(feet);
    Arrays.sort(tops);
    return feet[feet.length / 2] - tops[0];
  }

  /** Share of the glyphs' tops and feet that lie on a common line with enough others. */
  static double regularity(List<Glyph> glyphs, double angle, double glyphHeight) {
    int n = glyphs.size();
    double tolerance = Math.max(1, 0.1 * glyphHeight);
    int on = aligned(edges(glyphs, angle, -1), tolerance, 4);
    on += aligned(edges(glyphs, angle, 1), tolerance, 3);
    return on / (2.0 * n);
  }

  /** Number of values that at least every {@code share}-th other one is near to. */
  private static int aligned(double[] values, double tolerance, int share) {
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      int near = 0;
      for (int j = 0; j < values.length; j++) {
        near += i != j && Math.abs(values[i] - values[j]) <= tolerance ? 1 : 0;
      }
      count += near > 0 && near * share >= values.length - 1 ? 1 : 0;
    }
    return count;
  }

  /** Tops (side -1) or feet (side 1) across the baseline. */
  private static double[] edges(List<Glyph> glyphs, double angle, int side) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return glyphs.stream()
        .mapToDouble(g -> g.cy() * cos - g.cx() * sin + side * upright(g, angle) / 2)
        .toArray();
  }

  /** A slanted letter's upright box is higher than the letter. */
  private static double upright(Glyph g, double angle) {
    return Math.max(0.5 * g.h(), g.h() - g.w() * Math.abs(Math.tan(angle)));
  }
}
