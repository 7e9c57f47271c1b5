package dev.palimpsest.transforms.style;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Point;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style;
import dev.palimpsest.transforms.pixels.Ink;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.TextArea;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures how a region's text looks. The same pixels give the same style. */
public final class StyleMeter {
  /**
   * Strokes of regular faces are up to 0.142 of the capitals' height, of bold ones 0.145 to 0.22.
   */
  private static final double BOLD_STROKE = 0.144;

  /** Thin strokes pull down the mean of faces with contrast: 0.095 to 0.13 for regular ones. */
  private static final double BOLD_CONTRAST_STROKE = 0.13;

  /** Italic faces lean by 8 to 20 degrees. */
  private static final double ITALIC_DEGREES = 6;

  /** Upright strokes this much wider than level ones are a serif's. */
  private static final double SERIF_CONTRAST = 1.45;

  /**
   * What serifs at the ends of strokes (a share) and the strokes' contrast come to together in
   * faces with serifs. Of 60 faces, each in six lines of 14 to 48 px, 15 in 16 upright ones are
   * above and six in seven italic ones; without serifs one in 100 and one in 20.
   */
  private static final double MIN_SERIFS = 1.8;

  /** Blended edges of letters without outline. */
  private static final double MIN_BODY_PX = 1.5;

  /** Below this height the shape of strokes drowns in blending. */
  private static final double MIN_SHAPE_CAP_PX = 14;

  /** A character of a normal face takes 0.75 (capitals: 0.9) of the capitals' height. */
  private static final double CONDENSED_ADVANCE = 0.58;

  private static final double CONDENSED_CAPS_ADVANCE = 0.68;

  private StyleMeter() {}

  /**
   * Draws every region's boxes close around its letters, turns them to the letters' baseline, and
   * measures their style. What a single region cannot tell (the alignment of a single line, the
   * face of a few letters) is decided with the others. Kept regions come back as they are.
   */
  public static List<Region> measureAll(Picture picture, List<Region> regions) {
    List<Region> measured = new ArrayList<>();
    Map<String, Double> strokeShares = new HashMap<>();
    for (Region region : regions) {
      if (region.kept().isPresent() || region.lines().isEmpty()) {
        measured.add(region);
        continue;
      }
      Ink ink = Ink.of(TextArea.of(picture, region, regions));
      Region tight = Tightener.tightened(region, ink);
      TextArea area = TextArea.of(picture, tight, List.of());
      Ink same = ink.found() ? ink.in(area) : Ink.of(area);
      Measured its = measure(picture, region, tight, same);
      measured.add(tight.withStyle(its.style));
      strokeShares.put(region.id(), its.strokeShare);
    }
    return Alignments.together(picture, Siblings.agreed(measured, strokeShares));
  }

  /** Measures a region whose lines have been read. */
  public static Style measure(Picture picture, Region region) {
    Ink ink = Ink.of(TextArea.of(picture, region, List.of()));
    return measure(picture, region, region, ink).style;
  }

  /**
   * @param strokeShare width of a stroke to the height of a capital
   */
  private record Measured(Style style, double strokeShare) {}

  private static Measured measure(Picture picture, Region read, Region region, Ink ink) {
    TextArea area = ink.area();
    InkColors colors = InkColors.of(ink);
    double angle = region.lines().stream().mapToDouble(Line::angleDegrees).average().orElse(0);
    boolean vertical = !region.lines().isEmpty() && region.lines().get(0).vertical();
    boolean allCaps = allCaps(region.text());
    List<LineShape> shapes = new ArrayList<>();
    for (int i = 0; i < region.lines().size(); i++) {
      shapes.add(LineShape.of(colors, read.lines().get(i), region.lines().get(i), angle));
    }
    double cap = median(shapes.stream().map(LineShape::capHeightPx).toList(), area.lineHeightPx());
    double stroke = median(shapes.stream().map(LineShape::strokePx).toList(), 1);
    double slant = median(shapes.stream().map(LineShape::slantDegrees).toList(), 0);
    double contrast = median(shapes.stream().map(LineShape::strokeContrast).toList(), 1);
    boolean mono = !shapes.isEmpty() && shapes.stream().allMatch(LineShape::monospaced);
    boolean italic = slant >= ITALIC_DEGREES;
    double share = serifShare(shapes);
    boolean serif =
        cap >= MIN_SHAPE_CAP_PX
            && (share < 0 ? contrast >= SERIF_CONTRAST : share + contrast >= MIN_SERIFS);
    Style.Family family = mono ? Style.Family.MONO : serif ? Style.Family.SERIF : Style.Family.SANS;
    Style style =
        new Style(
            colors.ink(),
            colors.ground(),
            colors.outline(),
            colors.outlinePx(),
            vertical ? area.lineHeightPx() : cap,
            leading(region, angle),
            angle,
            Alignments.of(picture, region),
            family,
            stroke / cap >= (contrast >= SERIF_CONTRAST ? BOLD_CONTRAST_STROKE : BOLD_STROKE),
            italic,
            condensed(region, cap, allCaps, angle),
            allCaps,
            ShadowMeter.measure(ink, Math.max(MIN_BODY_PX, colors.outlinePx() + 1)),
            0);
    return new Measured(style, stroke / cap);
  }

  /** Mean over the lines that tell; -1 if none does. */
  private static double serifShare(List<LineShape> shapes) {
    return shapes.stream()
        .mapToDouble(LineShape::serifShare)
        .filter(share -> share >= 0)
        .average()
        .orElse(-1);
  }

  private static boolean allCaps(String text) {
    long upper = text.codePoints().filter(Character::isUpperCase).count();
    return upper >= 2 && text.codePoints().noneMatch(Character::isLowerCase);
  }

  /**
   * Distance across the text from line to line: from the tops if all lines have capitals, figures
   * or ascenders, for a descender in one of them moves its middle.
   */
  private static double leading(Region region, double angleDegrees) {
    List<Line> lines = region.lines();
    if (lines.size() < 2) {
      return 0;
    }
    boolean tall = lines.stream().allMatch(line -> hasTallLetter(line.text()));
    Point first = tall ? lines.get(0).polygon().get(0) : middle(lines.get(0));
    Line lowest = lines.get(lines.size() - 1);
    Point last = tall ? lowest.polygon().get(0) : middle(lowest);
    double angle = Math.toRadians(angleDegrees);
    double dx = last.x() - first.x();
    double dy = last.y() - first.y();
    return Math.abs(dy * Math.cos(angle) - dx * Math.sin(angle)) / (lines.size() - 1);
  }

  private static boolean hasTallLetter(String text) {
    return text.codePoints().anyMatch(c -> LineShape.isCapital(c) || LineShape.isAscender(c));
  }

  private static Point middle(Line line) {
    return new Point(line.box().centerX(), line.box().centerY());
  }

  private static boolean condensed(
      Region region, double capPx, boolean allCaps, double angleDegrees) {
    double width = 0;
    int characters = 0;
    for (Line line : region.lines()) {
      Box box = line.box();
      double cos = Math.abs(Math.cos(Math.toRadians(angleDegrees)));
      double sin = Math.abs(Math.sin(Math.toRadians(angleDegrees)));
      width += cos > sin ? box.width() / cos : box.height() / sin;
      characters += line.text().codePointCount(0, line.text().length());
    }
    boolean latin = region.text().codePoints().allMatch(c -> c < 0x250);
    double advance = width / Math.max(1, characters) / capPx;
    return latin
        && characters >= 6
        && advance < (allCaps ? CONDENSED_CAPS_ADVANCE : CONDENSED_ADVANCE);
  }

  private static double median(List<Double> values, double otherwise) {
    List<Double> sorted = values.stream().filter(v -> v > 0).sorted().toList();
    return sorted.isEmpty() ? otherwise : sorted.get(sorted.size() / 2);
  }
}
