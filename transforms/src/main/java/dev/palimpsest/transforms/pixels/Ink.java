package dev.palimpsest.transforms.pixels;

import dev.palimpsest.io.region.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The bodies of a region's letters, told from ground, bands and icons by colour and form, wherever
 * OCR's box may reach: letters are many, about equally tall, lie along the lines and do not run out
 * of them; grounds, bands and textures do.
 */
public final class Ink {
  private static final int CLUSTERS = 6;

  /** Shorter parts (dots, commas, accents) do not speak for a colour, but go with it. */
  private static final double MIN_LETTER = 0.22;

  private static final double MIN_LETTER_OF_BLOCK = 0.07;

  /** Below this share of the line's length the letters have not been found. */
  private static final double MIN_COVERAGE = 0.3;

  /**
   * Colours that are so much as dense right around the text, and farther off, as in it (a share)
   * are the ground's own.
   */
  private static final double MAX_AROUND = 0.4;

  /** A further colour must raise the score by this factor. */
  private static final double MIN_GAIN = 1.04;

  private final TextArea area;
  private final boolean[] core;
  private final boolean[] outlined;
  private final boolean found;
  private final boolean distinct;

  private Ink(TextArea area, boolean[] core, boolean[] outlined, boolean found, boolean distinct) {
    this.area = area;
    this.core = core;
    this.outlined = outlined;
    this.found = found;
    this.distinct = distinct;
  }

  /** Letters of either polarity, without outline, shadow and blended edges. */
  public boolean[] core() {
    return core;
  }

  /** The letters with the outline that told which colour is theirs, if one did. */
  public boolean[] outlined() {
    return outlined;
  }

  /** False if no colour forms letters: then the core is what differs from the fitted ground. */
  public boolean found() {
    return found;
  }

  /**
   * False if nothing of its colour tells the text from the ground, which has this colour
   * everywhere: what was found may be specks of the ground, and letters may be missing.
   */
  public boolean distinct() {
    return distinct;
  }

  public TextArea area() {
    return area;
  }

  /** The same letters in another area of the same picture. */
  public Ink in(TextArea other) {
    return new Ink(other, moved(core, other), moved(outlined, other), found, distinct);
  }

  private boolean[] moved(boolean[] mask, TextArea other) {
    Crop from = area.crop();
    Crop to = other.crop();
    boolean[] moved = new boolean[to.size()];
    Box both = from.box().intersect(to.box());
    for (int y = both.y(); y < both.bottom(); y++) {
      for (int x = both.x(); x < both.right(); x++) {
        moved[to.indexOf(x, y)] = mask[from.indexOf(x, y)];
      }
    }
    return moved;
  }

  /** Finds the letters of an area. */
  public static Ink of(TextArea area) {
    ColorClusters clusters = ColorClusters.of(area.crop(), area.near(), CLUSTERS);
    // Of a curved line or a block the letters are a small part of the box.
    for (double least : new double[] {MIN_LETTER, MIN_LETTER_OF_BLOCK}) {
      List<LetterCandidate> singles = new ArrayList<>();
      for (int k = 0; k < clusters.count(); k++) {
        boolean[] members = new boolean[clusters.count()];
        members[k] = true;
        singles.add(LetterCandidate.of(area, clusters, members, least));
      }
      LetterCandidate best =
          Collections.max(singles, Comparator.comparingDouble(LetterCandidate::score));
      if (best.coverage() >= MIN_COVERAGE) {
        return of(area, clusters, singles, best, least);
      }
    }
    boolean[] different = different(area);
    return new Ink(area, different, different, false, false);
  }

  private static Ink of(
      TextArea area,
      ColorClusters clusters,
      List<LetterCandidate> singles,
      LetterCandidate best,
      double least) {
    LetterCandidate inner = Enclosure.inkOf(area, clusters, singles, best);
    boolean[] around =
        inner == best
            ? new boolean[clusters.count()]
            : Enclosure.outlineOf(area, clusters, inner, best);
    LetterCandidate whole = extended(area, clusters, inner, around, least);
    boolean[] core = OwnColour.completed(area, text(area, whole), least);
    boolean distinct = whole.densityAround(area) <= MAX_AROUND;
    if (inner == best) {
      return new Ink(area, core, core, true, distinct);
    }
    core = Enclosure.withoutSeams(area, clusters, core, best);
    boolean[] outlined = Enclosure.outlined(area, clusters, core, best);
    return new Ink(area, core, outlined, true, distinct);
  }

  private static boolean[] text(TextArea area, LetterCandidate candidate) {
    return LetterParts.withoutIcons(area, candidate.parts(), candidate.letter());
  }

  /**
   * Adds colours that make the letters more complete: inks with a gradient have several. None of
   * these is the outline's, nor as frequent beyond the text as in it.
   */
  private static LetterCandidate extended(
      TextArea area,
      ColorClusters clusters,
      LetterCandidate best,
      boolean[] outline,
      double least) {
    LetterCandidate whole = best;
    for (int k = 0; k < clusters.count(); k++) {
      if (whole.members()[k] || outline[k] || LetterCandidate.common(area, clusters, k)) {
        continue;
      }
      boolean[] members = whole.members().clone();
      members[k] = true;
      LetterCandidate more = LetterCandidate.of(area, clusters, members, least);
      if (more.score() > MIN_GAIN * whole.score()) {
        whole = more;
      }
    }
    return whole;
  }

  private static boolean[] different(TextArea area) {
    Ground ground = area.ground();
    double bound = Math.max(26, 4 * Math.sqrt(3) * ground.sigma());
    boolean[] mask = new boolean[area.crop().size()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = area.tight()[i] && !area.foreign()[i] && ground.distance(i) > bound;
    }
    return mask;
  }
}
