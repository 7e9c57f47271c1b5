package dev.palimpsest.transforms.pixels;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Point;
import dev.palimpsest.io.region.Region;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where one region's glyphs may be. */
public final class TextArea {
  private static final double CROP_MARGIN = 0.9;
  private static final double NEAR_MARGIN = 0.35;
  private static final int MIN_MARGIN_PX = 4;
  private static final int CELLS_PER_HEIGHT = 4;

  /** Lines steeper than 60 degrees lie on a page that was turned, and run down or up. */
  private static final double QUARTER_TURN_SINE = 0.87;

  private final Crop crop;
  private final boolean[] tight;
  private final boolean[] near;
  private final boolean[] foreign;
  private final double lineHeightPx;
  private final double tiltSine;
  private final boolean vertical;
  private final int[] cells;
  private final int cellCount;

  private TextArea(
      Crop crop,
      Region region,
      boolean[] tight,
      boolean[] near,
      boolean[] foreign,
      double lineHeightPx) {
    this.crop = crop;
    double tilt = region.lines().stream().mapToDouble(Line::angleDegrees).average().orElse(0);
    this.tiltSine = Math.abs(Math.sin(Math.toRadians(tilt)));
    this.vertical = !region.lines().isEmpty() && region.lines().get(0).vertical();
    this.cells = new int[crop.size()];
    this.cellCount = numberCells(region, tilt, lineHeightPx);
    this.tight = tight;
    this.near = near;
    this.foreign = foreign;
    this.lineHeightPx = lineHeightPx;
  }

  /**
   * The area of a region.
   *
   * @param given with its lines, or with a block that was taken for one
   * @param others all regions of the picture that have text in it, this one or not
   */
  public static TextArea of(Picture picture, Region given, List<Region> others) {
    Region region = Rows.told(picture, given);
    double lineHeight =
        region.lines().stream().mapToDouble(TextArea::heightPx).average().orElse(16);
    int margin = MIN_MARGIN_PX + (int) Math.round(CROP_MARGIN * lineHeight);
    Box box = region.box().grow(margin).clip(picture.widthPx(), picture.heightPx());
    Crop crop = Crop.of(picture, box);
    boolean[] tight = linesOf(crop, region);
    boolean[] near =
        crop.grow(tight, MIN_MARGIN_PX / 2 + (int) Math.round(NEAR_MARGIN * lineHeight));
    boolean[] foreign = new boolean[crop.size()];
    for (Region other : others) {
      if (!other.id().equals(region.id()) && other.box().intersect(box).area() > 0) {
        or(foreign, linesOf(crop, other));
      }
    }
    for (int i = 0; i < foreign.length; i++) {
      // A neighbour's box that is too tall must not hide this region's own letters.
      foreign[i] &= !tight[i];
    }
    return new TextArea(crop, region, tight, near, foreign, lineHeight);
  }

  /** Cuts the lines into cells a quarter of their height long; returns their count. */
  private int numberCells(Region region, double tiltDegrees, double lineHeightPx) {
    Arrays.fill(cells, -1);
    double cos = Math.cos(Math.toRadians(tiltDegrees));
    double sin = Math.sin(Math.toRadians(tiltDegrees));
    double length = Math.max(2, lineHeightPx / CELLS_PER_HEIGHT);
    int next = 0;
    for (Line line : region.lines()) {
      boolean[] own = crop.inside(polygon(line));
      Map<Integer, Integer> numbers = new HashMap<>();
      for (int i = 0; i < own.length; i++) {
        if (own[i]) {
          int x = i % crop.width();
          int y = i / crop.width();
          double along = vertical ? y : x * cos + y * sin;
          Integer number = numbers.computeIfAbsent((int) (along / length), k -> numbers.size());
          cells[i] = next + number;
        }
      }
      next += numbers.size();
    }
    return next;
  }

  /** Which cell along the lines a pixel lies in; -1 outside the lines. */
  int cell(int index) {
    return cells[index];
  }

  int cellCount() {
    return cellCount;
  }

  /** Extent of an upright box across the lines' direction, less what the tilt adds to it. */
  double acrossPx(Box box) {
    return vertical || tiltSine > QUARTER_TURN_SINE
        ? box.width()
        : Math.max(1, box.height() - tiltSine * box.width());
  }

  /** The region with ground around it. */
  public Crop crop() {
    return crop;
  }

  /** The lines as read. */
  public boolean[] tight() {
    return tight;
  }

  /** The lines with room for what OCR missed: commas, diacritics, outlines, shadows. */
  public boolean[] near() {
    return near;
  }

  /** Other regions' lines, kept or not: never ground, never this region's glyphs. */
  public boolean[] foreign() {
    return foreign;
  }

  /** Mean height of the lines across their own direction. */
  public double lineHeightPx() {
    return lineHeightPx;
  }

  /** The pixels of a region's lines. */
  public static boolean[] linesOf(Crop crop, Region region) {
    boolean[] mask = new boolean[crop.size()];
    for (Line line : region.lines()) {
      or(mask, crop.inside(polygon(line)));
    }
    return mask;
  }

  /** The corners of a line; those of its box if it has no polygon. */
  public static List<Point> polygon(Line line) {
    if (line.polygon().size() >= 3) {
      return line.polygon();
    }
    Box box = line.box();
    return List.of(
        new Point(box.x(), box.y()),
        new Point(box.right(), box.y()),
        new Point(box.right(), box.bottom()),
        new Point(box.x(), box.bottom()));
  }

  /**
   * The surface behind the text, from the room right around the lines.
   *
   * @see Ground#fit
   */
  public Ground ground() {
    boolean[] seed = new boolean[crop.size()];
    boolean[] samples = new boolean[crop.size()];
    for (int i = 0; i < seed.length; i++) {
      samples[i] = near[i] && !foreign[i];
      seed[i] = samples[i] && !tight[i];
    }
    return Ground.fit(crop, seed, samples);
  }

  /** Of a bent band: l · h is its area, 2 · (l + h) its outline. */
  private static double bandHeightPx(List<Point> outline) {
    double area = 0;
    double half = 0;
    Point before = outline.get(outline.size() - 1);
    for (Point point : outline) {
      area += (before.x() * point.y() - point.x() * before.y()) / 2;
      half += Math.hypot(point.x() - before.x(), point.y() - before.y()) / 2;
      before = point;
    }
    return (half - Math.sqrt(Math.max(0, half * half - 4 * Math.abs(area)))) / 2;
  }

  /** Extent across the line's own direction; of an upright box around a tilted line, about. */
  private static double heightPx(Line line) {
    double radians = Math.toRadians(line.angleDegrees());
    double sin = Math.sin(radians);
    double cos = Math.cos(radians);
    List<Point> corners = polygon(line);
    if (corners.size() > 4) {
      return bandHeightPx(corners);
    }
    double[] across =
        corners.stream()
            .mapToDouble(
                p -> line.vertical() ? p.x() * cos + p.y() * sin : p.y() * cos - p.x() * sin)
            .sorted()
            .toArray();
    double extent = across[across.length - 1] - across[0];
    boolean upright = corners.stream().mapToDouble(Point::x).distinct().count() == 2;
    if (upright && Math.abs(sin) < QUARTER_TURN_SINE) {
      double along = line.vertical() ? line.box().height() : line.box().width();
      double itself = line.vertical() ? line.box().width() : line.box().height();
      extent = Math.max(0.25 * itself, itself - Math.abs(sin) * along);
    }
    return Math.max(4, extent);
  }

  /** Adds {@code more} to {@code mask}. */
  public static void or(boolean[] mask, boolean[] more) {
    for (int i = 0; i < mask.length; i++) {
      mask[i] |= more[i];
    }
  }
}
