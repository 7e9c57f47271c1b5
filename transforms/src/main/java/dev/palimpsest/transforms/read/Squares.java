package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import dev.palimpsest.transforms.read.TextFinder.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Puts together the parts of Chinese characters that stand above one another or in one another. A
 * chain of neighbours holds but one of them in each place: it is too low for its line, and uneven.
 * What stands side by side is left to the chain.
 */
final class Squares {
  /** Share of the narrower part's width that the wider one must have above or below it. */
  private static final double LEAST_OVERLAP = 0.5;

  /** Between parts of one character, as a share of its width; rows stand further apart. */
  private static final double LARGEST_GAP = 0.2;

  /** Height in widths: what is higher is of two rows. */
  private static final double HIGHEST = 1.3;

  private final Glyph[] square;
  private final int[] parent;

  private Squares(List<Glyph> parts) {
    square = parts.toArray(Glyph[]::new);
    parent = new int[square.length];
    Arrays.setAll(parent, i -> i);
  }

  /** The layer with whole characters for glyphs; what is too low for one is a speck. */
  static Layer of(Layer layer) {
    List<Glyph> parts = new ArrayList<>(layer.glyphs());
    parts.addAll(layer.specks());
    parts.sort(
        Comparator.comparingDouble(Glyph::x)
            .thenComparingDouble(Glyph::y)
            .thenComparingDouble(Glyph::w)
            .thenComparingDouble(Glyph::h));
    Squares squares = new Squares(parts);
    squares.join();
    double least = TextFinder.LEAST_HEIGHT_PX / layer.scale();
    List<Glyph> glyphs = new ArrayList<>();
    List<Glyph> specks = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (squares.parent[i] == i) {
        Glyph square = squares.square[i];
        (square.h() >= least ? glyphs : specks).add(square);
      }
    }
    return new Layer(layer.light(), layer.scale(), glyphs, specks);
  }

  private record Pair(int first, int second, double gap) {}

  /** The closest ones first. */
  private void join() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < square.length; i++) {
      for (int j = i + 1; j < square.length && square[j].x() < square[i].right(); j++) {
        if (mayBeOne(square[i], square[j])) {
          pairs.add(new Pair(i, j, gap(square[i], square[j])));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::gap));
    for (Pair pair : pairs) {
      int first = root(pair.first());
      int second = root(pair.second());
      if (first != second && isOne(square[first], square[second])) {
        parent[second] = first;
        square[first] = union(square[first], square[second]);
      }
    }
  }

  private int root(int i) {
    int root = i;
    while (parent[root] != root) {
      root = parent[root];
    }
    return root;
  }

  private static boolean isOne(Glyph a, Glyph b) {
    Glyph both = union(a, b);
    boolean isHigh = both.h() > HIGHEST * both.w() && both.h() > Math.max(a.h(), b.h());
    return mayBeOne(a, b) && !isHigh && gap(a, b) <= LARGEST_GAP * both.w();
  }

  /** Of parts that may be joined with others first. */
  private static boolean mayBeOne(Glyph a, Glyph b) {
    Glyph both = union(a, b);
    double overlap = Math.min(a.right(), b.right()) - Math.max(a.x(), b.x());
    return overlap >= LEAST_OVERLAP * Math.min(a.w(), b.w())
        && gap(a, b) <= LARGEST_GAP * Math.max(both.w(), both.h());
  }

  private static double gap(Glyph a, Glyph b) {
    return Math.max(a.y(), b.y()) - Math.min(a.bottom(), b.bottom());
  }

  private static Glyph union(Glyph a, Glyph b) {
    double x = Math.min(a.x(), b.x());
    double y = Math.min(a.y(), b.y());
    return new Glyph(
        x,
        y,
        Math.max(a.right(), b.right()) - x,
        Math.max(a.bottom(), b.bottom()) - y,
        a.area() + b.area());
  }
}
