package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.read.ScriptChoice.Chosen;
import dev.palimpsest.transforms.read.Tesseract.Layout;
import dev.palimpsest.transforms.read.Tesseract.TextLine;
import dev.palimpsest.transforms.read.TextFinder.Glyph;
import dev.palimpsest.transforms.read.TextFinder.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Reads all lines of one picture: candidates in the order of their likeness to text, each only if
 * no better reading covers it already; pages full of text also as a page. The first ones tell
 * language and script for the others.
 */
final class LineSearch {
  /** Candidates that look less like text are not read ({@link LineCandidate#textLikeness}). */
  private static final double LEAST_LIKENESS = 1.5;

  /** A line read with this confidence needs no other reading. */
  private static final double SURE = 0.85;

  /** With so many candidates the picture is a page, for which Tesseract's layout was made. */
  private static final int LIKE_A_PAGE = 100;

  /** Share of a candidate that a sure line must cover to make reading it needless. */
  private static final double COVERED = 0.7;

  /** So many lines tell the language ... */
  private static final int SAMPLE = 8;

  /** ... and so many doubtful ones the script. */
  private static final int DOUBTFUL_SAMPLE = 6;

  /** Another script's letters are never read as Latin ones with such confidence. */
  private static final double LATIN_AFTER_ALL = 0.7;

  /** Line height in median glyph heights; print has about 1.8. */
  private static final double LONG_ASCENDERS = 2;

  /** Besides a full sample of sure lines fewer doubtful ones are noise. */
  private static final int FEW_DOUBTFUL = 3;

  private record Scored(LineCandidate candidate, double score) {}

  /** A candidate with what the first engine made of it. */
  record Sample(LineCandidate candidate, ReadLine line) {}

  private final Mat gray;
  private final Engines engines;
  private final Expected expected;
  private final LatinChoice latinChoice;
  private final List<ReadLine> readings = new ArrayList<>();
  private final List<ReadLine> sure = new ArrayList<>();
  private final List<LineCandidate> unread = new ArrayList<>();

  LineSearch(Mat gray, Engines engines, Expected expected, LatinChoice latinChoice) {
    this.gray = gray;
    this.engines = engines;
    this.expected = expected;
    this.latinChoice = latinChoice;
  }

  List<ReadLine> read() {
    List<Layer> layers = TextFinder.find(gray);
    List<LineCandidate> rows = likely(layers);
    unread.addAll(rows);
    boolean page = unread.size() >= LIKE_A_PAGE;
    String latin = expected.latin();
    List<Sample> doubtful = new ArrayList<>();
    if (!latin.isEmpty()) {
      List<Sample> sample = sample(latin, doubtful);
      if (expected.anyLanguage()) {
        String better = latinChoice.better(sample, latin, this::row);
        if (!better.equals(latin)) {
          latin = better;
          readings.clear();
          sure.clear();
          unread.clear();
          unread.addAll(rows);
        }
      }
    }
    Optional<Chosen> other = otherScript(doubtful, layers);
    if (page) {
      for (ReadLine line : page(other.map(o -> o.script().code()).orElse(latin))) {
        keep(line);
      }
    }
    if (other.isPresent()) {
      doubtful.forEach(s -> unread.add(s.candidate()));
      readOther(other.get(), layers, latin);
    } else if (!latin.isEmpty()) {
      readRows(latin);
    }
    List<ReadLine> lines = new ArrayList<>(LineGrouping.group(Fusion.fuse(readings)));
    lines.removeIf(line -> !Garbage.credible(line));
    if (!latin.isEmpty()) {
      lines.addAll(loneLetters(layers, lines, latin));
    }
    return lines;
  }

  /** Where the Latin engine is sure of nearly all it saw there is no other script to look for. */
  private Optional<Chosen> otherScript(List<Sample> doubtful, List<Layer> layers) {
    if (sure.size() >= SAMPLE && doubtful.size() < FEW_DOUBTFUL) {
      return Optional.empty();
    }
    List<LineCandidate> columns =
        columns(layers).stream().filter(column -> !covered(column, sure)).toList();
    return new ScriptChoice(gray, engines).choose(expected.others(), doubtful, columns);
  }

  /** Reads the likeliest candidates until language and script can be told. */
  private List<Sample> sample(String codes, List<Sample> doubtful) {
    List<Sample> sample = new ArrayList<>();
    while (!unread.isEmpty() && (sample.size() < SAMPLE && doubtful.size() < DOUBTFUL_SAMPLE)) {
      LineCandidate candidate = unread.remove(0);
      if (covered(candidate, sure)) {
        continue;
      }
      Optional<ReadLine> line = row(candidate, codes);
      if (line.isEmpty()) {
        continue;
      }
      Sample s = new Sample(candidate, line.get());
      keep(line.get());
      if (sure(line.get())) {
        sample.add(s);
      } else if (line.get().confidence() < LATIN_AFTER_ALL
          && !covered(candidate, doubtful.stream().map(Sample::line).toList())) {
        doubtful.add(s);
      }
    }
    return sample;
  }

  private void readRows(String codes) {
    for (LineCandidate candidate : unread) {
      if (!covered(candidate, sure)) {
        row(candidate, codes).ifPresent(this::keep);
      }
    }
  }

  private void readOther(Chosen other, List<Layer> layers, String latin) {
    if (other.vertical()) {
      for (LineCandidate column : columns(layers)) {
        if (!covered(column, sure)) {
          column(column, other.script().verticalCode().orElseThrow()).ifPresent(this::keep);
        }
      }
    }
    for (LineCandidate candidate : unread) {
      if (!covered(candidate, sure)) {
        Optional<ReadLine> line = row(candidate, other.script().code());
        line.ifPresent(this::keep);
        if (!latin.isEmpty() && line.filter(LineSearch::sure).isEmpty()) {
          row(candidate, latin).ifPresent(this::keep);
        }
      }
    }
  }

  private void keep(ReadLine line) {
    Garbage.clean(line)
        .ifPresent(
            clean -> {
              readings.add(clean);
              if (sure(clean)) {
                sure.add(clean);
              }
            });
  }

  private Optional<ReadLine> row(LineCandidate candidate, String codes) {
    Optional<ReadLine> line = LineReader.read(gray, candidate, engines.engine(codes));
    boolean doubtful = line.isPresent() && !sure(line.get());
    if (doubtful
        && line.get().confidence() > LATIN_AFTER_ALL
        && candidate.height() > LONG_ASCENDERS * candidate.glyphHeight()) {
      return LineReader.readEnlarged(gray, candidate, engines.engine(codes))
          .filter(larger -> larger.confidence() > line.get().confidence())
          .or(() -> line);
    }
    return line;
  }

  private Optional<ReadLine> column(LineCandidate candidate, String codes) {
    return LineReader.readColumn(gray, candidate, engines.engine(codes));
  }

  private static List<LineCandidate> likely(List<Layer> layers) {
    List<Scored> likely = new ArrayList<>();
    for (Layer layer : layers) {
      for (LineCandidate candidate : LineFinder.chain(layer)) {
        double score = candidate.textLikeness();
        if (score > LEAST_LIKENESS) {
          likely.add(new Scored(candidate, score));
        }
      }
    }
    likely.sort(Comparator.comparingDouble(Scored::score).reversed());
    return likely.stream().map(Scored::candidate).toList();
  }

  /** Candidates for text that is written top to bottom. */
  private static List<LineCandidate> columns(List<Layer> layers) {
    return likely(layers.stream().map(Layer::transposed).toList()).stream()
        .map(LineCandidate::transposed)
        .toList();
  }

  private List<ReadLine> page(String codes) {
    List<ReadLine> lines = new ArrayList<>();
    for (TextLine line : engines.engine(codes).read(gray, Layout.PAGE)) {
      Garbage.clean(new ReadLine(line.words(), 0, false))
          .filter(Garbage::credible)
          .ifPresent(lines::add);
    }
    return lines;
  }

  /** Sizes in a table, numbers of steps: larger ones first, for a letter's counter is no letter. */
  private List<ReadLine> loneLetters(List<Layer> layers, List<ReadLine> lines, String codes) {
    List<LineCandidate> candidates = new ArrayList<>();
    layers.forEach(layer -> candidates.addAll(LineFinder.lone(layer)));
    candidates.sort(Comparator.comparingDouble(LineCandidate::height).reversed());
    List<ReadLine> lone = new ArrayList<>();
    for (LineCandidate candidate : candidates) {
      if (!covered(candidate, lines) && !covered(candidate, lone)) {
        LineReader.readLone(gray, candidate, engines.engine(codes)).ifPresent(lone::add);
      }
    }
    return lone;
  }

  private static boolean sure(ReadLine line) {
    return line.confidence() > SURE;
  }

  private static boolean covered(LineCandidate candidate, List<ReadLine> lines) {
    double width = 0;
    double inside = 0;
    for (Glyph glyph : candidate.glyphs()) {
      width += glyph.w();
      if (lines.stream().anyMatch(line -> holds(line.box(), glyph))) {
        inside += glyph.w();
      }
    }
    return inside > COVERED * width;
  }

  private static boolean holds(Box box, Glyph glyph) {
    return glyph.cx() >= box.x()
        && glyph.cx() < box.right()
        && glyph.cy() >= box.y()
        && glyph.cy() < box.bottom();
  }
}
