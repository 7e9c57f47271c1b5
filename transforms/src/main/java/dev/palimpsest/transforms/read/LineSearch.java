package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import dev.palimpsest.transforms.read.FirstLook.Seen;
import dev.palimpsest.transforms.read.ScriptChoice.Chosen;
import dev.palimpsest.transforms.read.ScriptChoice.Scored;
import dev.palimpsest.transforms.read.Tesseract.Layout;
import dev.palimpsest.transforms.read.Tesseract.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Reads all lines of one picture: candidates in the order of their likeness to text, each only if
 * no better reading covers it already; pages full of text also as a page. The first ones tell
 * language and script for the others.
 */
final class LineSearch {
  /** A line read with this confidence needs no other reading ... */
  private static final double SURE = 0.85;

  /** ... on a page, whose small print hides misread digits, with this one. */
  private static final double SURE_ON_PAGE = 0.88;

  /** Letters of the other script, read with this confidence, are no Latin ones. */
  private static final double LIKELY = 0.7;

  /** So many lines tell the language, ... */
  private static final int SAMPLE = 8;

  /** ... or fewer with so many characters (a page gains by lines read one by one) ... */
  private static final int CHARACTERS_OF_SAMPLE = 70;

  /** ... and so many doubtful ones the script. */
  private static final int DOUBTFUL_SAMPLE = 6;

  /** Read with less confidence than this it may be another script's. */
  private static final double MAYBE_OTHER = 0.7;

  /** Smaller rows and shorter ones tell no script from another. */
  private static final double LEAST_TELLING_PX = 9;

  private static final int FEWEST_TELLING_GLYPHS = 2;

  /** A line read with more confidence may be read better when enlarged. */
  private static final double WORTH_ENLARGING = 0.7;

  /** Line height in median glyph heights; print has about 1.8. */
  private static final double LONG_ASCENDERS = 2;

  /** A script with this score is the page's own, as it lies ({@link ScriptChoice.Scored}). */
  private static final double SURELY_OTHER = 3;

  /** Where the sure lines have this many times the glyphs of the doubtful ones, these are noise. */
  private static final double SURELY_LATIN = 2;

  /** A candidate with what was seen at first look and what the first engine made of it. */
  record Sample(LineCandidate candidate, Seen seen, ReadLine line) {}

  private final Mat gray;
  private final Candidates candidates;
  private final Engines engines;
  private final Expected expected;
  private final LatinChoice latinChoice;
  private final FirstLooks looks;
  private final List<ReadLine> readings = new ArrayList<>();
  private final List<ReadLine> sure = new ArrayList<>();
  private final List<LineCandidate> unread = new ArrayList<>();

  /** Rows that are in another script by their looks, not tried with the Latin engine. */
  private final List<LineCandidate> foreign = new ArrayList<>();

  /** Rows of which the Latin engine was not sure when the language was told ... */
  private final List<LineCandidate> unsure = new ArrayList<>();

  /** ... and those of them that it could hardly read, and some of the foreign ones. */
  private final List<Sample> doubtful = new ArrayList<>();

  /** OCR data for Latin letters, empty if none are expected; null until surveyed. */
  private String latin;

  private Optional<Scored> other = Optional.empty();

  /** By OCR data and candidate: nothing is read twice. */
  private final Map<String, Map<LineCandidate, Optional<ReadLine>>> memo = new HashMap<>();

  LineSearch(
      Mat gray,
      Candidates candidates,
      Engines engines,
      Expected expected,
      LatinChoice latinChoice,
      FirstLooks looks) {
    this.gray = gray;
    this.candidates = candidates;
    this.engines = engines;
    this.expected = expected;
    this.latinChoice = latinChoice;
    this.looks = looks;
  }

  /**
   * How the page lies. What is read for it in the usual direction is not read again. Rows that show
   * another script clearly need not be tried in other directions.
   */
  PageTurn turn() {
    if (!expected.latin().isEmpty() && looks.mostlyOther()) {
      survey();
      if (isSurelyOther()) {
        return PageTurn.UPRIGHT;
      }
    }
    String codes = expected.latin().isEmpty() ? expected.others().get(0).code() : expected.latin();
    TurnChoice choice = new TurnChoice(candidate -> row(candidate, codes), candidates);
    if (choice.upright()) {
      return PageTurn.UPRIGHT;
    }
    survey();
    return isSurelyOther() ? PageTurn.UPRIGHT : choice.turned();
  }

  private boolean isSurelyOther() {
    return other.filter(o -> o.score() > SURELY_OTHER).isPresent();
  }

  List<ReadLine> read() {
    survey();
    if (candidates.isPage()) {
      for (ReadLine line : page(other.map(o -> o.chosen().script().code()).orElse(latin))) {
        keep(line);
      }
    }
    if (other.isPresent()) {
      readings.clear();
      readings.addAll(sure);
      unread.addAll(0, unsure);
      readOther(other.get().chosen(), latin);
    } else if (!latin.isEmpty()) {
      readRows(latin);
    }
    List<ReadLine> lines = new ArrayList<>(LineGrouping.group(Fusion.fuse(readings)));
    lines.removeIf(line -> !Garbage.credible(line));
    if (!latin.isEmpty()) {
      lines.addAll(loneLetters(lines, latin));
    }
    return lines;
  }

  /** Tells language and script by the likeliest candidates, once. */
  private void survey() {
    if (latin != null) {
      return;
    }
    latin = expected.latin();
    unread.addAll(candidates.rows());
    List<Sample> sample = List.of();
    if (!latin.isEmpty()) {
      sample = sample(latin);
      if (expected.anyLanguage()) {
        String better = latinChoice.better(sample, latin, this::row);
        if (!better.equals(latin)) {
          changeLatin(better, sample);
        }
      }
    }
    other = latin.isEmpty() ? named(candidates.rows()) : otherScript(sample);
    unread.addAll(0, foreign);
  }

  /** What English data doubted may be plain to the data of the right language. */
  private void changeLatin(String better, List<Sample> sample) {
    latin = better;
    readings.clear();
    sure.clear();
    unread.clear();
    unread.addAll(candidates.rows());
    unread.removeAll(foreign);
    for (Sample s : sample) {
      row(s.candidate(), better).filter(this::sure).ifPresent(this::keep);
    }
    List<Sample> before = List.copyOf(doubtful);
    doubtful.clear();
    for (Sample s : before) {
      if (foreign.contains(s.candidate())) {
        doubtful.add(s);
        continue;
      }
      row(s.candidate(), better)
          .filter(line -> line.confidence() < MAYBE_OTHER)
          .ifPresent(line -> doubtful.add(new Sample(s.candidate(), s.seen(), line)));
    }
  }

  /** Where the Latin engine is sure of nearly all it saw there is no other script to look for. */
  private Optional<Scored> otherScript(List<Sample> sure) {
    // What was doubted may have been read surely since, in another chain of its glyphs.
    List<Sample> stillDoubtful =
        doubtful.stream()
            .filter(s -> !ScriptChoice.beginning(s.candidate()).covered(this.sure))
            .toList();
    if (expected.others().isEmpty() || glyphs(sure) > SURELY_LATIN * glyphs(stillDoubtful)) {
      return Optional.empty();
    }
    List<LineCandidate> columns =
        candidates.columns().stream()
            .filter(column -> column.glyphs().size() >= FEWEST_TELLING_GLYPHS)
            .filter(column -> column.height() >= LEAST_TELLING_PX)
            .filter(column -> !column.covered(this.sure))
            .toList();
    return new ScriptChoice(this::row, this::column, this::isPrint)
        .best(expected.others(), stillDoubtful, columns, !sure.isEmpty());
  }

  /** No Latin letters are expected: rows or columns of one of the named scripts. */
  private Optional<Scored> named(List<LineCandidate> rows) {
    List<OtherScript> scripts = expected.others();
    Scored first = new Scored(new Chosen(scripts.get(0), false), 0);
    if (scripts.size() == 1 && scripts.get(0).verticalCode().isEmpty()) {
      return Optional.of(first);
    }
    List<Sample> sample =
        rows.stream().map(row -> new Sample(row, Seen.UNKNOWN, notRead(row))).toList();
    return new ScriptChoice(this::row, this::column, this::isPrint)
        .best(scripts, sample, candidates.columns(), false)
        .or(() -> Optional.of(first));
  }

  private static int glyphs(List<Sample> sample) {
    return sample.stream().mapToInt(s -> s.candidate().glyphs().size()).sum();
  }

  /** Reads the likeliest candidates until language and script can be told. */
  private List<Sample> sample(String codes) {
    List<Sample> sample = new ArrayList<>();
    int characters = 0;
    while (!unread.isEmpty()
        && sample.size() < SAMPLE
        && (characters < CHARACTERS_OF_SAMPLE || candidates.isPage())
        && doubtful.size() < DOUBTFUL_SAMPLE) {
      LineCandidate candidate = unread.remove(0);
      if (candidate.covered(sure)) {
        continue;
      }
      if (!expected.others().isEmpty() && looks.surelyOther(candidate)) {
        foreign.add(candidate);
        if (telling(candidate) && !candidate.covered(lines(doubtful))) {
          doubtful.add(new Sample(candidate, looks.seen(candidate), notRead(candidate)));
        }
        continue;
      }
      Optional<ReadLine> line = row(candidate, codes);
      if (line.isEmpty()) {
        continue;
      }
      Sample s = new Sample(candidate, looks.seen(candidate), line.get());
      keep(line.get());
      if (sure(line.get())) {
        sample.add(s);
        characters += line.get().text().length();
        continue;
      }
      unsure.add(candidate);
      if (line.get().confidence() < MAYBE_OTHER
          && telling(candidate)
          && !candidate.covered(lines(doubtful))) {
        doubtful.add(s);
      }
    }
    return sample;
  }

  private static List<ReadLine> lines(List<Sample> samples) {
    return samples.stream().map(Sample::line).toList();
  }

  /** Where the row stands, in place of what is written there. */
  private static ReadLine notRead(LineCandidate row) {
    return new ReadLine(List.of(new Word("", row.box(), 0)), 0, false);
  }

  private static boolean telling(LineCandidate row) {
    return row.height() >= LEAST_TELLING_PX && row.glyphs().size() >= FEWEST_TELLING_GLYPHS;
  }

  private void readRows(String codes) {
    for (LineCandidate candidate : unread) {
      if (!candidate.covered(sure)) {
        row(candidate, codes).ifPresent(this::keep);
      }
    }
  }

  private void readOther(Chosen other, String latin) {
    List<ReadLine> down = new ArrayList<>();
    if (other.vertical()) {
      for (LineCandidate column : candidates.columns()) {
        if (!column.covered(sure)) {
          column(column, other.script().verticalCode().orElseThrow())
              .flatMap(Garbage::clean)
              .ifPresent(down::add);
        }
      }
      down.forEach(this::keep);
      down.removeIf(line -> !Garbage.credible(line));
    }
    for (LineCandidate candidate : unread) {
      boolean telling = candidate.glyphs().size() >= FEWEST_TELLING_GLYPHS;
      if (candidate.covered(sure) || candidate.covered(down) || (other.vertical() && !telling)) {
        continue;
      }
      boolean maybeLatin = !latin.isEmpty() && looks.maybeLatin(candidate);
      if (maybeLatin && !looks.maybe(other.script(), candidate)) {
        row(candidate, latin).ifPresent(this::keep);
        continue;
      }
      Optional<ReadLine> line = row(candidate, other.script().code());
      boolean itsOwn =
          line.filter(l -> l.confidence() > LIKELY && other.script().letters(l.text()) > 1)
              .isPresent();
      if (!maybeLatin || itsOwn || line.filter(this::sure).isPresent()) {
        line.ifPresent(this::keep);
      } else {
        // One of the two is nonsense, of which single words might yet look credible.
        Stream.concat(line.stream(), row(candidate, latin).stream())
            .max(Comparator.comparingDouble(ReadLine::confidence))
            .ifPresent(this::keep);
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
    return memo.computeIfAbsent(codes, c -> new IdentityHashMap<>())
        .computeIfAbsent(candidate, c -> readRow(c, codes));
  }

  private Optional<ReadLine> readRow(LineCandidate candidate, String codes) {
    if (!looks.isClear(candidate)) {
      return Optional.empty();
    }
    Optional<ReadLine> line = LineReader.read(gray, candidate, engines.engine(codes), candidates);
    boolean doubtful = line.isPresent() && !sure(line.get());
    if (doubtful
        && line.get().confidence() > WORTH_ENLARGING
        && candidate.height() > LONG_ASCENDERS * candidate.glyphHeight()) {
      return LineReader.readEnlarged(gray, candidate, engines.engine(codes), candidates)
          .filter(larger -> larger.confidence() > line.get().confidence())
          .or(() -> line);
    }
    return line;
  }

  private Optional<ReadLine> column(LineCandidate candidate, String codes) {
    return memo.computeIfAbsent(codes, c -> new IdentityHashMap<>())
        .computeIfAbsent(
            candidate,
            c ->
                looks.isClear(c)
                    ? LineReader.readColumn(gray, c, engines.engine(codes), candidates)
                    : Optional.empty());
  }

  private boolean isPrint(LineCandidate candidate) {
    return candidates.isPrint(candidate, looks.separability(candidate));
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
  private List<ReadLine> loneLetters(List<ReadLine> lines, String codes) {
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

  private boolean sure(ReadLine line) {
    return line.confidence() > (candidates.isPage() ? SURE_ON_PAGE : SURE);
  }
}
