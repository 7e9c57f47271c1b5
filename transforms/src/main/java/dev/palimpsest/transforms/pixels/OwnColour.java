package dev.palimpsest.transforms.pixels;

/**
 * Letters in front of a ground that is nearly of their colour: the ink itself varies less than the
 * colours of a cluster, and tells them from it.
 */
final class OwnColour {
  /** As deep in a stroke as this its colour is not blended. */
  private static final double INNER_PX = 1.9;

  private static final int MIN_INNER = 40;

  /** Such letters lie in the line with this share of their pixels: picture content may not. */
  private static final double OWN_INSIDE = 0.85;

  /** Grey levels (Euclidean) from the ink's own colour that are ink for certain … */
  private static final double MIN_OWN = 18;

  /** … or so many times the median distance of the strokes' middles … */
  private static final double OWN_SPREADS = 3;

  /** … unless that is so much that the ink has no colour of its own. */
  private static final double MAX_OWN = 45;

  private OwnColour() {}

  /**
   * Adds the letters that are of the ink's own colour.
   *
   * @param core the letters found so far
   * @param least height of a letter, in line heights
   */
  static boolean[] completed(TextArea area, boolean[] core, double least) {
    Crop crop = area.crop();
    double[] ink = new double[3];
    double spread = bodies(crop, core, ink);
    double bound = Math.max(MIN_OWN, OWN_SPREADS * spread);
    if (bound > MAX_OWN) {
      return core;
    }
    boolean[] more = new boolean[core.length];
    for (double within : new double[] {bound, bound / 2}) {
      boolean[] same = new boolean[core.length];
      for (int i = 0; i < same.length; i++) {
        same[i] = !area.foreign()[i] && crop.distance(i, ink) <= within;
      }
      Masks.Parts parts = Masks.parts(crop, same);
      boolean[] letters =
          LetterParts.withoutIcons(area, parts, LetterCandidate.letters(area, parts, least));
      int[] inside = new int[parts.count()];
      for (int i = 0; i < same.length; i++) {
        inside[parts.at(i)] += area.tight()[i] ? 1 : 0;
      }
      for (int i = 0; i < same.length; i++) {
        more[i] |=
            letters[i] && !core[i] && inside[parts.at(i)] >= OWN_INSIDE * parts.area(parts.at(i));
      }
    }
    // Blended edges are not of the ink's own colour.
    boolean[] whole = crop.grow(more, 1);
    for (int i = 0; i < whole.length; i++) {
      whole[i] = core[i] || (whole[i] && !area.foreign()[i]);
    }
    return whole;
  }

  /** The colour of the strokes' middles; returns how far off it half of them are. */
  private static double bodies(Crop crop, boolean[] core, double[] ink) {
    float[] depth = Masks.depth(crop, core);
    boolean[] inner = new boolean[core.length];
    for (int i = 0; i < inner.length; i++) {
      inner[i] = depth[i] >= INNER_PX;
    }
    int[] indices = Masks.thinned(Masks.count(inner) < MIN_INNER ? core : inner, 5000);
    double[] values = new double[indices.length];
    for (int c = 0; c < 3; c++) {
      for (int k = 0; k < values.length; k++) {
        values[k] = crop.at(indices[k], c);
      }
      ink[c] = Median.of(values, values.length);
    }
    for (int k = 0; k < values.length; k++) {
      values[k] = crop.distance(indices[k], ink);
    }
    return Median.of(values, values.length);
  }
}
