package dev.palimpsest.transforms.erase;

import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Masks;
import dev.palimpsest.transforms.pixels.TextArea;

/**
 * Where level ground meets picture content (a balloon's rim, a sign's edge) blending makes thin
 * seams that pass for the letters' blended edges. They have content beside them, and nothing in
 * them is of the ink's own colour.
 */
final class Seams {
  /** As far beside a part as this its edge is not blended. */
  private static final int BESIDE_PX = 2;

  /** Share of what is beside a seam that is content. */
  private static final double MIN_CONTENT = 0.3;

  /** Grey levels (Euclidean) that an ink's own colour varies by … */
  private static final double OWN = 40;

  /** … in more than this share of a letter. */
  private static final double MAX_OWN = 0.1;

  private Seams() {}

  /**
   * The letters without seams.
   *
   * @param letters bodies of letters, as found by colour and form
   * @param content marks that are picture content, whatever of them is taken for letters
   */
  static boolean[] without(TextArea area, boolean[] letters, boolean[] content) {
    Crop crop = area.crop();
    Masks.Parts parts = Masks.parts(crop, letters);
    int[] beside = new int[parts.count()];
    int[] onContent = new int[parts.count()];
    int[] own = new int[parts.count()];
    double[] ink = ink(crop, letters);
    for (int i = 0; i < letters.length; i++) {
      int p = parts.at(i);
      own[p] += letters[i] && crop.distance(i, ink) <= OWN ? 1 : 0;
      for (int k = 0; k < 9 && p > 0; k++) {
        int x = i % crop.width() + BESIDE_PX * (k % 3 - 1);
        int y = i / crop.width() + BESIDE_PX * (k / 3 - 1);
        if (x >= 0 && y >= 0 && x < crop.width() && y < crop.height()) {
          int other = y * crop.width() + x;
          beside[p] += letters[other] ? 0 : 1;
          onContent[p] += !letters[other] && content[other] ? 1 : 0;
        }
      }
    }
    boolean[] without = letters.clone();
    for (int i = 0; i < without.length; i++) {
      int p = parts.at(i);
      without[i] &= onContent[p] < MIN_CONTENT * beside[p] || own[p] > MAX_OWN * parts.area(p);
    }
    return without;
  }

  /** The mean colour of what lies deepest in the strokes. */
  private static double[] ink(Crop crop, boolean[] letters) {
    float[] depth = Masks.depth(crop, letters);
    double[] ink = new double[3];
    double sum = 0;
    for (int i = 0; i < letters.length; i++) {
      // Cubed, since the blended edges are many where strokes are thin.
      double weight = Math.pow(depth[i], 3);
      sum += weight;
      for (int c = 0; c < 3; c++) {
        ink[c] += weight * crop.at(i, c);
      }
    }
    for (int c = 0; c < 3; c++) {
      ink[c] /= Math.max(1, sum);
    }
    return ink;
  }
}
