package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import dev.palimpsest.transforms.read.TextFinder.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Chains the glyphs of a layer to line candidates, each glyph to its nearest neighbours. */
final class LineFinder {
  /** Between neighbours, in heights of the larger one: a blank and letterspaced capitals pass. */
  private static final double LARGEST_GAP = 1.3;

  private static final double LARGEST_HEIGHT_RATIO = 2.5;

  /** So many times as high as usual a glyph is an odd one out: an icon. */
  private static final double ODD = 1.6;

  /** Between odd ones fewer glyphs are no line of their own. */
  private static final int FEWEST_BETWEEN = 3;

  /** Odd, too, is what is so many times as wide as high ... */
  private static final double HOLLOW_WIDTH = 1.5;

  /** ... with no more ink than this share of its box. */
  private static final double HOLLOW = 0.25;

  /** A chain is cut at gaps wider than this many median heights ... */
  private static final double CUT_GAP = 1.45;

  /** ... or this many if one side is an odd one out ... */
  private static final double CUT_GAP_AT_ODD = 0.7;

  /** ... or this many if it is 1.9 times as high, or wide and above and below its line. */
  private static final double CUT_GAP_AT_VERY_ODD = 0.3;

  /** On its level of the pyramid; larger glyphs come out better on the next level. */
  private static final double LARGEST_GLYPH_PX = 56;

  private static final double SMALLEST_LONE_PX = 12;

  /** In heights of a lone letter: what is larger is no letter beside it ... */
  private static final double LARGEST_LONE_NEIGHBOUR = 3;

  /** ... nor is what stands further away, along the line. */
  private static final double LONE_DISTANCE = 1.5;

  private LineFinder() {}

  /** Line candidates of the layer, whatever they look like. */
  static List<LineCandidate> chain(Layer layer) {
    return rows(layer, chains(layer));
  }

  /**
   * Those of the chains that may be straight lines.
   *
   * @param chains of the layer's glyphs
   */
  static List<LineCandidate> rows(Layer layer, List<List<Glyph>> chains) {
    Specks specks = new Specks(layer.specks());
    List<LineCandidate> candidates = new ArrayList<>();
    for (List<Glyph> chain : chains) {
      LineCandidate candidate = LineCandidate.of(layer.light(), chain, specks);
      if (plausible(candidate, layer.scale())) {
        candidates.add(candidate);
      }
    }
    return candidates;
  }

  /** Glyphs that follow one another from left to right, whatever they look like. */
  static List<List<Glyph>> chains(Layer layer) {
    List<Glyph> glyphs = new ArrayList<>(layer.glyphs());
    glyphs.sort(
        Comparator.comparingDouble(Glyph::x)
            .thenComparingDouble(Glyph::y)
            .thenComparingDouble(Glyph::w)
            .thenComparingDouble(Glyph::h));
    int[] chainOf = link(glyphs);
    Map<Integer, List<Glyph>> chains = new LinkedHashMap<>();
    for (int i = 0; i < chainOf.length; i++) {
      chains.computeIfAbsent(find(chainOf, i), k -> new ArrayList<>()).add(glyphs.get(i));
    }
    return chains.values().stream().flatMap(chain -> split(chain).stream()).toList();
  }

  /** Parts of some of the chains, between glyphs that may not belong to the line. */
  static List<List<Glyph>> parts(List<List<Glyph>> chains) {
    return chains.stream().flatMap(chain -> between(chain).stream()).toList();
  }

  /** Disjoint sets of glyphs, as a forest of parents. */
  private static int[] link(List<Glyph> glyphs) {
    int n = glyphs.size();
    int[] right = new int[n];
    int[] left = new int[n];
    double[] rightCost = new double[n];
    double[] leftCost = new double[n];
    Arrays.fill(right, -1);
    Arrays.fill(left, -1);
    Arrays.fill(rightCost, Double.MAX_VALUE);
    Arrays.fill(leftCost, Double.MAX_VALUE);
    for (int i = 0; i < n; i++) {
      Glyph a = glyphs.get(i);
      double reach = a.right() + LARGEST_GAP * LARGEST_HEIGHT_RATIO * a.h();
      for (int j = i + 1; j < n && glyphs.get(j).x() <= reach; j++) {
        double cost = cost(a, glyphs.get(j));
        if (cost < rightCost[i]) {
          rightCost[i] = cost;
          right[i] = j;
        }
        if (cost < leftCost[j]) {
          leftCost[j] = cost;
          left[j] = i;
        }
      }
    }
    int[] parent = new int[n];
    Arrays.setAll(parent, i -> i);
    for (int i = 0; i < n; i++) {
      if (right[i] >= 0 && left[right[i]] == i) {
        parent[find(parent, right[i])] = find(parent, i);
      }
    }
    // Whose favourite chose another one still ends one chain and begins the next, if free.
    for (int i = 0; i < n; i++) {
      join(parent, i, right[i], left, right);
    }
    for (int i = 0; i < n; i++) {
      join(parent, i, left[i], right, left);
    }
    return parent;
  }

  private static void join(int[] parent, int from, int to, int[] back, int[] forth) {
    if (to >= 0 && back[to] != from) {
      boolean taken = back[to] >= 0 && forth[back[to]] == to;
      if (!taken) {
        parent[find(parent, to)] = find(parent, from);
      }
    }
  }

  private static int find(int[] parent, int i) {
    int root = i;
    while (parent[root] != root) {
      root = parent[root];
    }
    parent[i] = root;
    return root;
  }

  /** Distance of b as a right neighbour of a, the largest number if it is none. */
  private static double cost(Glyph a, Glyph b) {
    double large = Math.max(a.h(), b.h());
    double small = Math.min(a.h(), b.h());
    double gap = b.x() - a.right();
    double overlap = Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
    if (gap > LARGEST_GAP * large
        || gap < -0.5 * Math.min(a.w(), b.w())
        || large > LARGEST_HEIGHT_RATIO * small
        || overlap < 0.4 * small) {
      return Double.MAX_VALUE;
    }
    return Math.max(0, gap) + 0.3 * Math.abs(a.cy() - b.cy()) + 0.2 * (large - small);
  }

  /** Cuts off icons and neighbours that stand further away than a blank. */
  private static List<List<Glyph>> split(List<Glyph> chain) {
    List<Glyph> glyphs = new ArrayList<>(chain);
    glyphs.sort(Comparator.comparingDouble(Glyph::x));
    double[] heights = glyphs.stream().mapToDouble(Glyph::h).sorted().toArray();
    double usual = heights[heights.length / 2];
    List<List<Glyph>> parts = new ArrayList<>();
    List<Glyph> part = new ArrayList<>();
    double right = 0;
    for (Glyph glyph : glyphs) {
      if (!part.isEmpty()) {
        Glyph last = part.get(part.size() - 1);
        double odd = Math.max(glyph.h(), last.h()) / usual;
        boolean veryOdd = odd > 1.9 || (odd > ODD && (towers(glyph, last) || towers(last, glyph)));
        double most = veryOdd ? CUT_GAP_AT_VERY_ODD : odd > ODD ? CUT_GAP_AT_ODD : CUT_GAP;
        if (glyph.x() - right > most * usual) {
          parts.add(part);
          part = new ArrayList<>();
          right = 0;
        }
      }
      part.add(glyph);
      right = Math.max(right, glyph.right());
    }
    parts.add(part);
    return parts;
  }

  /**
   * What stands between the odd ones out, if there are any: a stripe or a number in larger print
   * beside a word may belong to the line or not.
   */
  private static List<List<Glyph>> between(List<Glyph> glyphs) {
    double[] heights = glyphs.stream().mapToDouble(Glyph::h).sorted().toArray();
    double most = ODD * heights[heights.length / 2];
    List<List<Glyph>> parts = new ArrayList<>(List.of(new ArrayList<>()));
    for (int i = 0; i < glyphs.size(); i++) {
      Glyph glyph = glyphs.get(i);
      boolean isOdd = glyph.h() > most && risesAndHangs(glyph, nearest(glyphs, i, most));
      if (isOdd || isHollow(glyph)) {
        parts.add(new ArrayList<>());
      } else {
        parts.get(parts.size() - 1).add(glyph);
      }
    }
    parts.removeIf(part -> part.size() < FEWEST_BETWEEN || part.size() == glyphs.size());
    return parts;
  }

  /** The nearest one that is not so high; half of the chain is not. */
  private static Glyph nearest(List<Glyph> glyphs, int index, double mostHigh) {
    return IntStream.range(0, glyphs.size())
        .filter(i -> glyphs.get(i).h() <= mostHigh)
        .boxed()
        .min(Comparator.comparingInt(i -> Math.abs(i - index)))
        .map(glyphs::get)
        .orElseThrow();
  }

  /** A stripe, a frame or a stroke under a name: not even letters that run together are so. */
  private static boolean isHollow(Glyph glyph) {
    return glyph.w() > HOLLOW_WIDTH * glyph.h() && glyph.area() < HOLLOW * glyph.w() * glyph.h();
  }

  /** Brackets and slashes, too, rise above and hang below their neighbours, but they are narrow. */
  private static boolean towers(Glyph a, Glyph b) {
    return a.w() > 0.8 * a.h() && risesAndHangs(a, b);
  }

  private static boolean risesAndHangs(Glyph a, Glyph b) {
    double margin = 0.2 * b.h();
    return b.y() - a.y() > margin && a.bottom() - b.bottom() > margin;
  }

  private static boolean plausible(LineCandidate c, double scale) {
    if (c.length() < 1.2 * c.height()) {
      return false;
    }
    if (c.glyphs().size() == 1) {
      // Several letters that run together, as in scripts or blurred print.
      Glyph glyph = c.glyphs().get(0);
      return glyph.w() > 2.5 * glyph.h() && c.fill() < 0.6;
    }
    return c.fill() < 0.92
        && c.glyphHeight() * scale < LARGEST_GLYPH_PX
        && c.height() < 3.2 * c.glyphHeight();
  }

  /** Glyphs with nothing of their size around them: a lone letter or digit, such as a size. */
  static List<LineCandidate> lone(Layer layer) {
    List<LineCandidate> lone = new ArrayList<>();
    List<Glyph> glyphs = new ArrayList<>(layer.glyphs());
    glyphs.sort(Comparator.comparingDouble(Glyph::x));
    for (int i = 0; i < glyphs.size(); i++) {
      Glyph glyph = glyphs.get(i);
      double px = glyph.h() * layer.scale();
      if (px >= SMALLEST_LONE_PX
          && px <= LARGEST_GLYPH_PX
          && glyph.w() <= 1.3 * glyph.h()
          && glyph.w() >= 0.15 * glyph.h()
          && glyph.area() >= 0.2 * glyph.w() * glyph.h()
          && alone(glyphs, i)) {
        lone.add(LineCandidate.of(layer.light(), glyph));
      }
    }
    return lone;
  }

  /**
   * @param glyphs from left to right
   */
  private static boolean alone(List<Glyph> glyphs, int index) {
    Glyph a = glyphs.get(index);
    // A neighbour begins less than its own width and the distance before it.
    double reach = (LARGEST_LONE_NEIGHBOUR + LONE_DISTANCE) * a.h();
    for (int i = index - 1; i >= 0 && a.x() - glyphs.get(i).x() < reach; i--) {
      if (disturbs(glyphs.get(i), a)) {
        return false;
      }
    }
    for (int i = index + 1; i < glyphs.size() && glyphs.get(i).x() - a.right() < reach; i++) {
      if (disturbs(glyphs.get(i), a)) {
        return false;
      }
    }
    return true;
  }

  private static boolean disturbs(Glyph b, Glyph a) {
    double size = Math.max(b.h(), b.w());
    return Math.max(b.x() - a.right(), a.x() - b.right()) < LONE_DISTANCE * a.h()
        && Math.max(b.y() - a.bottom(), a.y() - b.bottom()) < 0.5 * a.h()
        && size < LARGEST_LONE_NEIGHBOUR * a.h()
        && size > 0.3 * a.h();
  }
}
