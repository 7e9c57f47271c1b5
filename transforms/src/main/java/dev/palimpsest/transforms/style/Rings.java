package dev.palimpsest.transforms.style;

import dev.palimpsest.transforms.pixels.Colors;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ink;
import dev.palimpsest.transforms.pixels.Masks;
import java.util.Optional;

/**
 * The usual colour of each ring around the letters, a pixel wide, from which follow the ground and
 * an outline: an outline has a colour of its own and a sharp outer edge; blending lies between ink
 * and ground, and a shadow fades.
 */
final class Rings {
  /** Ground is read at this distance from the letters, in line heights, … */
  private static final double GROUND = 0.22;

  /** … beyond all outlines, which are this wide at most. */
  private static final double MAX_OUTLINE = 0.2;

  /** An outline's colour is so far (Euclidean, grey levels) from a blend of ink and ground. */
  private static final double OFF_BLEND = 40;

  /** Halved chroma bends the blend of the first two rings by more. */
  private static final double OFF_BLEND_NEAR = 52;

  /** An outline ends within so many rings, or this share of the line's height. */
  private static final int SHARP_PX = 3;

  private static final double SHARP = 0.05;

  /** An outline's ring is of its colour in so many of its pixels … */
  private static final double MIN_FILLED = 0.5;

  /** … give or take so many grey levels (Euclidean). */
  private static final double ONE_COLOUR = 48;

  private final Crop crop;
  private final float[] distance;
  private final double[][] usual;
  private final double[] ink;
  private final double[] ground;
  private final double heightPx;

  private Rings(
      Crop crop,
      float[] distance,
      double[][] usual,
      double[] ink,
      double[] ground,
      double heightPx) {
    this.crop = crop;
    this.distance = distance;
    this.usual = usual;
    this.ink = ink;
    this.ground = ground;
    this.heightPx = heightPx;
  }

  static Rings of(Ink ink) {
    Crop crop = ink.area().crop();
    double height = ink.area().lineHeightPx();
    int last = (int) Math.max(5, Math.round(GROUND * height)) + 1;
    float[] distance = Masks.distanceTo(crop, ink.core());
    float[] depth = Masks.depth(crop, ink.core());
    double deepest = inner(depth);
    int[][][] histograms = new int[last + 1][3][256];
    int[] counts = new int[last + 1];
    for (int i = 0; i < distance.length; i++) {
      int ring = Math.round(distance[i]);
      boolean body = distance[i] == 0 && depth[i] >= deepest;
      if (ink.area().foreign()[i] || ring > last || (ring == 0 && !body)) {
        continue;
      }
      counts[ring]++;
      for (int c = 0; c < 3; c++) {
        histograms[ring][c][crop.at(i, c)]++;
      }
    }
    double[][] usual = new double[last + 1][3];
    for (int ring = 0; ring <= last; ring++) {
      for (int c = 0; c < 3; c++) {
        usual[ring][c] = median(histograms[ring][c], counts[ring]);
      }
    }
    return new Rings(crop, distance, usual, usual[0], usual[last], height);
  }

  /** The depth that half of the letters' pixels reach: deeper ones are not blended. */
  private static double inner(float[] depth) {
    int[] counts = new int[256];
    int n = 0;
    for (float d : depth) {
      if (d > 0) {
        counts[(int) Math.min(255, 4 * d)]++;
        n++;
      }
    }
    int seen = 0;
    for (int k = 255; k >= 0; k--) {
      seen += counts[k];
      if (2 * seen >= n) {
        return k / 4.0;
      }
    }
    return 0;
  }

  private static int median(int[] histogram, int count) {
    int seen = 0;
    int level = 0;
    while (level < 255 && (seen += histogram[level]) * 2 < count) {
      level++;
    }
    return level;
  }

  /** Share of a ring that has its usual colour: the middle of two grounds is neither's. */
  private double filled(int ring) {
    int all = 0;
    int alike = 0;
    for (int i = 0; i < distance.length; i++) {
      if (Math.round(distance[i]) == ring) {
        all++;
        alike += crop.distance(i, usual[ring]) <= ONE_COLOUR ? 1 : 0;
      }
    }
    return (double) alike / Math.max(1, all);
  }

  double[] ink() {
    return ink;
  }

  double[] ground() {
    return ground;
  }

  /** Colour as blue, green, red. */
  static final class Outline {
    final double[] color;
    final double widthPx;

    Outline(double[] color, double widthPx) {
      this.color = color;
      this.widthPx = widthPx;
    }
  }

  Optional<Outline> outline() {
    int most = Math.min(usual.length - 2, (int) Math.max(4, Math.round(MAX_OUTLINE * heightPx)));
    int at = 0;
    double best = 0;
    for (int ring = 1; ring <= most; ring++) {
      double off = Colors.distanceToSegment(usual[ring], ground, ink);
      double needed = ring <= 2 ? OFF_BLEND_NEAR : OFF_BLEND;
      if (off > needed && off > best + 2) {
        best = off;
        at = ring;
      }
    }
    if (at == 0 || filled(at) < MIN_FILLED) {
      return Optional.empty();
    }
    double full = Colors.distance(usual[at], ground);
    int inside = at;
    while (inside + 1 < usual.length && Colors.distance(usual[inside + 1], ground) >= 0.8 * full) {
      inside++;
    }
    int outside = inside + 1;
    while (outside < usual.length && Colors.distance(usual[outside], ground) > 0.25 * full) {
      outside++;
    }
    boolean sharp = outside - inside <= Math.max(SHARP_PX, SHARP * heightPx);
    return sharp
        ? Optional.of(new Outline(usual[at], (inside + outside) / 2.0 - 0.5))
        : Optional.empty();
  }
}
