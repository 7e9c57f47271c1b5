package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.TextFinder.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where text may stand on one picture, likeliest first. */
final class Candidates {
  /** Candidates that look less like text are not read ({@link LineCandidate#textLikeness}). */
  private static final double LEAST_LIKENESS = 1.5;

  /** What stands above one another by chance looks more like a column than like a row. */
  private static final double LEAST_COLUMN_LIKENESS = 2;

  private final List<Layer> layers;
  private final List<LineCandidate> rows;
  private List<LineCandidate> columns;

  private Candidates(List<Layer> layers, List<LineCandidate> rows, List<LineCandidate> columns) {
    this.layers = layers;
    this.rows = rows;
    this.columns = columns;
  }

  /** Chains of the glyphs on the layers. */
  static Candidates chained(List<Layer> layers) {
    return new Candidates(layers, likely(layers, LEAST_LIKENESS), null);
  }

  /** What a detector found: columns are those whose baseline runs down. */
  static Candidates detected(List<LineCandidate> lines) {
    return new Candidates(
        List.of(),
        lines.stream().filter(line -> line.angle() <= Math.PI / 4).toList(),
        lines.stream().filter(line -> line.angle() > Math.PI / 4).toList());
  }

  List<LineCandidate> rows() {
    return rows;
  }

  /** Candidates for text that is written top to bottom, looked for when first asked for. */
  List<LineCandidate> columns() {
    if (columns == null) {
      columns =
          likely(layers.stream().map(Layer::transposed).toList(), LEAST_COLUMN_LIKENESS).stream()
              .map(LineCandidate::transposed)
              .toList();
    }
    return columns;
  }

  /** Glyphs with nothing of their size around them, the larger ones first. */
  List<LineCandidate> lone() {
    List<LineCandidate> lone = new ArrayList<>();
    layers.forEach(layer -> lone.addAll(LineFinder.lone(layer)));
    lone.sort(Comparator.comparingDouble(LineCandidate::height).reversed());
    return lone;
  }

  private record Scored(LineCandidate candidate, double score) {}

  private static List<LineCandidate> likely(List<Layer> layers, double least) {
    List<Scored> likely = new ArrayList<>();
    for (Layer layer : layers) {
      for (LineCandidate candidate : LineFinder.chain(layer)) {
        double score = candidate.textLikeness();
        if (score > least) {
          likely.add(new Scored(candidate, score));
        }
      }
    }
    likely.sort(Comparator.comparingDouble(Scored::score).reversed());
    return likely.stream().map(Scored::candidate).toList();
  }
}
