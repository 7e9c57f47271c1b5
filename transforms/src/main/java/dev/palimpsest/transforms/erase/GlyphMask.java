package dev.palimpsest.transforms.erase;

import dev.palimpsest.transforms.pixels.Crop;
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

  private GlyphMask() {}

  /**
   * @param edgePx how far blending and compression carry a letter's colour
   */
  static boolean[] of(TextArea area, Ink ink, int edgePx) {
    Crop crop = area.crop();
    float[] distance = Masks.distanceTo(crop, ink.core());
    Reach reach = Reach.of(area, distance, edgePx);
    boolean[] mask = new boolean[crop.size()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = reach.covers(i);
    }
    boolean[] marks =
        LevelMarks.level(area.ground())
            ? onLevel(area, ink, edgePx, distance, reach)
            : LocalMarks.of(area, ink.core(), distance, mask, reach.farPx());
    for (int i = 0; i < mask.length; i++) {
      mask[i] |= !area.foreign()[i] && marks[i];
    }
    return mask;
  }

  private static boolean[] onLevel(
      TextArea area, Ink ink, int edgePx, float[] distance, Reach reach) {
    boolean[] marks = area.crop().grow(LevelMarks.of(area, area.ground(), ink), edgePx);
    int farPx = (int) Math.max(MIN_REACH_PX, Math.round(MAX_REACH * area.lineHeightPx()));
    SoftEdges soft = SoftEdges.of(area, distance, reach.mostPx(), farPx);
    for (int i = 0; i < marks.length; i++) {
      marks[i] |= soft.covers(i);
    }
    return marks;
  }
}
