package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.read.Tesseract.Layout;
import dev.palimpsest.transforms.read.Tesseract.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Reads the candidates of one picture, each at most once with the same OCR data, and those that are
 * not clear enough not at all.
 */
final class CandidateReader {
  /** A line read with this confidence needs no other reading ... */
  private static final double SURE = 0.85;

  /** ... on a page, whose small print hides misread digits, with this one. */
  private static final double SURE_ON_PAGE = 0.88;

  /** Among thousands of characters the engine is less sure, and rereads a line no better. */
  private static final double SURE_CHINESE = 0.7;

  /** A line read with more confidence may be read better when enlarged. */
  private static final double WORTH_ENLARGING = 0.7;

  /** Line height in median glyph heights; print has about 1.8. */
  private static final double LONG_ASCENDERS = 2;

  /** What is read with less confidence is not letters seen aslant. */
  private static final double LEAST_TO_SQUARE = 0.1;

  /** What is read with less confidence is seldom disturbed by its neighbours alone. */
  private static final double LEAST_TO_READ_CLOSER = 0.5;

  private final Mat gray;
  private final Candidates candidates;
  private final Engines engines;
  private final FirstLooks looks;

  /** By OCR data and candidate. */
  private final Map<String, Map<LineCandidate, Optional<ReadLine>>> known = new HashMap<>();

  CandidateReader(Mat gray, Candidates candidates, Engines engines, FirstLooks looks) {
    this.gray = gray;
    this.candidates = candidates;
    this.engines = engines;
    this.looks = looks;
  }

  /** Whether a line was read so well that it needs no other reading. */
  boolean isSure(ReadLine line) {
    if (Scripts.isCjk(line.text()) && line.text().codePoints().noneMatch(Scripts::isKana)) {
      return line.confidence() > SURE_CHINESE;
    }
    return line.confidence() > (candidates.isPage() ? SURE_ON_PAGE : SURE);
  }

  Optional<ReadLine> row(LineCandidate candidate, String codes) {
    return known(codes).computeIfAbsent(candidate, c -> readRow(c, codes));
  }

  private Optional<ReadLine> readRow(LineCandidate candidate, String codes) {
    if (!looks.isClear(candidate) || looks.isNoise(candidate)) {
      return Optional.empty();
    }
    Optional<ReadLine> line =
        LineReader.read(
            gray,
            candidate,
            engines.engine(codes),
            candidates,
            () -> looks.isSurelyText(candidate));
    boolean doubtful = line.isPresent() && !isSure(line.get());
    if (doubtful
        && line.get().confidence() > WORTH_ENLARGING
        && candidate.height() > LONG_ASCENDERS * candidate.glyphHeight()) {
      line =
          surer(line, LineReader.readEnlarged(gray, candidate, engines.engine(codes), candidates));
    }
    if (line.isEmpty() || !isSurelyText(candidate)) {
      return line;
    }
    if (isUnsure(line.get(), LEAST_TO_READ_CLOSER)) {
      line = surer(line, readCloser(candidate, codes));
    }
    return isUnsure(line.get(), LEAST_TO_SQUARE)
        ? surer(line, readSquared(candidate, codes))
        : line;
  }

  private boolean isUnsure(ReadLine line, double least) {
    return line.confidence() >= least && !isSure(line);
  }

  private boolean isSurelyText(LineCandidate candidate) {
    return !candidates.isPage()
        && looks.isSurelyText(candidate)
        && looks.isPossiblyLatin(candidate);
  }

  /** What is no letter may look like one when less is seen of it: only what is sure is believed. */
  private Optional<ReadLine> readCloser(LineCandidate candidate, String codes) {
    return LineReader.readCloser(gray, candidate, engines.engine(codes), candidates)
        .filter(this::isSure);
  }

  /** Noise, too, looks more like letters when it is squared up: only what is sure is believed. */
  private Optional<ReadLine> readSquared(LineCandidate candidate, String codes) {
    return Keystone.of(candidate)
        .flatMap(
            band ->
                LineReader.readSquared(gray, candidate, band, engines.engine(codes), candidates))
        .filter(this::isSure);
  }

  /** Text on a circle, if it is surely read. */
  Optional<ReadLine> arc(Arc arc, String codes) {
    return LineReader.readArc(gray, arc, engines.engine(codes), candidates).filter(this::isSure);
  }

  /** The first one unless the second one is more confident. */
  private static Optional<ReadLine> surer(Optional<ReadLine> first, Optional<ReadLine> second) {
    boolean better =
        second.isPresent()
            && (first.isEmpty() || second.get().confidence() > first.get().confidence());
    return better ? second : first;
  }

  Optional<ReadLine> column(LineCandidate candidate, String codes) {
    return known(codes)
        .computeIfAbsent(
            candidate,
            c ->
                looks.isClear(c)
                    ? LineReader.readColumn(gray, c, engines.engine(codes), candidates)
                    : Optional.empty());
  }

  /** The same candidates, first those that were read with this data already. */
  List<LineCandidate> knownFirst(List<LineCandidate> candidates, String codes) {
    Map<LineCandidate, Optional<ReadLine>> known = known(codes);
    return candidates.stream()
        .sorted(Comparator.comparing(candidate -> !known.containsKey(candidate)))
        .toList();
  }

  private Map<LineCandidate, Optional<ReadLine>> known(String codes) {
    return known.computeIfAbsent(codes, c -> new IdentityHashMap<>());
  }

  /** The whole picture as a page. */
  List<ReadLine> page(String codes) {
    List<ReadLine> lines = new ArrayList<>();
    for (TextLine line : engines.engine(codes).read(gray, Layout.PAGE)) {
      Garbage.clean(new ReadLine(line.words(), 0, false))
          .filter(Garbage::credible)
          .ifPresent(lines::add);
    }
    return lines;
  }

  /** Sizes in a table, numbers of steps: larger ones first, for a letter's counter is no letter. */
  List<ReadLine> loneLetters(List<ReadLine> lines, String codes) {
    List<ReadLine> lone = new ArrayList<>();
    List<Box> read = new ArrayList<>(lines.stream().map(ReadLine::box).toList());
    for (LineCandidate candidate : candidates.lone()) {
      if (!candidate.coveredBy(read)) {
        LineReader.readLone(gray, candidate, engines.engine(codes), candidates)
            .ifPresent(
                line -> {
                  lone.add(line);
                  read.add(line.box());
                });
      }
    }
    return lone;
  }
}
