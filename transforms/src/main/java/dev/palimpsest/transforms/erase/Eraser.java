package dev.palimpsest.transforms.erase;

import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ground;
import dev.palimpsest.transforms.pixels.ImageFormat;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.TextArea;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the clean plate: the picture without the text of the given regions.
 *
 * <p>Each region is treated on a crop of its own. On smooth ground (flat or gradient) the glyphs
 * are what differs from the fitted surface, and the surface takes their place with the ground's own
 * noise; on textured ground they are told by their colour and filled from around.
 */
public final class Eraser {
  /** Noise up to this standard deviation (grey levels) is grain on a smooth ground. */
  private static final double MAX_SMOOTH_SIGMA = 7;

  /** Less of the surroundings on the surface than this means texture. */
  private static final double MIN_INLIERS = 0.75;

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
    Ground ground = area.ground();
    boolean smooth = ground.sigma() <= MAX_SMOOTH_SIGMA && ground.inlierShare() >= MIN_INLIERS;
    boolean[] glyphs = smooth ? GlyphMask.onSmooth(area, ground) : TexturedMask.of(area);
    boolean[] mask = crop.grow(glyphs, marginPx(area, source.format()));
    for (Region other : kept) {
      boolean[] theirs = crop.grow(TextArea.linesOf(crop, other), 1);
      for (int i = 0; i < mask.length; i++) {
        mask[i] &= !theirs[i];
      }
    }
    if (smooth) {
      SmoothFill.fill(plate, crop, mask, ground);
    } else {
      TextureFill.fill(plate, crop, mask, area.foreign());
    }
    AlphaFill.fill(plate, crop, mask);
  }

  /** Blended edges are a pixel wide; lossy compression rings a little farther. */
  private static int marginPx(TextArea area, ImageFormat format) {
    int edge = (int) Math.round(Math.max(1, Math.min(3, area.lineHeightPx() * 0.05)));
    return format == ImageFormat.JPEG || format == ImageFormat.WEBP ? edge + 1 : edge;
  }
}
