package dev.palimpsest.transforms.style;

import dev.palimpsest.transforms.pixels.Colors;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ground;
import dev.palimpsest.transforms.pixels.Ink;
import dev.palimpsest.transforms.pixels.TextArea;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The colours of a text. An outline is told from the ink by where it lies, not by how strong it is:
 * the ink is what the outline encloses.
 */
final class InkColors {
  /** Grey levels (Euclidean) below which a pixel counts as ground. */
  private static final double MARK = 26;

  /** Two colours closer than this are one. */
  private static final double MIN_DIFFERENCE = 64;

  /** An outline that covers less than this share of the marks is blending. */
  private static final double MIN_OUTLINE_SHARE = 0.15;

  /** A colour this near the line from ground to ink is a blend; halved chroma bends that line. */
  private static final double BLEND_TOLERANCE = 48;

  private static final int MEANS_ITERATIONS = 12;

  private final Crop crop;
  private final double outlinePx;
  private final boolean[] glyphs;
  private final double[] ground;
  private final double[] ink;
  private final Optional<double[]> outline;

  private InkColors(
      Crop crop,
      boolean[] glyphs,
      double[] ground,
      double[] ink,
      Optional<double[]> outline,
      double outlinePx) {
    this.crop = crop;
    this.outlinePx = outlinePx;
    this.glyphs = glyphs;
    this.ground = ground;
    this.ink = ink;
    this.outline = outline;
  }

  static InkColors of(Ink ink) {
    return ink.found() ? ofLetters(ink) : ofDifference(ink.area());
  }

  private static InkColors ofLetters(Ink ink) {
    Rings rings = Rings.of(ink);
    Optional<Rings.Outline> outline = rings.outline();
    return new InkColors(
        ink.area().crop(),
        glyphs(ink, rings.ink(), outline.map(o -> o.color).orElse(rings.ground())),
        rings.ground(),
        rings.ink(),
        outline.map(o -> o.color),
        outline.map(o -> o.widthPx).orElse(0.0));
  }

  /** The letters to where their blended edge is half ink. */
  private static boolean[] glyphs(Ink ink, double[] color, double[] around) {
    Crop crop = ink.area().crop();
    boolean[] edge = crop.grow(ink.core(), 1);
    boolean[] glyphs = ink.core().clone();
    for (int i = 0; i < glyphs.length; i++) {
      glyphs[i] |= edge[i] && crop.distance(i, color) < crop.distance(i, around);
    }
    return glyphs;
  }

  /** Where no colour forms letters: what differs from a smooth ground. */
  private static InkColors ofDifference(TextArea area) {
    Crop crop = area.crop();
    Ground fitted = area.ground();
    double threshold = Math.max(MARK, 4 * Math.sqrt(3) * fitted.sigma());
    double[] distances = new double[crop.size()];
    boolean[] marks = new boolean[crop.size()];
    double[] ground = new double[3];
    int n = 0;
    for (int i = 0; i < marks.length; i++) {
      distances[i] = fitted.distance(i);
      marks[i] = area.tight()[i] && distances[i] > threshold;
      if (area.tight()[i]) {
        n++;
        for (int c = 0; c < 3; c++) {
          ground[c] += fitted.at(c, i);
        }
      }
    }
    for (int c = 0; c < 3; c++) {
      ground[c] = Math.max(0, Math.min(255, ground[c] / Math.max(1, n)));
    }
    int[] marked = IntStream.range(0, marks.length).filter(i -> marks[i]).toArray();
    if (marked.length == 0) {
      double[] black = ground[0] + ground[1] + ground[2] > 384 ? new double[3] : filled(255);
      return new InkColors(crop, marks, ground, black, Optional.empty(), 0);
    }
    double[][] two = twoMeans(crop, marked, distances);
    int outer = outer(crop, marked, marks, two);
    double[] inner = two[1 - outer];
    if (isOutline(crop, marked, two, outer, ground)) {
      boolean[] glyphs = new boolean[marks.length];
      for (int i : marked) {
        glyphs[i] = crop.distance(i, inner) < crop.distance(i, two[outer]);
      }
      return new InkColors(
          crop,
          glyphs,
          ground,
          medianOf(crop, glyphs),
          Optional.of(two[outer]),
          outlinePx(crop, marks, glyphs));
    }
    double[] ink = strongest(crop, marked, distances);
    boolean[] glyphs = new boolean[marks.length];
    for (int i : marked) {
      glyphs[i] = crop.distance(i, ink) < Colors.distance(ink, ground) / 2;
    }
    return new InkColors(crop, glyphs, ground, ink, Optional.empty(), 0);
  }

  private static double[] filled(double value) {
    return new double[] {value, value, value};
  }

  /** Lloyd's algorithm from the weakest and the strongest mark. */
  private static double[][] twoMeans(Crop crop, int[] marked, double[] distances) {
    int weakest = marked[0];
    int strongest = marked[0];
    for (int i : marked) {
      weakest = distances[i] < distances[weakest] ? i : weakest;
      strongest = distances[i] > distances[strongest] ? i : strongest;
    }
    double[][] means = {color(crop, weakest), color(crop, strongest)};
    for (int iteration = 0; iteration < MEANS_ITERATIONS; iteration++) {
      double[][] sums = new double[2][3];
      int[] counts = new int[2];
      for (int i : marked) {
        int k = crop.distance(i, means[0]) <= crop.distance(i, means[1]) ? 0 : 1;
        counts[k]++;
        for (int c = 0; c < 3; c++) {
          sums[k][c] += crop.at(i, c);
        }
      }
      for (int k = 0; k < 2; k++) {
        for (int c = 0; c < 3 && counts[k] > 0; c++) {
          means[k][c] = sums[k][c] / counts[k];
        }
      }
    }
    return means;
  }

  /** Which of two colours touches the ground more often. */
  private static int outer(Crop crop, int[] marked, boolean[] marks, double[][] two) {
    int[] count = new int[2];
    int[] touching = new int[2];
    for (int i : marked) {
      int k = crop.distance(i, two[0]) <= crop.distance(i, two[1]) ? 0 : 1;
      count[k]++;
      touching[k] += touches(crop, marks, i) ? 1 : 0;
    }
    double first = (double) touching[0] / Math.max(1, count[0]);
    double second = (double) touching[1] / Math.max(1, count[1]);
    return first >= second ? 0 : 1;
  }

  private static boolean touches(Crop crop, boolean[] marks, int i) {
    int x = i % crop.width();
    return (x > 0 && !marks[i - 1])
        || (x < crop.width() - 1 && !marks[i + 1])
        || (i >= crop.width() && !marks[i - crop.width()])
        || (i < marks.length - crop.width() && !marks[i + crop.width()]);
  }

  private static boolean isOutline(
      Crop crop, int[] marked, double[][] two, int outer, double[] ground) {
    int outerCount = 0;
    for (int i : marked) {
      outerCount += crop.distance(i, two[outer]) < crop.distance(i, two[1 - outer]) ? 1 : 0;
    }
    double share = (double) outerCount / marked.length;
    return share >= MIN_OUTLINE_SHARE
        && share <= 1 - MIN_OUTLINE_SHARE
        && Colors.distance(two[0], two[1]) >= MIN_DIFFERENCE
        && Colors.distanceToSegment(two[outer], ground, two[1 - outer]) > BLEND_TOLERANCE;
  }

  /** The median colour of the marks farthest from the ground, which are the least blended. */
  private static double[] strongest(Crop crop, int[] marked, double[] distances) {
    double[] sorted = Arrays.stream(marked).mapToDouble(i -> distances[i]).sorted().toArray();
    double bound = sorted[(int) (sorted.length * 0.65)];
    boolean[] core = new boolean[crop.size()];
    for (int i : marked) {
      core[i] = distances[i] >= bound;
    }
    return medianOf(crop, core);
  }

  private static double[] medianOf(Crop crop, boolean[] mask) {
    int[] indices = IntStream.range(0, mask.length).filter(i -> mask[i]).toArray();
    double[] median = new double[3];
    for (int c = 0; c < 3; c++) {
      int channel = c;
      int[] values = Arrays.stream(indices).map(i -> crop.at(i, channel)).sorted().toArray();
      median[c] = values.length == 0 ? 0 : values[values.length / 2];
    }
    return median;
  }

  private static double[] color(Crop crop, int index) {
    return new double[] {crop.at(index, 0), crop.at(index, 1), crop.at(index, 2)};
  }

  Crop crop() {
    return crop;
  }

  /** What the outline adds to a stroke, on one side; 0 without outline. */
  double outlinePx() {
    return outlinePx;
  }

  private static double outlinePx(Crop crop, boolean[] marks, boolean[] glyphs) {
    int all = 0;
    int rim = 0;
    boolean[] grown = crop.grow(glyphs, 1);
    for (int i = 0; i < crop.size(); i++) {
      all += marks[i] && !glyphs[i] ? 1 : 0;
      rim += grown[i] && !glyphs[i] ? 1 : 0;
    }
    return rim == 0 ? 0 : (double) all / rim;
  }

  /** The glyphs without their outline. */
  boolean[] glyphs() {
    return glyphs;
  }

  String ink() {
    return Colors.hex(ink);
  }

  String ground() {
    return Colors.hex(ground);
  }

  Optional<String> outline() {
    return outline.map(Colors::hex);
  }
}
