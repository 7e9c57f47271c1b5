package dev.palimpsest.transforms.pixels;

import dev.palimpsest.io.region.Box;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Even the heaviest faces leave this much of their boxes to the ground. */
  private static final double MAX_INK = 0.7;

  /** Letters are no taller than the line that OCR found, give or take its error. */
  private static final double MAX_LETTER = 1.45;

  /** Of a letter at least this share lies within the line as read. */
  private static final double MIN_INSIDE = 0.45;

  /** Below this share of the line's length the letters have not been found. */
  private static final double MIN_COVERAGE = 0.3;

  /** Weight of a colour's contrast against how much of the line it covers (grey levels). */
  private static final double HALF_CONTRAST = 45;

  /**
   * Within this factor a colour is as dense beyond the text as in it: so are specks of a ground.
   */
  private static final double COMMON = 0.75;

  /** Weight of such a colour; letters may have it by chance. */
  private static final double COMMON_PECULIARITY = 0.6;

  /** A part is an icon if its stroke is so much wider than its neighbours' … */
  private static final double ICON_STROKE = 1.9;

  /** … and more than the grid of pixels explains: thin strokes meet in joints twice as deep … */
  private static final double STROKE_ERROR_PX = 1.5;

  /** … and it is so much taller. */
  private static final double ICON_HEIGHT = 1.12;

  /** Digits of one size differ less, round ones and flat ones. */
  private static final double SAME_HEIGHT = 1.15;

  /** Accents and points are this near to their letter, in letter heights. */
  private static final double ACCENT_DISTANCE = 0.45;

  /**
   * A colour is an outline if another covers as much of the line and is surrounded by it, the
   * product of both shares, …
   */
  private static final double MIN_ENCLOSED = 0.56;

  /** … but does not surround it: a shadow lies around the letters, too, … */
  private static final double MAX_SURROUNDING = 0.6;

  /** … nearer than this, … */
  private static final int SURROUNDING_PX = 3;

  /** … and in most places that other differs from the ground beside. */
  private static final double MAX_GROUND_LIKE = 0.45;

  private final TextArea area;
  private final boolean[] core;
  private final boolean found;

  private Ink(TextArea area, boolean[] core, boolean found) {
    this.area = area;
    this.core = core;
    this.found = found;
  }

  /** Letters of either polarity, without outline, shadow and blended edges. */
  public boolean[] core() {
    return core;
  }

  /** False if no colour forms letters: then the core is what differs from the fitted ground. */
  public boolean found() {
    return found;
  }

  public TextArea area() {
    return area;
  }

  /** The same letters in another area of the same picture. */
  public Ink in(TextArea other) {
    Crop from = area.crop();
    Crop to = other.crop();
    boolean[] moved = new boolean[to.size()];
    Box both = from.box().intersect(to.box());
    for (int y = both.y(); y < both.bottom(); y++) {
      for (int x = both.x(); x < both.right(); x++) {
        moved[to.indexOf(x, y)] = core[from.indexOf(x, y)];
      }
    }
    return new Ink(other, moved, found);
  }

  public static Ink of(TextArea area) {
    Crop crop = area.crop();
    ColorClusters clusters = ColorClusters.of(crop, area.near(), CLUSTERS);
    // Of a curved line or a block the letters are a small part of the box.
    for (double least : new double[] {MIN_LETTER, MIN_LETTER_OF_BLOCK}) {
      List<Candidate> singles = new ArrayList<>();
      for (int k = 0; k < clusters.count(); k++) {
        boolean[] members = new boolean[clusters.count()];
        members[k] = true;
        singles.add(candidate(area, clusters, members, least));
      }
      Candidate best = Collections.max(singles, Comparator.comparingDouble(c -> c.score));
      if (best.coverage >= MIN_COVERAGE) {
        Candidate inner = enclosed(area, clusters, singles, best);
        boolean[] around = inner == best ? new boolean[clusters.count()] : best.members;
        best = extended(area, clusters, inner, around, least);
        return new Ink(area, OwnColour.completed(area, withoutIcons(area, best), least), true);
      }
    }
    return new Ink(area, different(area), false);
  }

  private static final class Candidate {
    final boolean[] members;
    final Masks.Parts parts;
    final boolean[] letter;
    final double coverage;
    final double contrast;
    final double score;

    Candidate(
        boolean[] members,
        Masks.Parts parts,
        boolean[] letter,
        double coverage,
        double contrast,
        double peculiarity) {
      this.members = members;
      this.parts = parts;
      this.letter = letter;
      this.coverage = coverage;
      this.contrast = contrast;
      this.score = peculiarity * coverage * contrast / (contrast + HALF_CONTRAST);
    }
  }

  private static boolean[] mask(TextArea area, ColorClusters clusters, boolean[] members) {
    boolean[] mask = new boolean[area.crop().size()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = members[clusters.at(i)] && !area.foreign()[i];
    }
    return mask;
  }

  private static Candidate candidate(
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
      int x = i % crop.width();
      if (x + reach < crop.width() && parts.at(i + reach) == 0) {
        contrast += distance(crop, i, i + reach);
        rims++;
      }
      int below = i + reach * crop.width();
      if (below < area.crop().size() && parts.at(below) == 0) {
        contrast += distance(crop, i, below);
        rims++;
      }
    }
    double coverage = (double) Masks.count(covered) / Math.max(1, area.cellCount());
    if (inTight > MAX_INK * Masks.count(area.tight())) {
      coverage = 0;
    }
    return new Candidate(
        members,
        parts,
        letter,
        coverage,
        contrast / Math.max(1, rims),
        peculiarity(area, clusters, members));
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

  /** An outline covers the line as well as its ink; what it surrounds is the ink. */
  private static Candidate enclosed(
      TextArea area, ColorClusters clusters, List<Candidate> singles, Candidate best) {
    Candidate inner = best;
    boolean[] all = letterMask(best, area.crop().size());
    for (int k = 0; k < singles.size(); k++) {
      Candidate other = singles.get(k);
      boolean better = inner == best || other.score > inner.score;
      if (!best.members[k] && better && other.contrast > HALF_CONTRAST) {
        boolean[] letters = letterMask(other, area.crop().size());
        double covered = Math.min(1, other.coverage / best.coverage);
        if (covered * surrounded(area, clusters, letters, best) >= MIN_ENCLOSED
            && surrounded(area, clusters, all, other) <= MAX_SURROUNDING
            && groundLike(area, clusters, letters, best, k) <= MAX_GROUND_LIKE) {
          inner = other;
        }
      }
    }
    return inner;
  }

  /** Share of the pixels around the letters that are of another colour, where it is largest. */
  private static double surrounded(
      TextArea area, ColorClusters clusters, boolean[] letters, Candidate by) {
    float[] distance = Masks.distanceTo(area.crop(), letters);
    int[] all = new int[SURROUNDING_PX + 1];
    int[] theirs = new int[SURROUNDING_PX + 1];
    for (int i = 0; i < letters.length; i++) {
      int ring = Math.round(distance[i]);
      if (!letters[i] && ring <= SURROUNDING_PX) {
        all[ring]++;
        theirs[ring] += by.members[clusters.at(i)] ? 1 : 0;
      }
    }
    double most = 0;
    for (int ring = 1; ring <= SURROUNDING_PX; ring++) {
      most = Math.max(most, (double) theirs[ring] / Math.max(1, all[ring]));
    }
    return most;
  }

  /**
   * Share of the places along the line where what is beside the outline has the colour that the
   * outline surrounds: ground shines through the counters of letters.
   */
  private static double groundLike(
      TextArea area, ColorClusters clusters, boolean[] letters, Candidate outline, int colour) {
    int[] beside = new int[area.cellCount()];
    int[] alike = new int[area.cellCount()];
    boolean[] covered = new boolean[area.cellCount()];
    for (int i = 0; i < letters.length; i++) {
      int cell = area.cell(i);
      if (cell >= 0) {
        boolean ground = !letters[i] && !outline.members[clusters.at(i)];
        covered[cell] |= letters[i];
        beside[cell] += ground ? 1 : 0;
        alike[cell] += ground && clusters.at(i) == colour ? 1 : 0;
      }
    }
    int like = 0;
    for (int cell = 0; cell < covered.length; cell++) {
      like += covered[cell] && 3 * alike[cell] > beside[cell] ? 1 : 0;
    }
    return (double) like / Math.max(1, Masks.count(covered));
  }

  private static boolean[] letterMask(Candidate candidate, int size) {
    boolean[] mask = new boolean[size];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = candidate.letter[candidate.parts.at(i)];
    }
    return mask;
  }

  /**
   * Adds colours that make the letters more complete: inks with a gradient have several. None of
   * these is the outline's, nor as frequent beyond the text as in it.
   */
  private static Candidate extended(
      TextArea area, ColorClusters clusters, Candidate best, boolean[] outline, double least) {
    Candidate whole = best;
    for (int k = 0; k < clusters.count(); k++) {
      boolean[] alone = new boolean[clusters.count()];
      alone[k] = true;
      if (whole.members[k] || outline[k] || beyond(area, clusters, alone) > COMMON) {
        continue;
      }
      boolean[] members = whole.members.clone();
      members[k] = true;
      Candidate more = candidate(area, clusters, members, least);
      if (more.score > 1.04 * whole.score) {
        whole = more;
      }
    }
    return whole;
  }

  /** Letters plus the small parts near them, less what is drawn far heavier than the letters. */
  private static boolean[] withoutIcons(TextArea area, Candidate candidate) {
    return withoutIcons(area, candidate.parts, candidate.letter);
  }

  static boolean[] withoutIcons(TextArea area, Masks.Parts parts, boolean[] letter) {
    Crop crop = area.crop();
    boolean[] all = new boolean[area.crop().size()];
    int[] outside = new int[parts.count()];
    for (int i = 0; i < area.crop().size(); i++) {
      all[i] = parts.at(i) > 0;
      outside[parts.at(i)] += area.near()[i] ? 0 : 1;
    }
    float[] depth = Masks.depth(crop, all);
    double[] stroke = new double[parts.count()];
    for (int i = 0; i < area.crop().size(); i++) {
      stroke[parts.at(i)] = Math.max(stroke[parts.at(i)], depth[i]);
    }
    double height = median(parts, letter, p -> area.acrossPx(parts.box(p)));
    double usual = median(parts, letter, p -> stroke[p]);
    double heavy = ICON_STROKE * usual + STROKE_ERROR_PX;
    int letters = Masks.count(letter);
    boolean[] keep = new boolean[parts.count()];
    boolean[] small = new boolean[parts.count()];
    boolean[] tall = new boolean[parts.count()];
    for (int p = 1; p < keep.length; p++) {
      double across = area.acrossPx(parts.box(p));
      tall[p] = letter[p] && letters > 3 && stroke[p] > heavy && across > ICON_HEIGHT * height;
      keep[p] = letter[p];
      small[p] = across < 0.6 * height && outside[p] == 0 && stroke[p] <= heavy;
    }
    if (!alike(parts, tall)) {
      for (int p = 1; p < keep.length; p++) {
        keep[p] &= !tall[p];
      }
    }
    addMarks(parts, keep, small, ACCENT_DISTANCE * height);
    boolean[] core = new boolean[area.crop().size()];
    for (int i = 0; i < core.length; i++) {
      core[i] = keep[parts.at(i)];
    }
    return core;
  }

  /** Icons stand alone; several tall parts of one height are a price or a word set larger. */
  private static boolean alike(Masks.Parts parts, boolean[] tall) {
    int least = Integer.MAX_VALUE;
    int most = 0;
    int count = 0;
    for (int p = 1; p < tall.length; p++) {
      if (tall[p]) {
        least = Math.min(least, parts.box(p).height());
        most = Math.max(most, parts.box(p).height());
        count++;
      }
    }
    return count >= 2 && most <= SAME_HEIGHT * least;
  }

  /** Dots, accents and points belong to the letters they are next to. */
  private static void addMarks(
      Masks.Parts parts, boolean[] keep, boolean[] small, double distancePx) {
    List<Box> letters = new ArrayList<>();
    for (int p = 1; p < keep.length; p++) {
      if (keep[p]) {
        letters.add(parts.box(p).grow((int) Math.ceil(distancePx)));
      }
    }
    for (int p = 1; p < keep.length; p++) {
      Box box = parts.box(p);
      keep[p] |= small[p] && letters.stream().anyMatch(l -> l.intersect(box).area() > 0);
    }
  }

  private static double median(
      Masks.Parts parts, boolean[] which, java.util.function.IntToDoubleFunction value) {
    double[] values = new double[parts.count()];
    int n = 0;
    for (int p = 1; p < which.length; p++) {
      if (which[p]) {
        values[n++] = value.applyAsDouble(p);
      }
    }
    Arrays.sort(values, 0, n);
    return n == 0 ? 0 : values[n / 2];
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

  private static double distance(Crop crop, int a, int b) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double d = crop.at(a, c) - crop.at(b, c);
      sum += d * d;
    }
    return Math.sqrt(sum);
  }
}
