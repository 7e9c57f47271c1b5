package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import dev.palimpsest.transforms.read.TextFinder.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Where text may stand on one picture, likeliest first. */
final class Candidates {
  /** Candidates that look less like text are not read ({@link LineCandidate#textLikeness}). */
  private static final double LEAST_LIKENESS = 1.5;

  /** What stands above one another by chance looks more like a column than like a row. */
  private static final double LEAST_COLUMN_LIKENESS = 2;

  /**
   * Most print is so clear ({@link LineCrop#separability}); noise and soft shades, which are no ink
   * on a ground, reach 0.64 to 0.75.
   */
  private static final double SEPARABILITY_OF_PRINT = 0.8;

  /**
   * What hardly looks like text must be clearer than that. At 0.83 an eighth of what is read in
   * vain is not read, and of what is lost nearly nothing is text (measured).
   */
  private static final double SEPARABILITY_IF_UNLIKELY = 0.83;

  /** With so many rows the picture is a page, for which Tesseract's layout was made. */
  private static final int LIKE_A_PAGE = 100;

  /** Share of the boxes of Chinese characters that is ink: there is room between their parts. */
  private static final double LEAST_FILL_OF_SQUARES = 0.25;

  /** Room around a line, in its heights, for what was not chained to it ... */
  private static final double MARGIN = 0.5;

  /**
   * ... and on a page, where the lines above and below would come into it, or around Chinese and
   * Japanese, whose letters fill their squares.
   */
  private static final double SMALL_MARGIN = 0.3;

  /** A line of print is so many times longer than high ... */
  private static final double LENGTH_OF_PRINT = 4;

  /** ... and as regular as this ({@link LineCandidate#textLikeness}). */
  private static final double LIKENESS_OF_PRINT = 2.5;

  /** So much more likeness makes up for a separability that is lower by 1. */
  private static final double LIKENESS_PER_SEPARABILITY = 10;

  /** Two letters side by side may be the halves of one: only longer rows part what is a column. */
  private static final int FEWEST_GLYPHS_OF_ROW = 3;

  /** Share of a column's glyphs that rows hold clearly closer if it is none ... */
  private static final double MOST_CLOSER_IN_ROWS = 0.7;

  /** ... that is, in less than this share of the distance. */
  private static final double CLEARLY_CLOSER = 0.8;

  /** A drawing is full of curves: only those of the most letters are looked at. */
  private static final int MOST_ARCS = 8;

  private final List<Layer> layers;
  private final IdentityHashMap<LineCandidate, Scored> scores = new IdentityHashMap<>();
  private final List<LineCandidate> rows;
  private final boolean isPage;
  private final List<Arc> arcs;
  private List<LineCandidate> columns;

  private Candidates(List<Layer> layers) {
    this.layers = layers;
    List<Chained> chained =
        layers.stream().map(layer -> new Chained(layer, LineFinder.chains(layer))).toList();
    Stream<LineCandidate> whole = chained.stream().flatMap(c -> c.rows().stream());
    Stream<LineCandidate> parts = chained.stream().flatMap(c -> c.parts().stream());
    List<Scored> likely = likely(whole, LEAST_LIKENESS);
    this.isPage = likely.size() >= LIKE_A_PAGE;
    // Lines of a page stand by themselves. Elsewhere parts come last: a title's Q, which rises
    // above and hangs below small letters, is the line's if the whole can be read.
    List<Scored> partly = isPage ? List.of() : likely(parts, LEAST_LIKENESS);
    this.rows = Stream.concat(best(likely).stream(), best(partly).stream()).toList();
    this.arcs = isPage ? List.of() : arcs(chained);
  }

  /** A layer with the chains of its glyphs. */
  private record Chained(Layer layer, List<List<Glyph>> chains) {
    List<LineCandidate> rows() {
      return LineFinder.rows(layer, chains);
    }

    List<LineCandidate> parts() {
      return LineFinder.rows(layer, LineFinder.parts(chains));
    }

    List<Arc> arcs() {
      return ArcFinder.find(layer, chains);
    }
  }

  private Candidates(List<LineCandidate> rows, List<LineCandidate> columns) {
    this.layers = List.of();
    this.isPage = rows.size() >= LIKE_A_PAGE;
    this.rows = rows;
    this.arcs = List.of();
    this.columns = columns;
  }

  /** Chains of the glyphs on the layers. */
  static Candidates chained(List<Layer> layers) {
    return new Candidates(layers);
  }

  /** What a detector found: columns are those whose baseline runs down. */
  static Candidates detected(List<LineCandidate> lines) {
    return new Candidates(
        lines.stream().filter(line -> line.angle() <= Math.PI / 4).toList(),
        lines.stream().filter(line -> line.angle() > Math.PI / 4).toList());
  }

  List<LineCandidate> rows() {
    return rows;
  }

  /** Candidates for rows of Chinese, of whole characters. */
  List<LineCandidate> squareRows() {
    Stream<LineCandidate> chains =
        layers.stream().flatMap(layer -> LineFinder.chain(Squares.of(layer)).stream());
    return best(likely(chains, c -> c.textLikeness(LEAST_FILL_OF_SQUARES), LEAST_LIKENESS));
  }

  /** Candidates for text on circles; not looked for on pages. */
  List<Arc> arcs() {
    return arcs;
  }

  private static List<Arc> arcs(List<Chained> chained) {
    return chained.stream()
        .flatMap(c -> c.arcs().stream())
        .sorted(Comparator.comparingInt(arc -> -arc.row().glyphs().size()))
        .limit(MOST_ARCS)
        .toList();
  }

  /** Candidates for text that is written top to bottom, looked for when first asked for. */
  List<LineCandidate> columns() {
    if (columns == null) {
      Stream<LineCandidate> chains =
          layers.stream().flatMap(layer -> LineFinder.chain(layer.transposed()).stream());
      List<LineCandidate> likely =
          best(likely(chains, LEAST_COLUMN_LIKENESS).stream().map(Scored::transposed).toList());
      Map<Glyph, Double> pitches = pitchesInRows();
      columns = likely.stream().filter(column -> !standsInRows(column, pitches)).toList();
    }
    return columns;
  }

  private Map<Glyph, Double> pitchesInRows() {
    Map<Glyph, Double> pitches = new HashMap<>();
    for (LineCandidate row : rows) {
      if (row.glyphs().size() >= FEWEST_GLYPHS_OF_ROW) {
        row.glyphs().forEach(glyph -> pitches.put(glyph, row.pitch()));
      }
    }
    return pitches;
  }

  /** Letters stand closer along their line than across: what rows hold closer is no column. */
  private static boolean standsInRows(LineCandidate column, Map<Glyph, Double> pitches) {
    double pitch = column.pitch();
    long closer =
        column.glyphs().stream()
            .filter(g -> pitches.getOrDefault(g, Double.MAX_VALUE) < CLEARLY_CLOSER * pitch)
            .count();
    return closer > MOST_CLOSER_IN_ROWS * column.glyphs().size();
  }

  boolean isPage() {
    return isPage;
  }

  /** Around a candidate's crop for this reader, as a share of its height. */
  double margin(Tesseract tesseract) {
    return margin(tesseract.readsSquareLetters());
  }

  double margin(boolean squareLetters) {
    return isPage() || squareLetters ? SMALL_MARGIN : MARGIN;
  }

  /** A crop of the candidate that is less clear than this is not worth reading; 0 if unknown. */
  double leastSeparability(LineCandidate candidate) {
    Scored scored = scores.get(candidate);
    return scored == null
        ? 0
        : SEPARABILITY_IF_UNLIKELY - (scored.score() - scored.least()) / LIKENESS_PER_SEPARABILITY;
  }

  /**
   * Whether it looks like a clear line of print, which leaves little doubt when the right data
   * reads it.
   */
  boolean isPrint(LineCandidate candidate, double separability) {
    Scored scored = scores.get(candidate);
    return candidate.length() >= LENGTH_OF_PRINT * candidate.height()
        && (scored == null || scored.score() >= LIKENESS_OF_PRINT)
        && separability >= SEPARABILITY_OF_PRINT;
  }

  /** Glyphs with nothing of their size around them, the larger ones first. */
  List<LineCandidate> lone() {
    List<LineCandidate> lone = new ArrayList<>();
    layers.forEach(layer -> lone.addAll(LineFinder.lone(layer)));
    lone.sort(Comparator.comparingDouble(LineCandidate::height).reversed());
    return lone;
  }

  /**
   * @param score its likeness to text
   * @param least that a candidate of its kind must have
   */
  private record Scored(LineCandidate candidate, double score, double least) {
    Scored transposed() {
      return new Scored(candidate.transposed(), score, least);
    }
  }

  private static List<Scored> likely(Stream<LineCandidate> candidates, double least) {
    return likely(candidates, LineCandidate::textLikeness, least);
  }

  private static List<Scored> likely(
      Stream<LineCandidate> candidates, ToDoubleFunction<LineCandidate> likeness, double least) {
    return candidates
        .map(candidate -> new Scored(candidate, likeness.applyAsDouble(candidate), least))
        .filter(scored -> scored.score() > least)
        .toList();
  }

  private List<LineCandidate> best(List<Scored> likely) {
    return likely.stream()
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .peek(scored -> scores.put(scored.candidate(), scored))
        .map(Scored::candidate)
        .toList();
  }
}
