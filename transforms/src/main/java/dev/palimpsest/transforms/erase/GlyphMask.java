package dev.palimpsest.transforms.erase;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.pixels.Backdrop;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ground;
import dev.palimpsest.transforms.pixels.Ink;
import dev.palimpsest.transforms.pixels.Masks;
import dev.palimpsest.transforms.pixels.TextArea;

/**
 * The pixels that a region's text has changed: its letters with blended edges, outline, glow and
 * shadow. On level ground that is whatever differs from it; on any other it is the letters that
 * were found by colour and form, and as far around them as the ground is changed all along them.
 */
final class GlyphMask {
  /** Outlines and shadows reach no farther than this share of the line's height. */
  private static final double MAX_REACH = 0.4;

  private static final int MIN_REACH_PX = 4;

  /** A gap that has this share of the shadow's mean difference from the ground holds shadow. */
  private static final double GAP_SHARE = 0.5;

  /**
   * Shadows that differ less from the ground (Euclidean, grey levels) are not looked for in gaps.
   */
  private static final double MIN_SHADOW = 12;

  /** As much of what lies beyond shadows tells what the ground is. */
  private static final int RING_PX = 14;

  /** Grey levels (Euclidean) that calm ground is off a plane, apart from its grain. */
  private static final double CALM = 6;

  private GlyphMask() {}

  /**
   * @param edgePx how far blending and compression carry a letter's colour
   */
  static boolean[] of(TextArea area, Ink ink, int edgePx) {
    Crop crop = area.crop();
    Ground ground = area.ground();
    boolean level = LevelMarks.level(ground);
    if (!level && !ink.distinct()) {
      return wholeLines(area, edgePx);
    }
    boolean[] letters = level ? withoutSeams(area, ground, ink) : ink.core();
    float[] distance = Masks.distanceTo(crop, letters);
    Reach reach = Reach.of(area, distance, edgePx);
    boolean calm = level || calm(area, distance, reach.farPx());
    boolean[] mask = new boolean[letters.length];
    for (int i = 0; i < mask.length; i++) {
      boolean outline = ink.outlined()[i] && !ink.core()[i];
      mask[i] = letters[i] || outline || reach.covers(i) || (calm && reach.casts(i));
    }
    boolean[] marks =
        level
            ? onLevel(area, ground, ink, edgePx, distance, reach)
            : LocalMarks.of(area, letters, distance, mask, reach.farPx());
    for (int i = 0; i < mask.length; i++) {
      mask[i] |= !area.foreign()[i] && marks[i];
    }
    if (reach.mostPx() > edgePx) {
      boolean[] beside = mask.clone();
      for (int i = 0; i < mask.length; i++) {
        beside[i] &= distance[i] > edgePx && distance[i] < reach.mostPx();
      }
      addGaps(area, mask, beside, reach.mostPx());
    }
    return mask;
  }

  /** Whether nothing but shading is where ground begins: bits of shadow would be seen there. */
  private static boolean calm(TextArea area, float[] distance, int farPx) {
    Crop crop = area.crop();
    boolean[] ring = new boolean[distance.length];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = distance[i] > farPx && distance[i] <= farPx + RING_PX && !area.foreign()[i];
    }
    Box whole = new Box(0, 0, crop.width(), crop.height());
    return PlaneWindows.hold(crop, ring, whole, RING_PX, i -> CALM);
  }

  private static boolean[] withoutSeams(TextArea area, Ground ground, Ink ink) {
    float[] distance = Masks.distanceTo(area.crop(), ink.core());
    boolean[] content = LevelMarks.content(area, ground, ink, distance, farPx(area));
    return Seams.without(area, ink.core(), content);
  }

  /** Where shadows and glow end, measured from the letters. */
  private static int farPx(TextArea area) {
    return (int) Math.max(MIN_REACH_PX, Math.round(MAX_REACH * area.lineHeightPx()));
  }

  /**
   * Where letters cannot be told from the ground, their lines go whole: bits of letters that stayed
   * would be continued into what is filled.
   */
  private static boolean[] wholeLines(TextArea area, int edgePx) {
    boolean[] lines = area.crop().grow(area.tight(), edgePx);
    for (int i = 0; i < lines.length; i++) {
      lines[i] &= !area.foreign()[i];
    }
    return lines;
  }

  /**
   * In a gap as narrow as a shadow is long, the shadow of the letter beyond it falls, too: gaps
   * that differ from the ground as the shadow does go with the text.
   *
   * @param beside the shadow or outline without the letters
   */
  private static void addGaps(TextArea area, boolean[] mask, boolean[] beside, int gapPx) {
    Crop crop = area.crop();
    boolean[] closed = closed(crop, mask, gapPx / 2f);
    boolean[] gap = new boolean[mask.length];
    boolean[] hidden = area.foreign().clone();
    for (int i = 0; i < mask.length; i++) {
      gap[i] = closed[i] && !mask[i] && !area.foreign()[i];
      hidden[i] |= closed[i];
    }
    float[] ground = Backdrop.of(crop, hidden);
    double[] shadow = new double[3];
    for (int i = 0; i < mask.length; i++) {
      for (int c = 0; c < 3 && beside[i]; c++) {
        shadow[c] += crop.at(i, c) - ground[3 * i + c];
      }
    }
    Masks.Parts parts = Masks.parts(crop, gap);
    double[] along = new double[parts.count()];
    double count = Math.max(1, Masks.count(beside));
    double square = 0;
    for (int c = 0; c < 3; c++) {
      shadow[c] /= count;
      square += shadow[c] * shadow[c];
    }
    for (int i = 0; i < mask.length; i++) {
      for (int c = 0; c < 3; c++) {
        along[parts.at(i)] += (crop.at(i, c) - ground[3 * i + c]) * shadow[c];
      }
    }
    for (int i = 0; i < mask.length; i++) {
      int p = parts.at(i);
      mask[i] |=
          gap[i]
              && square > MIN_SHADOW * MIN_SHADOW
              && along[p] > GAP_SHARE * square * parts.area(p);
    }
  }

  /** The mask with what lies between parts of it that are less than twice the radius apart. */
  private static boolean[] closed(Crop crop, boolean[] mask, float radius) {
    float[] distance = Masks.distanceTo(crop, mask);
    boolean[] near = new boolean[mask.length];
    for (int i = 0; i < near.length; i++) {
      near[i] = distance[i] <= radius;
    }
    float[] depth = Masks.depth(crop, near);
    boolean[] closed = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      closed[i] = mask[i] || depth[i] > radius;
    }
    return closed;
  }

  private static boolean[] onLevel(
      TextArea area, Ground ground, Ink ink, int edgePx, float[] distance, Reach reach) {
    int farPx = farPx(area);
    boolean[] marks = area.crop().grow(LevelMarks.of(area, ground, ink, distance, farPx), edgePx);
    SoftEdges soft = SoftEdges.of(area, distance, reach.mostPx(), farPx);
    for (int i = 0; i < marks.length; i++) {
      marks[i] |= soft.covers(i);
    }
    return marks;
  }
}
