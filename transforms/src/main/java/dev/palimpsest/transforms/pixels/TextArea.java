package dev.palimpsest.transforms.pixels;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Point;
import dev.palimpsest.io.region.Region;
import java.util.List;

/** Where one region's glyphs may be. */
public final class TextArea {
  private static final double CROP_MARGIN = 0.9;
  private static final double NEAR_MARGIN = 0.35;
  private static final int MIN_MARGIN_PX = 4;

  private final Crop crop;
  private final boolean[] tight;
  private final boolean[] near;
  private final boolean[] foreign;
  private final double lineHeightPx;

  private TextArea(
      Crop crop, boolean[] tight, boolean[] near, boolean[] foreign, double lineHeightPx) {
    this.crop = crop;
    this.tight = tight;
    this.near = near;
    this.foreign = foreign;
    this.lineHeightPx = lineHeightPx;
  }

  /**
   * The area of a region.
   *
   * @param others all regions of the picture that have text in it, this one or not
   */
  public static TextArea of(Picture picture, Region region, List<Region> others) {
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
    return new TextArea(crop, tight, near, foreign, lineHeight);
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

  private static List<Point> polygon(Line line) {
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

  private static double heightPx(Line line) {
    if (line.polygon().size() != 4) {
      return line.vertical() ? line.box().width() : line.box().height();
    }
    Point a = line.polygon().get(0);
    Point b = line.polygon().get(line.vertical() ? 1 : 3);
    return Math.max(4, Math.hypot(a.x() - b.x(), a.y() - b.y()));
  }

  /** Adds {@code more} to {@code mask}. */
  public static void or(boolean[] mask, boolean[] more) {
    for (int i = 0; i < mask.length; i++) {
      mask[i] |= more[i];
    }
  }
}
