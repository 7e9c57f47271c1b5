package dev.palimpsest.transforms.erase;

import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.pixels.Backdrop;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ground;
import dev.palimpsest.transforms.pixels.ImageFormat;
import dev.palimpsest.transforms.pixels.Ink;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.TextArea;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the clean plate: the picture without the text of the given regions.
 *
 * <p>Each region is treated on a crop of its own: its letters are found by colour and form, then
 * what they have changed around them (blending, outline, shadow). On smooth ground (flat or
 * gradient) a fitted surface takes their place with the ground's own noise; on textured ground the
 * hole is filled with what is most alike around it.
 */
public final class Eraser {
  /** Noise up to this standard deviation (grey levels) is grain on a smooth ground. */
  private static final double MAX_SMOOTH_SIGMA = 7;

  /** Less of the surroundings on the surface than this means texture. */
  private static final double MIN_INLIERS = 0.85;

  private Eraser() {}

  /**
   * Erases. The same input gives the same bytes.
   *
   * @param toErase regions whose text goes
   * @param kept regions whose pixels must not change, even beneath a neighbour's mask
   * @return a new picture; the source is left as it is
   */
  public static Picture erase(Picture source, List<Region> toErase, List<Region> kept) {
    Picture plate = source.copy();
    List<Region> all = new ArrayList<>(toErase);
    all.addAll(kept);
    for (Region region : toErase) {
      if (region.box().clip(source.widthPx(), source.heightPx()).area() > 0) {
        eraseRegion(source, plate, region, all, kept);
      }
    }
    return plate;
  }

  private static void eraseRegion(
      Picture source, Picture plate, Region region, List<Region> all, List<Region> kept) {
    // Marks are looked for on the source, so that the order of regions does not matter.
    TextArea area = TextArea.of(source, region, all);
    Crop crop = area.crop();
    boolean[] mask = GlyphMask.of(area, Ink.of(area), edgePx(area, source.format()));
    for (Region other : kept) {
      boolean[] theirs = crop.grow(TextArea.linesOf(crop, other), 1);
      for (int i = 0; i < mask.length; i++) {
        mask[i] &= !theirs[i];
      }
    }
    crop.writeTo(plate, fill(area, mask), mask);
    AlphaFill.fill(plate, crop, mask);
  }

  private static byte[] fill(TextArea area, boolean[] mask) {
    Crop crop = area.crop();
    Ground ground = area.groundAround(crop.grow(mask, 1));
    if (ground.sigma() <= MAX_SMOOTH_SIGMA && ground.inlierShare() >= MIN_INLIERS) {
      return SmoothFill.fill(crop, mask, ground);
    }
    boolean[] hidden = mask.clone();
    TextArea.or(hidden, area.foreign());
    float[] guess = Backdrop.of(crop, hidden);
    int[] colors = new int[guess.length];
    for (int i = 0; i < colors.length; i++) {
      colors[i] = mask[i / 3] ? Math.round(guess[i]) : crop.bgr()[i] & 0xff;
    }
    PatchFill.fill(crop.width(), crop.height(), colors, mask, area.foreign());
    byte[] filled = new byte[colors.length];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = (byte) Math.max(0, Math.min(255, colors[i]));
    }
    return filled;
  }

  /** Blended edges are a pixel wide; lossy compression rings a little farther. */
  private static int edgePx(TextArea area, ImageFormat format) {
    int edge = (int) Math.round(Math.max(2, Math.min(3, area.lineHeightPx() * 0.05)));
    return format == ImageFormat.JPEG || format == ImageFormat.WEBP ? edge + 1 : edge;
  }
}
