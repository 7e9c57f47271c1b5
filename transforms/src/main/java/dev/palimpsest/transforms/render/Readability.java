package dev.palimpsest.transforms.render;

import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;
import java.util.Arrays;

/**
 * Sees to it that drawn text can be read. Ink that does not stand out from what is mostly behind it
 * gives way to the colour of the source's outline if that does, or is moved away from the ground
 * just enough; where its own end of the scale is too near (white on coral), or where parts of the
 * ground are like the ink whatever the rest is, a thin stroke goes around it.
 */
final class Readability {
  /** Stroke that is added for contrast, in cap heights. */
  private static final double STROKE = 0.045;

  private static final double MIN_STROKE_PX = 1;

  /** Ground from which ink stands out by less than this hides it. */
  private static final double HIDING_RATIO = 2;

  /** So much hiding ground makes words unreadable. */
  private static final double MAX_HIDING = 0.12;

  private Readability() {}

  /**
   * The effects with which text can be read.
   *
   * @param box where the text is drawn, upright
   * @param capPx height of the drawn capitals
   */
  static TextBlock.Effects readable(
      Picture picture, Box box, TextBlock.Effects effects, double capPx, Mode mode) {
    boolean strokeTells =
        effects.outlinePx() >= 1
            && Contrast.ratio(effects.ink(), effects.outline()) >= Contrast.MIN_RATIO;
    Box area = box.clip(picture.widthPx(), picture.heightPx());
    if (strokeTells || area.area() == 0) {
      return effects;
    }
    Crop crop = Crop.of(picture, area);
    int ground = median(crop);
    if (Contrast.ratio(effects.ink(), ground) >= Contrast.MIN_RATIO) {
      boolean hidden = mode != Mode.E_COMMERCE && hiding(crop, effects.ink()) > MAX_HIDING;
      return hidden ? stroked(effects, ground, capPx) : effects;
    }
    int end = Contrast.strongest(effects.ink(), ground);
    boolean movable = Contrast.ratio(end, ground) >= Contrast.MIN_RATIO;
    if (movable || mode == Mode.E_COMMERCE) {
      boolean outlineTells =
          effects.outline() != 0 && Contrast.ratio(effects.outline(), ground) >= Contrast.MIN_RATIO;
      int ink =
          outlineTells
              ? effects.outline()
              : Contrast.readable(effects.ink(), ground, Contrast.MIN_RATIO);
      return new TextBlock.Effects(ink, effects.outline(), effects.outlinePx(), effects.shadow());
    }
    return stroked(effects, ground, capPx);
  }

  private static TextBlock.Effects stroked(TextBlock.Effects effects, int ground, double capPx) {
    return new TextBlock.Effects(
        effects.ink(),
        Contrast.stroke(effects.ink(), ground, Contrast.MIN_RATIO),
        Math.max(MIN_STROKE_PX, STROKE * capPx),
        effects.shadow());
  }

  /** Share of the ground that is like the ink. */
  private static double hiding(Crop crop, int ink) {
    int hiding = 0;
    int all = 0;
    for (int i = 0; i < crop.size(); i += 3) {
      int color = crop.at(i, 2) << 16 | crop.at(i, 1) << 8 | crop.at(i, 0);
      hiding += Contrast.ratio(ink, color) < HIDING_RATIO ? 1 : 0;
      all++;
    }
    return (double) hiding / all;
  }

  /** The median colour, as {@code 0xrrggbb}. */
  private static int median(Crop crop) {
    int color = 0;
    for (int c = 2; c >= 0; c--) {
      int[] values = new int[crop.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = crop.at(i, c);
      }
      Arrays.sort(values);
      color = color << 8 | values[values.length / 2];
    }
    return color;
  }
}
