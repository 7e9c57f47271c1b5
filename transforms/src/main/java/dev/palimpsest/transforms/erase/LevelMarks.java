package dev.palimpsest.transforms.erase;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ground;
import dev.palimpsest.transforms.pixels.Ink;
import dev.palimpsest.transforms.pixels.Masks;
import dev.palimpsest.transforms.pixels.TextArea;

/**
 * On level ground text is what differs from the fitted surface: letters of any colour and size with
 * outline, shadow, glow and blended edges, without knowing which is which.
 */
final class LevelMarks {
  /** Noise up to this standard deviation (grey levels) is grain on a smooth ground. */
  private static final double MAX_SIGMA = 7;

  /** Less of the surroundings on the surface than this is not one ground. */
  private static final double MIN_INLIERS = 0.75;

  /** Grey levels (Euclidean) that are seen as a mark. */
  private static final double STRONG = 26;

  /** A faint trace this far from the ground still belongs to the mark it touches. */
  private static final double WEAK = 7;

  /** A mark with more than this share away from the text is picture content. */
  private static final double MAX_OUTSIDE = 0.35;

  /** Content behind the letters shows this share of a mark away from them. */
  private static final double MAX_BEHIND = 0.25;

  /** In line heights. */
  private static final double MIN_RULE = 1.3;

  private LevelMarks() {}

  static boolean level(Ground ground) {
    return ground.sigma() <= MAX_SIGMA && ground.inlierShare() >= MIN_INLIERS;
  }

  /**
   * Marks of the text; letters that touch picture content are not among them.
   *
   * @param distance of each pixel from the letters' bodies
   * @param farPx where shadows and glow end
   */
  static boolean[] of(TextArea area, Ground ground, Ink ink, float[] distance, int farPx) {
    Crop crop = area.crop();
    double noise = Math.sqrt(3) * ground.sigma();
    double weak = Math.max(WEAK, 2.2 * noise);
    double strong = strong(ground);
    boolean[] marks = new boolean[crop.size()];
    boolean[] seeds = new boolean[crop.size()];
    for (int i = 0; i < marks.length; i++) {
      double off = ground.distance(i);
      marks[i] = off > weak && !area.foreign()[i];
      seeds[i] = off > strong;
    }
    Masks.Parts parts = Masks.parts(crop, marks);
    int[] outside = new int[parts.count()];
    int[] inside = new int[parts.count()];
    boolean[] seen = new boolean[parts.count()];
    boolean[] letter = new boolean[parts.count()];
    int[] far = new int[parts.count()];
    for (int i = 0; i < marks.length; i++) {
      outside[parts.at(i)] += area.near()[i] ? 0 : 1;
      inside[parts.at(i)] += area.tight()[i] ? 1 : 0;
      seen[parts.at(i)] |= seeds[i];
      letter[parts.at(i)] |= ink.outlined()[i];
      far[parts.at(i)] += distance[i] > farPx ? 1 : 0;
    }
    boolean[] mask = new boolean[crop.size()];
    for (int i = 0; i < mask.length; i++) {
      int p = parts.at(i);
      boolean text = p > 0 && seen[p] && outside[p] <= MAX_OUTSIDE * parts.area(p);
      boolean rule = text && ink.found() && !letter[p] && isLong(area, parts.box(p));
      boolean behind = ink.found() && letter[p] && far[p] > MAX_BEHIND * parts.area(p);
      mask[i] = text && !rule && !behind && (area.near()[i] || inside[p] > 0);
    }
    return mask;
  }

  /**
   * Marks that hold letters but go on away from them: picture content. Only what stands out is
   * told, without blended edges.
   */
  static boolean[] content(TextArea area, Ground ground, Ink ink, float[] distance, int farPx) {
    Crop crop = area.crop();
    double strong = strong(ground);
    boolean[] marks = new boolean[crop.size()];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = ground.distance(i) > strong && !area.foreign()[i];
    }
    Masks.Parts parts = Masks.parts(crop, marks);
    int[] far = new int[parts.count()];
    boolean[] letter = new boolean[parts.count()];
    for (int i = 0; i < marks.length; i++) {
      far[parts.at(i)] += distance[i] > farPx ? 1 : 0;
      letter[parts.at(i)] |= ink.core()[i];
    }
    for (int i = 0; i < marks.length; i++) {
      int p = parts.at(i);
      marks[i] = p > 0 && letter[p] && far[p] > MAX_BEHIND * parts.area(p);
    }
    return marks;
  }

  private static double strong(Ground ground) {
    return Math.max(STRONG, 4 * Math.sqrt(3) * ground.sigma());
  }

  /** Rules above and below text are longer than letters are tall; what OCR missed is not. */
  private static boolean isLong(TextArea area, Box box) {
    return Math.max(box.width(), box.height()) > MIN_RULE * area.lineHeightPx();
  }
}
