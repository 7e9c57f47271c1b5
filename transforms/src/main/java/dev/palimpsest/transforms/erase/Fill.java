package dev.palimpsest.transforms.erase;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.pixels.Backdrop;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ground;
import dev.palimpsest.transforms.pixels.Masks;
import dev.palimpsest.transforms.pixels.TextArea;

/**
 * Decides for each connected part of a mask what takes its place: the surface fitted around the
 * whole text, else one fitted around this part, else patches of the texture.
 */
final class Fill {
  /** Rougher than this from pixel to pixel (standard deviation, grey levels) is texture. */
  private static final double MAX_GRAIN = 6;

  /** Share of a part's surroundings that must lie on the surface. */
  private static final double MIN_ON_SURFACE = 0.93;

  /** How far off the surface a pixel may lie: rounding and compression, plus this much grain. */
  private static final double TOLERANCE = 4;

  private static final double GRAINS = 3;

  /** Lossy compression rings around letters by up to this … */
  private static final double RINGING = 8;

  /** … within a block of JPEG; what lies beyond tells a texture from it. */
  private static final double RINGING_PX = 8;

  private static final int MIN_LOSSY_RING_PX = 14;

  /** Surroundings of a part, in line heights. */
  private static final double RING = 0.2;

  /** Waves around a hole say what is in it as far as this from its rim. */
  private static final double MAX_THIN_DEPTH_PX = 40;

  /** Continuing takes about a second for every 20,000 pixels. */
  private static final int MAX_THIN_PIXELS = 40_000;

  private final TextArea area;
  private final Crop crop;
  private final boolean[] mask;
  private final boolean[] known;
  private final float[] distance;
  private final double tolerance;
  private final boolean lossy;
  private final byte[] filled;
  private final boolean[] textured;

  private final boolean[] others;

  private Fill(
      TextArea area,
      boolean[] mask,
      boolean[] others,
      double grain,
      boolean[] known,
      boolean lossy) {
    this.area = area;
    this.lossy = lossy;
    this.crop = area.crop();
    this.mask = mask;
    this.others = others;
    this.known = known;
    this.distance = Masks.distanceTo(crop, mask);
    this.tolerance = TOLERANCE + GRAINS * grain;
    this.filled = new byte[3 * mask.length];
    this.textured = new boolean[mask.length];
  }

  /**
   * @param others other texts with all that they have changed around them: never ground
   * @param lossy the picture was compressed with loss: letters have stirred the ground around them
   * @param withTexture {@code false} to leave textures to others
   */
  static Fill of(
      TextArea area, boolean[] mask, boolean[] others, boolean lossy, boolean withTexture) {
    boolean[] known = area.crop().grow(mask, 1);
    for (int i = 0; i < known.length; i++) {
      known[i] = !known[i] && !others[i];
    }
    double grain = grain(area, known);
    Fill fill = new Fill(area, mask, others, grain, known, lossy);
    if (grain > MAX_GRAIN) {
      System.arraycopy(mask, 0, fill.textured, 0, mask.length);
    } else {
      fill.smoothParts();
    }
    if (withTexture && Masks.count(fill.textured) > 0) {
      fill.texture();
    }
    return fill;
  }

  /** Three bytes a pixel, valid where the mask is set. */
  byte[] colors() {
    return filled;
  }

  /** The part of the mask that lies on texture. */
  boolean[] textured() {
    return textured;
  }

  /** The noise between neighbouring pixels: their median difference as a standard deviation. */
  private static double grain(TextArea area, boolean[] known) {
    Crop crop = area.crop();
    int[] histogram = new int[256];
    int n = 0;
    for (int i = 0; i < known.length - 1; i++) {
      if (known[i] && known[i + 1] && area.near()[i] && (i + 1) % crop.width() != 0) {
        histogram[Math.abs(crop.at(i, 1) - crop.at(i + 1, 1))]++;
        n++;
      }
    }
    int seen = 0;
    int median = 0;
    while (median < 255 && (seen += histogram[median]) * 2 <= n) {
      median++;
    }
    return 1.4826 * median / Math.sqrt(2);
  }

  private void smoothParts() {
    Ground whole = ground(nearby());
    Masks.Parts parts = Masks.parts(crop, crop.grow(mask, 2));
    int least = lossy ? MIN_LOSSY_RING_PX : 4;
    int ring = (int) Math.max(least, Math.round(RING * area.lineHeightPx()));
    boolean[] onWhole = new boolean[mask.length];
    for (int p = 1; p < parts.count(); p++) {
      Box box = parts.box(p).grow(ring).clip(crop.width(), crop.height());
      boolean[] own = only(parts, p);
      if (fits(whole, box, ring)) {
        TextArea.or(onWhole, own);
        continue;
      }
      Box wide = parts.box(p).grow(3 * ring).clip(crop.width(), crop.height());
      Ground local = ground(around(wide, 3 * ring));
      if (fits(local, box, ring)) {
        put(SmoothFill.fill(crop, own, others, local, false), own);
      } else if (PlaneWindows.hold(
          crop, around(box, ring), box, ring, i -> TOLERANCE + ringing(i))) {
        put(SmoothFill.fill(crop, own, others, local, true), own);
      } else {
        TextArea.or(textured, own);
      }
    }
    put(SmoothFill.fill(crop, onWhole, others, whole, false), onWhole);
  }

  private boolean[] nearby() {
    boolean[] near = new boolean[mask.length];
    for (int i = 0; i < near.length; i++) {
      near[i] = known[i] && area.near()[i];
    }
    return near;
  }

  /** Known pixels in a box that are near the text: the box of a slanted line is mostly others. */
  private boolean[] around(Box box, int reachPx) {
    boolean[] around = new boolean[mask.length];
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int x = box.x(); x < box.right(); x++) {
        int i = y * crop.width() + x;
        around[i] = known[i] && distance[i] <= reachPx;
      }
    }
    return around;
  }

  private boolean[] only(Masks.Parts parts, int part) {
    boolean[] own = new boolean[mask.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = mask[i] && parts.at(i) == part;
    }
    return own;
  }

  private Ground ground(boolean[] samples) {
    return Ground.fit(crop, samples, samples);
  }

  private boolean fits(Ground ground, Box box, int ringPx) {
    int on = 0;
    int all = 0;
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int x = box.x(); x < box.right(); x++) {
        int i = y * crop.width() + x;
        if (known[i] && distance[i] <= ringPx) {
          all++;
          on += ground.distance(i) <= tolerance(i) ? 1 : 0;
        }
      }
    }
    return all > 8 && on >= MIN_ON_SURFACE * all;
  }

  private double tolerance(int index) {
    return tolerance + ringing(index);
  }

  private double ringing(int index) {
    return lossy && distance[index] <= RINGING_PX ? RINGING : 0;
  }

  private void put(byte[] colors, boolean[] where) {
    for (int i = 0; i < where.length; i++) {
      if (where[i]) {
        System.arraycopy(colors, 3 * i, filled, 3 * i, 3);
      }
    }
  }

  /** Thin holes are continued from their rims; wide ones are filled with copies. */
  private void texture() {
    boolean[] hidden = mask.clone();
    TextArea.or(hidden, others);
    float[] guess = Backdrop.of(crop, hidden);
    byte[] colors = crop.bgr().clone();
    for (int k = 0; k < colors.length; k++) {
      int i = k / 3;
      if (mask[i] && !textured[i]) {
        colors[k] = filled[k];
      } else if (hidden[i]) {
        colors[k] = (byte) Math.round(guess[k]);
      }
    }
    boolean[] wide = wide();
    if (Masks.count(wide) > 0) {
      PatchFill.fill(crop, colors, wide, others, ground(nearby()));
    }
    boolean[] thin = textured.clone();
    for (int i = 0; i < thin.length; i++) {
      thin[i] &= !wide[i];
    }
    TextureFill.fill(crop, colors, thin);
    put(colors, textured);
  }

  /** Connected parts of the texture's hole that are too deep, or too much, for thin strokes. */
  private boolean[] wide() {
    Masks.Parts parts = Masks.parts(crop, textured);
    float[] depth = Masks.depth(crop, textured);
    double[] deepest = new double[parts.count()];
    for (int i = 0; i < depth.length; i++) {
      deepest[parts.at(i)] = Math.max(deepest[parts.at(i)], depth[i]);
    }
    boolean much = Masks.count(textured) > MAX_THIN_PIXELS;
    boolean[] wide = new boolean[depth.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = textured[i] && (much || deepest[parts.at(i)] > MAX_THIN_DEPTH_PX);
    }
    return wide;
  }
}
