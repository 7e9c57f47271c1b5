package dev.palimpsest.transforms.pixels;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Tells an outline from the ink that it encloses: both cover a line equally well. */
final class Enclosure {
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

  /** By so much the way over a colour between two others may be longer than the straight one. */
  private static final double MAX_DETOUR = 1.1;

  /** An outline is this wide at most, in line heights. */
  private static final double MAX_OUTLINE = 0.2;

  /** As far beside a part as this its edge is not blended. */
  private static final int SEAM_PX = 2;

  /** Share of what is beside a thin part of an ink that is outline. */
  private static final double MIN_BOTH_SIDES = 0.6;

  private Enclosure() {}

  /** An outline covers the line as well as its ink; what it surrounds is the ink. */
  static LetterCandidate inkOf(
      TextArea area, ColorClusters clusters, List<LetterCandidate> singles, LetterCandidate best) {
    LetterCandidate inner = best;
    boolean[] all = best.letters(area.crop().size());
    for (int k = 0; k < singles.size(); k++) {
      LetterCandidate other = singles.get(k);
      boolean better = inner == best || other.score() > inner.score();
      if (!best.members()[k] && better && other.standsOut()) {
        boolean[] letters = other.letters(area.crop().size());
        double covered = Math.min(1, other.coverage() / best.coverage());
        if (covered * enclosed(area, clusters, letters, best) >= MIN_ENCLOSED
            && surrounded(area, clusters, all, other) <= MAX_SURROUNDING
            && groundLike(area, clusters, letters, best, k) <= MAX_GROUND_LIKE) {
          inner = other;
        }
      }
    }
    return inner;
  }

  /**
   * Letters without the thin seams where the outline is blended with the ground: these have the
   * outline on one side only.
   */
  static boolean[] withoutSeams(
      TextArea area, ColorClusters clusters, boolean[] letters, LetterCandidate outline) {
    Crop crop = area.crop();
    Masks.Parts parts = Masks.parts(crop, letters);
    float[] depth = Masks.depth(crop, letters);
    float[] deepest = new float[parts.count()];
    int[] beside = new int[parts.count()];
    int[] outlined = new int[parts.count()];
    for (int i = 0; i < letters.length; i++) {
      int p = parts.at(i);
      deepest[p] = Math.max(deepest[p], depth[i]);
      for (int k = 0; k < 9 && letters[i]; k++) {
        int x = i % crop.width() + SEAM_PX * (k % 3 - 1);
        int y = i / crop.width() + SEAM_PX * (k / 3 - 1);
        if (x >= 0 && y >= 0 && x < crop.width() && y < crop.height()) {
          int other = y * crop.width() + x;
          beside[p] += letters[other] ? 0 : 1;
          outlined[p] += !letters[other] && outline.members()[clusters.at(other)] ? 1 : 0;
        }
      }
    }
    double usual = usualDepth(parts, deepest);
    boolean[] whole = letters.clone();
    for (int i = 0; i < whole.length; i++) {
      int p = parts.at(i);
      whole[i] &= deepest[p] >= usual / 2 || outlined[p] >= MIN_BOTH_SIDES * beside[p];
    }
    return whole;
  }

  /** How deep the part is that the middle one of all pixels belongs to. */
  private static double usualDepth(Masks.Parts parts, float[] deepest) {
    int[] order =
        IntStream.range(1, deepest.length)
            .boxed()
            .sorted(Comparator.comparingDouble(p -> deepest[p]))
            .mapToInt(p -> p)
            .toArray();
    int all = Arrays.stream(order).map(parts::area).sum();
    int seen = 0;
    for (int p : order) {
      seen += parts.area(p);
      if (2 * seen >= all) {
        return deepest[p];
      }
    }
    return 0;
  }

  /**
   * Letters with the outline around them, which goes as far out as half of a ring has its colour.
   */
  static boolean[] outlined(
      TextArea area, ColorClusters clusters, boolean[] letters, LetterCandidate outline) {
    int mostPx = (int) Math.max(SURROUNDING_PX, Math.round(MAX_OUTLINE * area.lineHeightPx()));
    float[] distance = Masks.distanceTo(area.crop(), letters);
    double[] shares = shares(clusters, distance, outline, mostPx);
    int widthPx = 0;
    double most = 0;
    for (int ring = 1; ring <= mostPx && shares[ring] >= most / 2; ring++) {
      most = Math.max(most, shares[ring]);
      widthPx = ring;
    }
    boolean[] outlined = new boolean[letters.length];
    for (int i = 0; i < outlined.length; i++) {
      outlined[i] = Math.round(distance[i]) <= widthPx && !area.foreign()[i];
    }
    return outlined;
  }

  /** The outline's colours and those between them and the ground's, if the ink is none of these. */
  static boolean[] outlineOf(
      TextArea area, ColorClusters clusters, LetterCandidate ink, LetterCandidate outline) {
    boolean[] colours = outline.members().clone();
    for (int ground = 0; ground < colours.length; ground++) {
      if (LetterCandidate.common(area, clusters, ground)) {
        for (int k = 0; k < colours.length; k++) {
          colours[k] |= k != ground && between(clusters, k, ground, outline.members());
        }
      }
    }
    boolean ofInk =
        IntStream.range(0, colours.length).anyMatch(k -> colours[k] && ink.members()[k]);
    return ofInk ? outline.members() : colours;
  }

  private static boolean between(ColorClusters clusters, int blend, int colour, boolean[] others) {
    return IntStream.range(0, others.length)
        .filter(k -> others[k])
        .anyMatch(
            k ->
                distance(clusters, blend, colour) + distance(clusters, blend, k)
                    <= MAX_DETOUR * distance(clusters, colour, k));
  }

  private static double distance(ColorClusters clusters, int one, int other) {
    return Colors.distance(clusters.center(one), clusters.center(other));
  }

  /**
   * Share of the letters' edges that have another colour close beside them, on the side of the four
   * where it is least: an outline is on all of them, a shadow lies to two. Blended colours between
   * the two, which small letters have more of than of an outline, do not matter.
   */
  private static double enclosed(
      TextArea area, ColorClusters clusters, boolean[] letters, LetterCandidate by) {
    int[] edges = new int[4];
    int[] met = new int[4];
    for (int i = 0; i < letters.length; i++) {
      for (int side = 0; letters[i] && side < 4; side++) {
        int beside = area.crop().beside(i, side, 1);
        if (beside >= 0 && !letters[beside]) {
          edges[side]++;
          met[side] += meets(area.crop(), clusters, i, side, by) ? 1 : 0;
        }
      }
    }
    return IntStream.range(0, 4)
        .mapToDouble(side -> (double) met[side] / Math.max(1, edges[side]))
        .min()
        .orElseThrow();
  }

  private static boolean meets(
      Crop crop, ColorClusters clusters, int from, int side, LetterCandidate by) {
    for (int px = 1; px <= SURROUNDING_PX; px++) {
      int at = crop.beside(from, side, px);
      if (at >= 0 && by.members()[clusters.at(at)]) {
        return true;
      }
    }
    return false;
  }

  /** Share of the pixels around the letters that are of another colour, where it is largest. */
  private static double surrounded(
      TextArea area, ColorClusters clusters, boolean[] letters, LetterCandidate by) {
    float[] distance = Masks.distanceTo(area.crop(), letters);
    return Arrays.stream(shares(clusters, distance, by, SURROUNDING_PX)).max().orElseThrow();
  }

  /** Share of each ring around the letters, a pixel wide, that is of a colour; none of ring 0. */
  private static double[] shares(
      ColorClusters clusters, float[] distance, LetterCandidate of, int mostPx) {
    int[] all = new int[mostPx + 1];
    int[] theirs = new int[mostPx + 1];
    for (int i = 0; i < distance.length; i++) {
      int ring = Math.round(distance[i]);
      if (ring > 0 && ring <= mostPx) {
        all[ring]++;
        theirs[ring] += of.members()[clusters.at(i)] ? 1 : 0;
      }
    }
    double[] shares = new double[mostPx + 1];
    for (int ring = 1; ring <= mostPx; ring++) {
      shares[ring] = (double) theirs[ring] / Math.max(1, all[ring]);
    }
    return shares;
  }

  /**
   * Share of the places along the line where what is beside the outline has the colour that the
   * outline surrounds: ground shines through the counters of letters.
   */
  private static double groundLike(
      TextArea area,
      ColorClusters clusters,
      boolean[] letters,
      LetterCandidate outline,
      int colour) {
    int[] beside = new int[area.cellCount()];
    int[] alike = new int[area.cellCount()];
    boolean[] covered = new boolean[area.cellCount()];
    for (int i = 0; i < letters.length; i++) {
      int cell = area.cell(i);
      if (cell >= 0) {
        boolean ground = !letters[i] && !outline.members()[clusters.at(i)];
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
}
