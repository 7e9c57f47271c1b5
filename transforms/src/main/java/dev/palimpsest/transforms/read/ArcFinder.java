package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.Arc.Circle;
import dev.palimpsest.transforms.read.TextFinder.Glyph;
import dev.palimpsest.transforms.read.TextFinder.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds lines on circles: a bent chain of glyphs says where the circle is, then what stands beside
 * it on the circle is taken along, as far round as letters go.
 */
final class ArcFinder {
  /** Through four points of any scatter some circle passes closely enough. */
  private static final int FEWEST_GLYPHS = 5;

  /** Lines that bend less are read as straight ones; in radians from end to end. */
  private static final double LEAST_SPAN = Math.toRadians(30);

  /** The chain that shows the circle may hold a part of the letters only. */
  private static final int FEWEST_CHAINED = 4;

  /** Nobody writes letters larger than this share of the circle's radius. */
  private static final double LARGEST_GLYPH = 0.8;

  /** How far letters' centres are off the circle, in sizes of a letter: on average ... */
  private static final double LARGEST_DEVIATION = 0.12;

  /** ... and one that is added. */
  private static final double LARGEST_DISTANCE = 0.25;

  /** From centre to centre along the circle, in sizes of a letter: a blank passes. */
  private static final double LARGEST_STEP = 2.2;

  private static final double LEAST_STEP = 0.3;

  private static final double LARGEST_SIZE_RATIO = 1.7;

  private ArcFinder() {}

  /**
   * @param chains of the layer's glyphs ({@link LineFinder#chains})
   */
  static List<Arc> find(Layer layer, List<List<Glyph>> chains) {
    List<Arc> arcs = new ArrayList<>();
    Set<Glyph> taken = new HashSet<>();
    chains.stream()
        .filter(chain -> chain.size() >= FEWEST_CHAINED)
        .sorted(Comparator.comparing((List<Glyph> chain) -> -chain.size()))
        .forEach(
            chain -> {
              if (!taken.contains(chain.get(chain.size() / 2))) {
                arc(layer, chain)
                    .ifPresent(
                        arc -> {
                          arcs.add(arc);
                          taken.addAll(arc.row().glyphs());
                        });
              }
            });
    return arcs;
  }

  private static Optional<Arc> arc(Layer layer, List<Glyph> chain) {
    if (!fits(chain, Circle.through(chain))) {
      return Optional.empty();
    }
    List<Glyph> glyphs = clockwise(chain, Circle.through(chain));
    while (true) {
      Circle circle = Circle.through(glyphs);
      Optional<Glyph> after = beside(layer, glyphs, circle, true);
      after.ifPresent(glyphs::add);
      Optional<Glyph> before = beside(layer, glyphs, circle, false);
      before.ifPresent(glyph -> glyphs.add(0, glyph));
      if (after.isEmpty() && before.isEmpty()) {
        break;
      }
    }
    Circle circle = Circle.through(glyphs);
    if (!fits(glyphs, circle)) {
      return Optional.empty();
    }
    Arc arc = Arc.of(layer.light(), glyphs, circle);
    return glyphs.size() >= FEWEST_GLYPHS && arc.span() >= LEAST_SPAN && arc.span() < 2 * Math.PI
        ? Optional.of(arc)
        : Optional.empty();
  }

  /** Whether the chain bends, and all of it alike. */
  private static boolean fits(List<Glyph> glyphs, Circle circle) {
    double size = size(glyphs);
    double sum = 0;
    for (Glyph glyph : glyphs) {
      sum += Math.abs(circle.distance(glyph));
    }
    double chord =
        Math.hypot(
            glyphs.get(0).cx() - glyphs.get(glyphs.size() - 1).cx(),
            glyphs.get(0).cy() - glyphs.get(glyphs.size() - 1).cy());
    return sum < LARGEST_DEVIATION * size * glyphs.size()
        && size < LARGEST_GLYPH * circle.radius()
        && chord > LEAST_SPAN / 2 * circle.radius();
  }

  /** Beginning after the widest gap. */
  private static List<Glyph> clockwise(List<Glyph> chain, Circle circle) {
    List<Glyph> glyphs = new ArrayList<>(chain);
    glyphs.sort(Comparator.comparingDouble(circle::angle));
    int first = 0;
    double widest = -1;
    for (int i = 0; i < glyphs.size(); i++) {
      Glyph before = glyphs.get((i + glyphs.size() - 1) % glyphs.size());
      double gap = Arc.clockwise(circle.angle(before), circle.angle(glyphs.get(i)));
      if (gap > widest) {
        widest = gap;
        first = i;
      }
    }
    List<Glyph> ordered = new ArrayList<>(glyphs.subList(first, glyphs.size()));
    ordered.addAll(glyphs.subList(0, first));
    return ordered;
  }

  /** The nearest letter on the circle after the last one, or before the first one. */
  private static Optional<Glyph> beside(
      Layer layer, List<Glyph> glyphs, Circle circle, boolean after) {
    Glyph end = glyphs.get(after ? glyphs.size() - 1 : 0);
    double size = size(glyphs);
    return layer.glyphs().stream()
        .filter(g -> Math.abs(g.cx() - end.cx()) < LARGEST_STEP * size)
        .filter(g -> Math.abs(g.cy() - end.cy()) < LARGEST_STEP * size)
        .filter(g -> Math.abs(circle.distance(g)) < LARGEST_DISTANCE * size)
        .filter(g -> size(g) < LARGEST_SIZE_RATIO * size && size < LARGEST_SIZE_RATIO * size(g))
        .filter(g -> !glyphs.contains(g))
        .filter(g -> step(circle, end, g, after) > LEAST_STEP * size)
        .filter(g -> step(circle, end, g, after) < LARGEST_STEP * size)
        .min(Comparator.comparingDouble(g -> step(circle, end, g, after)));
  }

  private static double step(Circle circle, Glyph end, Glyph g, boolean after) {
    double from = circle.angle(after ? end : g);
    double to = circle.angle(after ? g : end);
    return Arc.clockwise(from, to) * circle.radius();
  }

  private static double size(Glyph glyph) {
    return Math.max(glyph.w(), glyph.h());
  }

  private static double size(List<Glyph> glyphs) {
    double[] sizes = glyphs.stream().mapToDouble(ArcFinder::size).sorted().toArray();
    return sizes[sizes.length / 2];
  }
}
