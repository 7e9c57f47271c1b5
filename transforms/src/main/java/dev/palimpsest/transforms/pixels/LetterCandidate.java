package dev.palimpsest.transforms.pixels;

import java.util.stream.IntStream;

/** Some colours of an area, and the letters that they would form. */
final class LetterCandidate {
  /** Even the heaviest faces leave this much of their boxes to the ground. */
  private static final double MAX_INK = 0.7;

  /** Letters are no taller than the line that OCR found, give or take its error. */
  private static final double MAX_LETTER = 1.45;

  /** Of a letter at least this share lies within the line as read. */
  private static final double MIN_INSIDE = 0.45;

  /** Weight of a colour's contrast against how much of the line it covers (grey levels). */
  private static final double HALF_CONTRAST = 45;

  /**
   * Within this factor a colour is as dense beyond the text as in it: so are specks of a ground.
   */
  private static final double COMMON = 0.75;

  /** Weight of such a colour; letters may have it by chance. */
  private static final double COMMON_PECULIARITY = 0.6;

  /** Areas are so much wider than strokes … */
  private static final double AREA = 2;

  /** … and more than the grid of pixels explains. */
  private static final double STROKE_ERROR_PX = 1.5;

  private final boolean[] members;
  private final Masks.Parts parts;
  private final boolean[] letter;
  private final double coverage;
  private final double contrast;
  private final double score;

  private LetterCandidate(
      boolean[] members,
      Masks.Parts parts,
      boolean[] letter,
      double coverage,
      double contrast,
      double score) {
    this.members = members;
    this.parts = parts;
    this.letter = letter;
    this.coverage = coverage;
    this.contrast = contrast;
    this.score = score;
  }

  /**
   * @param least height of a letter, in line heights
   */
  static LetterCandidate of(
      TextArea area, ColorClusters clusters, boolean[] members, double least) {
    Crop crop = area.crop();
    Masks.Parts parts = Masks.parts(crop, mask(area, clusters, members));
    boolean[] letter = letters(area, parts, least);
    boolean[] covered = new boolean[area.cellCount()];
    double contrast = 0;
    int rims = 0;
    int inTight = 0;
    int reach = 2 + (int) Math.round(area.lineHeightPx() / 24);
    for (int i = 0; i < area.crop().size(); i++) {
      if (!letter[parts.at(i)]) {
        continue;
      }
      inTight += area.tight()[i] ? 1 : 0;
      if (area.cell(i) >= 0) {
        covered[area.cell(i)] = true;
      }
      for (int side = 0; side < 4; side++) {
        int beside = crop.beside(i, side, reach);
        if (beside >= 0 && parts.at(beside) == 0) {
          contrast += crop.distance(i, beside);
          rims++;
        }
      }
    }
    double coverage = (double) Masks.count(covered) / Math.max(1, area.cellCount());
    if (inTight > MAX_INK * Masks.count(area.tight())) {
      coverage = 0;
    }
    contrast /= Math.max(1, rims);
    double score =
        peculiarity(area, clusters, members) * coverage * contrast / (contrast + HALF_CONTRAST);
    return new LetterCandidate(members, parts, letter, coverage, contrast, score);
  }

  /** Which of the area's colours. */
  boolean[] members() {
    return members;
  }

  /** Connected pixels of these colours. */
  Masks.Parts parts() {
    return parts;
  }

  /** Which parts have a letter's size and place. */
  boolean[] letter() {
    return letter;
  }

  /** Share of the line's length that has letters. */
  double coverage() {
    return coverage;
  }

  /** For comparing; 0 if no letters are formed. */
  double score() {
    return score;
  }

  /** Whether there is enough contrast for a colour to be told from the rim of another. */
  boolean standsOut() {
    return contrast > HALF_CONTRAST;
  }

  /** The pixels of the letters. */
  boolean[] letters(int size) {
    boolean[] mask = new boolean[size];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = letter[parts.at(i)];
    }
    return mask;
  }

  /** Whether a colour is about as dense beyond the text as in it: it is a ground's. */
  static boolean common(TextArea area, ColorClusters clusters, int colour) {
    boolean[] alone = new boolean[clusters.count()];
    alone[colour] = true;
    return beyond(area, clusters, alone) > COMMON;
  }

  /**
   * How dense these colours are around the text to how dense in it: right around it or farther off,
   * whichever is less. Areas much wider than the letters' strokes do not count: they are no texture
   * that letters could be mistaken for.
   */
  double densityAround(TextArea area) {
    Crop crop = area.crop();
    boolean[] all = new boolean[crop.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = parts.at(i) > 0;
    }
    float[] depth = Masks.depth(crop, all);
    double[] stroke = new double[parts.count()];
    for (int i = 0; i < all.length; i++) {
      stroke[parts.at(i)] = Math.max(stroke[parts.at(i)], depth[i]);
    }
    double[] ofLetters =
        IntStream.range(1, letter.length)
            .filter(p -> letter[p])
            .mapToDouble(p -> stroke[p])
            .toArray();
    double most = AREA * Median.of(ofLetters, ofLetters.length) + STROKE_ERROR_PX;
    int[] theirs = new int[3];
    int[] pixels = new int[3];
    for (int i = 0; i < crop.size(); i++) {
      int zone = area.tight()[i] ? 0 : area.near()[i] ? 1 : 2;
      if (!area.foreign()[i]) {
        theirs[zone] += all[i] && stroke[parts.at(i)] <= most ? 1 : 0;
        pixels[zone]++;
      }
    }
    double in = (double) theirs[0] / Math.max(1, pixels[0]);
    double around = (double) theirs[1] / Math.max(1, pixels[1]);
    double beyond = (double) theirs[2] / Math.max(1, pixels[2]);
    return in == 0 ? 1 : Math.min(around, beyond) / in;
  }

  private static boolean[] mask(TextArea area, ColorClusters clusters, boolean[] members) {
    boolean[] mask = new boolean[area.crop().size()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = members[clusters.at(i)] && !area.foreign()[i];
    }
    return mask;
  }

  /** Specks of a rough ground can look like letters, but they are as dense beyond the text. */
  private static double peculiarity(TextArea area, ColorClusters clusters, boolean[] members) {
    double beyond = beyond(area, clusters, members);
    return beyond > COMMON && beyond < 1 / COMMON ? COMMON_PECULIARITY : 1;
  }

  /** How dense colours are beyond the text to how dense in it; 0 if either is empty. */
  private static double beyond(TextArea area, ColorClusters clusters, boolean[] members) {
    int in = 0;
    int allIn = 0;
    int out = 0;
    int allOut = 0;
    for (int i = 0; i < area.crop().size(); i++) {
      int member = members[clusters.at(i)] ? 1 : 0;
      if (area.tight()[i]) {
        in += member;
        allIn++;
      } else if (!area.near()[i] && !area.foreign()[i]) {
        out += member;
        allOut++;
      }
    }
    return in == 0 || allOut == 0 ? 0 : (double) out / allOut * allIn / in;
  }

  /** Which parts have a letter's size and place. */
  static boolean[] letters(TextArea area, Masks.Parts parts, double least) {
    int[] inside = new int[parts.count()];
    int[] outside = new int[parts.count()];
    for (int i = 0; i < area.crop().size(); i++) {
      inside[parts.at(i)] += area.tight()[i] ? 1 : 0;
      outside[parts.at(i)] += area.near()[i] ? 0 : 1;
    }
    boolean[] letter = new boolean[parts.count()];
    for (int p = 1; p < letter.length; p++) {
      double height = area.acrossPx(parts.box(p)) / area.lineHeightPx();
      letter[p] =
          height >= least
              && height <= MAX_LETTER
              && inside[p] >= MIN_INSIDE * parts.area(p)
              && outside[p] <= 0.02 * parts.area(p);
    }
    return letter;
  }
}
