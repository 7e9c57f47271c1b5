package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
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
 * Reads all lines of one picture with one engine: candidates in the order of their likeness to
 * text, each only if no better reading covers it already; pages full of text also as a page.
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

  private record Scored(LineCandidate candidate, double score) {}

  private final Mat gray;
  private final Tesseract tesseract;

  LineSearch(Mat gray, Tesseract tesseract) {
    this.gray = gray;
    this.tesseract = tesseract;
  }

  List<ReadLine> read() {
    List<Layer> layers = TextFinder.find(gray);
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
    List<ReadLine> readings = new ArrayList<>();
    if (likely.size() >= LIKE_A_PAGE) {
      readings.addAll(page());
    }
    List<ReadLine> sure = new ArrayList<>(readings.stream().filter(LineSearch::sure).toList());
    for (Scored scored : likely) {
      if (!covered(scored.candidate(), sure)) {
        Optional<ReadLine> line =
            LineReader.read(gray, scored.candidate(), tesseract).flatMap(Garbage::clean);
        line.ifPresent(readings::add);
        line.filter(LineSearch::sure).ifPresent(sure::add);
      }
    }
    List<ReadLine> lines = new ArrayList<>(LineGrouping.group(Fusion.fuse(readings)));
    lines.removeIf(line -> !Garbage.credible(line));
    lines.addAll(loneLetters(layers, lines));
    return lines;
  }

  private List<ReadLine> page() {
    List<ReadLine> lines = new ArrayList<>();
    for (TextLine line : tesseract.read(gray, Layout.PAGE)) {
      Garbage.clean(new ReadLine(line.words(), 0, false))
          .filter(Garbage::credible)
          .ifPresent(lines::add);
    }
    return lines;
  }

  /** Sizes in a table, numbers of steps: larger ones first, for a letter's counter is no letter. */
  private List<ReadLine> loneLetters(List<Layer> layers, List<ReadLine> lines) {
    List<LineCandidate> candidates = new ArrayList<>();
    layers.forEach(layer -> candidates.addAll(LineFinder.lone(layer)));
    candidates.sort(Comparator.comparingDouble(LineCandidate::height).reversed());
    List<ReadLine> lone = new ArrayList<>();
    for (LineCandidate candidate : candidates) {
      if (!covered(candidate, lines) && !covered(candidate, lone)) {
        LineReader.readLone(gray, candidate, tesseract).ifPresent(lone::add);
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
