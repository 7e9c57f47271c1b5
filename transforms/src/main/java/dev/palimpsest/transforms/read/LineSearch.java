package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Word;
import dev.palimpsest.transforms.read.FirstLook.Seen;
import dev.palimpsest.transforms.read.ScriptChoice.Chosen;
import dev.palimpsest.transforms.read.ScriptChoice.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Reads all lines of one picture: candidates in the order of their likeness to text, each only if
 * no better reading covers it already; pages full of text also as a page. The first ones tell
 * language and script for the others.
 */
final class LineSearch {
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

  /** A script with this score is the page's own, as it lies ({@link ScriptChoice.Scored}). */
  private static final double SURELY_OTHER = 3;

  /** Where the sure lines have this many times the glyphs of the doubtful ones, these are noise. */
  private static final double SURELY_LATIN = 2;

  /** A candidate with what the first engine made of it. */
  record Sample(LineCandidate candidate, ReadLine line) {}

  private final Mat gray;
  private final Candidates candidates;
  private final CandidateReader reader;
  private final Expected expected;
  private final LatinChoice latinChoice;
  private final FirstLooks looks;
  private final OtherRows otherRows;
  private final Readings readings;
  private final List<LineCandidate> unread = new ArrayList<>();

  /** Rows that are in another script by their looks, not tried with the Latin engine. */
  private final List<LineCandidate> foreign = new ArrayList<>();

  /** Rows of which the Latin engine was not sure when the language was told ... */
  private final List<LineCandidate> unsure = new ArrayList<>();

  /** ... and those of them that it could hardly read, and some of the foreign ones. */
  private final List<Sample> doubtful = new ArrayList<>();

  /** OCR data for Latin letters, empty if none are expected; null until surveyed. */
  private String latin;

  private Optional<LatinChoice.Choice> sampleChoice = Optional.empty();

  private Optional<Scored> other = Optional.empty();

  LineSearch(
      Mat gray,
      Candidates candidates,
      Engines engines,
      Expected expected,
      LatinChoice latinChoice,
      FirstLooks looks) {
    this.gray = gray;
    this.candidates = candidates;
    this.reader = new CandidateReader(gray, candidates, engines, looks);
    this.expected = expected;
    this.latinChoice = latinChoice;
    this.looks = looks;
    this.readings = new Readings(reader::isSure);
    this.otherRows =
        new OtherRows(
            candidates, reader, looks, readings, new SecondOpinion(engines::has, reader::row));
  }

  /**
   * How the page lies. What is read for it in the usual direction is not read again. Rows that show
   * another script clearly need not be tried in other directions.
   */
  PageTurn turn() {
    if (!expected.latin().isEmpty() && (looks.mostlyOther() || looksEastAsian())) {
      survey();
      if (isSurelyOther()) {
        return PageTurn.UPRIGHT;
      }
    }
    boolean isLatin = !expected.latin().isEmpty();
    String codes = isLatin ? expected.latin() : expected.others().get(0).code();
    String script = isLatin ? FirstLooks.LATIN : expected.others().get(0).script();
    TurnChoice choice =
        new TurnChoice(
            candidate -> reader.row(candidate, codes),
            candidate -> looks.isLikely(script, candidate),
            candidates);
    if (choice.upright()) {
      return PageTurn.UPRIGHT;
    }
    survey();
    return isSurelyOther() ? PageTurn.UPRIGHT : choice.turned();
  }

  private boolean isSurelyOther() {
    return other.filter(o -> o.score() > SURELY_OTHER || looksEastAsian()).isPresent();
  }

  private boolean looksEastAsian() {
    return expectsEastAsian() && looks.isEastAsian();
  }

  private boolean expectsEastAsian() {
    return expected.others().stream().anyMatch(OtherScript::isCjk);
  }

  List<ReadLine> read() {
    survey();
    if (candidates.isPage()) {
      for (ReadLine line : reader.page(other.map(o -> o.chosen().script().code()).orElse(latin))) {
        readings.keep(line);
      }
    }
    if (other.isPresent()) {
      readings.dropUnsure();
      unread.addAll(0, unsure);
      otherRows.read(other.get().chosen(), latin, unread);
    } else if (!latin.isEmpty()) {
      readRows(latin);
    }
    readArcs(other.map(o -> o.chosen().script().code()).orElse(latin));
    List<ReadLine> lines = new ArrayList<>(LineGrouping.group(Fusion.fuse(readings.all())));
    lines.replaceAll(line -> Bullets.drop(gray, line));
    lines.removeIf(line -> !Garbage.credible(line));
    if (!latin.isEmpty()) {
      lines.addAll(reader.loneLetters(lines, latin));
    }
    return lines;
  }

  /** What the sample told; nothing if the picture is in another script. */
  Optional<LatinChoice.Choice> sampleChoice() {
    return sampleChoice.filter(choice -> other.isEmpty());
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
        LatinChoice.Choice choice = latinChoice.better(sample, latin, reader::row);
        sampleChoice = Optional.of(choice);
        if (!choice.codes().equals(latin)) {
          changeLatin(choice.codes(), sample);
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
    unread.clear();
    unread.addAll(candidates.rows());
    unread.removeAll(foreign);
    for (Sample s : sample) {
      reader.row(s.candidate(), better).filter(reader::isSure).ifPresent(readings::keep);
    }
    List<Sample> before = List.copyOf(doubtful);
    doubtful.clear();
    for (Sample s : before) {
      if (foreign.contains(s.candidate())) {
        doubtful.add(s);
        continue;
      }
      reader
          .row(s.candidate(), better)
          .filter(line -> line.confidence() < MAYBE_OTHER)
          .ifPresent(line -> doubtful.add(new Sample(s.candidate(), line)));
    }
  }

  /** Where the Latin engine is sure of nearly all it saw there is no other script to look for. */
  private Optional<Scored> otherScript(List<Sample> sample) {
    // Where nothing is surely Latin, one row that looks so is worth a try.
    boolean maybeEastAsian = sample.isEmpty() && expectsEastAsian() && !looks.eastAsian().isEmpty();
    if (looksEastAsian() || maybeEastAsian) {
      Optional<Scored> eastAsian = eastAsian();
      if (eastAsian.isPresent()) {
        return eastAsian;
      }
    }
    // What was doubted may have been read surely since, in another chain of its glyphs.
    List<Sample> stillDoubtful =
        doubtful.stream()
            .filter(s -> !readings.surelyCover(ScriptChoice.beginning(s.candidate())))
            .toList();
    if (expected.others().isEmpty() || glyphs(sample) > SURELY_LATIN * glyphs(stillDoubtful)) {
      return Optional.empty();
    }
    return scriptChoice(looks::seen)
        .best(expected.others(), stillDoubtful, tellingColumns(), !sample.isEmpty());
  }

  private Optional<Scored> eastAsian() {
    List<LineCandidate> rows =
        looks.eastAsian().stream().filter(row -> !readings.surelyCover(row)).toList();
    // Where text runs down, its columns hold more than the rows that cross them.
    List<LineCandidate> columns = tellingColumns();
    boolean runsDown = 2 * glyphsOf(columns) > glyphsOf(rows);
    return scriptChoice(looks::seen)
        .eastAsian(expected.others(), rows, runsDown ? columns : List.of());
  }

  private List<LineCandidate> tellingColumns() {
    return candidates.columns().stream()
        .filter(LineSearch::telling)
        .filter(column -> !readings.surelyCover(column))
        .toList();
  }

  private ScriptChoice scriptChoice(Function<LineCandidate, Seen> seen) {
    return new ScriptChoice(reader::row, reader::column, seen, this::isPrint);
  }

  /** No Latin letters are expected: rows or columns of one of the named scripts. */
  private Optional<Scored> named(List<LineCandidate> rows) {
    List<OtherScript> scripts = expected.others();
    Scored first = new Scored(new Chosen(scripts.get(0), false), 0);
    if (scripts.size() == 1 && scripts.get(0).verticalCode().isEmpty()) {
      return Optional.of(first);
    }
    List<Sample> sample = rows.stream().map(row -> new Sample(row, notRead(row))).toList();
    return scriptChoice(row -> Seen.UNKNOWN)
        .best(scripts, sample, candidates.columns(), false)
        .or(() -> Optional.of(first));
  }

  private static int glyphs(List<Sample> sample) {
    return glyphsOf(sample.stream().map(Sample::candidate).toList());
  }

  private static int glyphsOf(List<LineCandidate> candidates) {
    return candidates.stream().mapToInt(c -> c.glyphs().size()).sum();
  }

  /** Reads the likeliest candidates until language and script can be told. */
  private List<Sample> sample(String codes) {
    List<Sample> sample = new ArrayList<>();
    int characters = 0;
    while (!unread.isEmpty()
        && sample.size() < SAMPLE
        && (characters < CHARACTERS_OF_SAMPLE || candidates.isPage())
        && doubtful.size() < DOUBTFUL_SAMPLE
        && !(looksEastAsian() && !foreign.isEmpty())) {
      LineCandidate candidate = unread.remove(0);
      if (readings.surelyCover(candidate)) {
        continue;
      }
      if (!expected.others().isEmpty() && looks.surelyOther(candidate)) {
        foreign.add(candidate);
        if (telling(candidate) && !candidate.covered(lines(doubtful))) {
          doubtful.add(new Sample(candidate, notRead(candidate)));
        }
        continue;
      }
      Optional<ReadLine> line = reader.row(candidate, codes);
      if (line.isEmpty()) {
        continue;
      }
      Sample s = new Sample(candidate, line.get());
      readings.keep(line.get());
      if (reader.isSure(line.get())) {
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
      if (!readings.surelyCover(candidate)) {
        reader.row(candidate, codes).ifPresent(readings::keep);
      }
    }
  }

  /** Only where nothing straight was read: a slight bend is no circle. */
  private void readArcs(String codes) {
    List<Arc> bent =
        candidates.arcs().stream().filter(arc -> !readings.crediblyCover(arc.row())).toList();
    for (Arc arc : looks.surelyText(bent)) {
      if (!readings.crediblyCover(arc.row())) {
        reader.arc(arc, codes).ifPresent(readings::keep);
      }
    }
  }

  private boolean isPrint(LineCandidate candidate) {
    return candidates.isPrint(candidate, looks.separability(candidate));
  }
}
