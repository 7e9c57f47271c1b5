package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.read.FirstLook.Seen;
import dev.palimpsest.transforms.read.LineSearch.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds out whether a script other than Latin stands on the picture, and whether in rows or in
 * columns: lines that the Latin engine doubts are read with the data of other scripts. The right
 * data reads its own letters with far more confidence than any other makes of them.
 *
 * <p>Every further script costs time, and much of what the Latin engine doubts is no text at all,
 * so only the beginnings of a few lines are read, and only in scripts that they may be in by their
 * looks ({@link FirstLook}). Japanese is tried first, whose data knows most of the Chinese
 * characters, too: Chinese only where it saw some. Alphabets are tried only if a doubtful line is
 * long, regular and clear, the common ones first, the rare ones only where nothing is surely Latin.
 */
final class ScriptChoice {
  /** Chinese and Japanese data stays below this on lines that are not theirs, ... */
  private static final double LEAST_CJK_CONFIDENCE = 0.5;

  /** ... but where all looks like theirs, small print is read with no more than this. */
  private static final double LEAST_IF_EAST_ASIAN = 0.25;

  /** Of Japanese half or more is Kana; in Chinese its data sees one here and there. */
  private static final double LEAST_KANA_SHARE = 0.25;

  private static final int KANA_SAMPLES = 3;

  /** With less than this, a count of letters times confidence, Chinese may yet be read better. */
  private static final double LEAST_KANA = 4;

  /** Rules and edges are letters there. */
  private static final String STROKES = "一二三ー丨";

  /**
   * Alphabets read theirs with 0.9 and more; Thai data makes up to 0.78 of Latin letters
   * (measured).
   */
  private static final double LEAST_ALPHABET_CONFIDENCE = 0.8;

  /** A single letter of any script can be seen in any scrawl. */
  private static final int FEWEST_LETTERS = 2;

  /** Wrong alphabets take the rest for digits and marks. */
  private static final double LEAST_LETTER_SHARE = 0.6;

  /** Letters times confidence beyond the least: two clear letters, or five likely ones. */
  private static final double LEAST_SCORE = 0.5;

  /** No other script need be tried. */
  private static final double CLEAR_SCORE = 1;

  /** Chinese data need not be tried. */
  private static final double SURELY_JAPANESE = 3;

  private static final int FIRST_LOOK = 2;

  private static final int MOST_SAMPLES = 6;

  /** An alphabet is told by the first line; a common one that was seen there by so many. */
  private static final int PRINT_SAMPLES = 2;

  /** A beginning of so many line heights tells the script. */
  private static final double HEIGHTS_OF_SAMPLE = 6;

  /** Read with this confidence, Chinese characters are likely on the picture. */
  private static final double HINT_OF_HAN = 0.3;

  /** Read by most people, so tried first. */
  private static final List<String> COMMON = List.of("ko", "ru", "ar", "hi", "th", "el", "he");

  /** In place of what another engine read: no rival. */
  private static final ReadLine NOTHING = new ReadLine(List.of(), 0, false);

  private final BiFunction<LineCandidate, String, Optional<ReadLine>> row;
  private final BiFunction<LineCandidate, String, Optional<ReadLine>> column;
  private final Function<LineCandidate, Seen> seen;
  private final Predicate<LineCandidate> isPrint;

  /**
   * @param row reads a row with the OCR data of the given code
   * @param column reads a column with data for vertical text
   * @param seen what a row seems to be in by its looks
   * @param isPrint whether a row is clear enough to tell an alphabet
   */
  ScriptChoice(
      BiFunction<LineCandidate, String, Optional<ReadLine>> row,
      BiFunction<LineCandidate, String, Optional<ReadLine>> column,
      Function<LineCandidate, Seen> seen,
      Predicate<LineCandidate> isPrint) {
    this.row = row;
    this.column = column;
    this.seen = seen;
    this.isPrint = isPrint;
  }

  /**
   * @param vertical most of it is written in columns
   */
  record Chosen(OtherScript script, boolean vertical) {}

  /**
   * @param score letters times confidence beyond that of wrong data
   */
  record Scored(Chosen chosen, double score) {}

  /**
   * Which of Chinese and Japanese it is, where there is no doubt that it is one of them; empty if
   * none can be read.
   *
   * @param rows that are in one of them by their looks, likeliest first
   * @param columns candidates for vertical text, likeliest first
   */
  Optional<Scored> eastAsian(
      List<OtherScript> scripts, List<LineCandidate> rows, List<LineCandidate> columns) {
    List<LineCandidate> likeliest = apart(rows);
    List<Sample> beginnings =
        likeliest.stream().map(row -> new Sample(beginning(row), NOTHING)).toList();
    List<OtherScript> eastAsian = scripts.stream().filter(OtherScript::isCjk).toList();
    Optional<OtherScript> japanese = japanese(eastAsian);
    Letters letters =
        japanese.map(script -> letters(script, beginnings, columns)).orElse(new Letters(0, 0));
    boolean isJapanese = letters.kana() > LEAST_KANA_SHARE * letters.all();
    // Two or three letters that are hardly read may be anything.
    boolean isOpen = isJapanese && letters.kana() < LEAST_KANA;
    List<OtherScript> possible =
        eastAsian.size() == 1 || isOpen
            ? eastAsian
            : eastAsian.stream()
                .filter(script -> isJapanese == japanese.equals(Optional.of(script)))
                .toList();
    // Nothing to choose from: it need only be shown that something can be read.
    boolean isChosen = possible.size() == 1 && columns.isEmpty();
    double enough = isChosen ? 0 : Double.MAX_VALUE;
    // Then the rows are wanted with the same data later, but not the Kana's beginnings once more.
    List<Sample> sample =
        isChosen && !isJapanese
            ? likeliest.stream().map(row -> new Sample(row, NOTHING)).toList()
            : beginnings;
    return possible.stream()
        .map(script -> score(script, sample, columns, LEAST_IF_EAST_ASIAN, enough))
        .filter(s -> s.score() > 0)
        .max(Comparator.comparingDouble(Scored::score));
  }

  /** The first rows that are not, for the most part, others of them in another chain of glyphs. */
  private static List<LineCandidate> apart(List<LineCandidate> rows) {
    List<LineCandidate> apart = new ArrayList<>();
    List<Box> boxes = new ArrayList<>();
    for (LineCandidate row : rows) {
      if (apart.size() < MOST_SAMPLES && !row.coveredBy(boxes)) {
        apart.add(row);
        boxes.add(row.box());
      }
    }
    return apart;
  }

  private static Optional<OtherScript> japanese(List<OtherScript> scripts) {
    return scripts.stream().filter(script -> script.tag().equals("ja")).findFirst();
  }

  /**
   * Letters that were read, each counted by its confidence.
   *
   * @param kana those that are only Japanese
   * @param all these and Chinese characters
   */
  private record Letters(double kana, double all) {}

  /** Of the first lines. Columns are read if there are any: rows cross them. */
  private Letters letters(OtherScript japanese, List<Sample> rows, List<LineCandidate> columns) {
    Stream<ReadLine> lines =
        columns.isEmpty() || japanese.verticalCode().isEmpty()
            ? rows.stream()
                .limit(KANA_SAMPLES)
                .flatMap(sample -> row.apply(sample.candidate(), japanese.code()).stream())
            : columns.stream()
                .limit(KANA_SAMPLES)
                .flatMap(c -> column.apply(c, japanese.verticalCode().get()).stream());
    double kana = 0;
    double all = 0;
    for (ReadLine line : lines.toList()) {
      String text = withoutStrokes(line.text());
      kana += line.confidence() * text.codePoints().filter(Scripts::isKana).count();
      all += line.confidence() * text.codePoints().filter(Scripts::isCjk).count();
    }
    return new Letters(kana, all);
  }

  /**
   * The likeliest script with what speaks for it, if there is any.
   *
   * @param scripts that may stand on the picture
   * @param doubtful rows as the Latin engine read them, likeliest first
   * @param columns candidates for vertical text, likeliest first
   * @param someLatin other rows are surely Latin
   */
  Optional<Scored> best(
      List<OtherScript> scripts,
      List<Sample> doubtful,
      List<LineCandidate> columns,
      boolean someLatin) {
    List<Scored> scored = new ArrayList<>(eastAsianScores(scripts, doubtful, columns));
    List<Sample> print = doubtful.stream().filter(s -> isPrint.test(s.candidate())).toList();
    for (OtherScript script : alphabets(scripts, someLatin)) {
      List<Sample> likely = likely(script, print, PRINT_SAMPLES);
      if (!likely.isEmpty() && scored.stream().noneMatch(s -> s.score() > CLEAR_SCORE)) {
        Scored first = score(script, likely.subList(0, 1), List.of());
        boolean seen = first.score() > 0 && COMMON.contains(script.tag());
        scored.add(seen ? score(script, likely, List.of()) : first);
      }
    }
    return scored.stream()
        .filter(s -> s.score() > LEAST_SCORE)
        .max(Comparator.comparingDouble(Scored::score));
  }

  private List<Scored> eastAsianScores(
      List<OtherScript> scripts, List<Sample> doubtful, List<LineCandidate> columns) {
    Optional<OtherScript> any = scripts.stream().filter(OtherScript::isCjk).findFirst();
    if (any.isEmpty()) {
      return List.of();
    }
    List<Sample> rows = likely(any.get(), doubtful, MOST_SAMPLES);
    Optional<OtherScript> japanese = japanese(scripts);
    List<Scored> scored = new ArrayList<>();
    if (japanese.isPresent()) {
      Scored score = score(japanese.get(), rows, columns);
      scored.add(score);
      if (score.score() > SURELY_JAPANESE || !hintOfHan(japanese.get(), rows, columns)) {
        return scored;
      }
    }
    scripts.stream()
        .filter(OtherScript::isChinese)
        .forEach(script -> scored.add(score(script, rows, columns)));
    return scored;
  }

  /** Beginnings of the rows that may be in the script by their looks, likeliest first. */
  private List<Sample> likely(OtherScript script, List<Sample> rows, int most) {
    return rows.stream()
        .filter(s -> likelihood(script, s) >= FirstLooks.UNLIKELY)
        .sorted(Comparator.comparingDouble(s -> -likelihood(script, s)))
        .limit(most)
        .map(ScriptChoice::beginning)
        .toList();
  }

  private double likelihood(OtherScript script, Sample sample) {
    return seen.apply(sample.candidate()).script(script.script());
  }

  /** Whether some of the lines that every score looks at seem to hold Chinese characters. */
  private boolean hintOfHan(OtherScript japanese, List<Sample> rows, List<LineCandidate> columns) {
    Stream<ReadLine> across =
        rows.stream()
            .limit(FIRST_LOOK)
            .flatMap(s -> row.apply(s.candidate(), japanese.code()).stream());
    Stream<ReadLine> down =
        japanese.verticalCode().stream()
            .flatMap(
                code ->
                    columns.stream()
                        .limit(FIRST_LOOK)
                        .flatMap(c -> column.apply(c, code).stream()));
    return Stream.concat(across, down)
        .filter(line -> line.confidence() >= HINT_OF_HAN)
        .anyMatch(
            line ->
                withoutStrokes(line.text()).codePoints().filter(Scripts::isHan).count()
                    >= FEWEST_LETTERS);
  }

  /** The part of a row that is read to tell its script. */
  static LineCandidate beginning(LineCandidate row) {
    return row.head(HEIGHTS_OF_SAMPLE);
  }

  private static Sample beginning(Sample sample) {
    return new Sample(beginning(sample.candidate()), sample.line());
  }

  private static String withoutStrokes(String text) {
    return text.replaceAll("[" + STROKES + "]", "");
  }

  private static List<OtherScript> alphabets(List<OtherScript> scripts, boolean commonOnly) {
    return scripts.stream()
        .filter(script -> !script.isCjk())
        .filter(script -> !commonOnly || COMMON.contains(script.tag()))
        .sorted(
            Comparator.comparingInt(
                script ->
                    COMMON.contains(script.tag()) ? COMMON.indexOf(script.tag()) : COMMON.size()))
        .toList();
  }

  private Scored score(OtherScript script, List<Sample> rows, List<LineCandidate> columns) {
    double least = script.isCjk() ? LEAST_CJK_CONFIDENCE : LEAST_ALPHABET_CONFIDENCE;
    return score(script, rows, columns, least, Double.MAX_VALUE);
  }

  /**
   * @param least confidence that speaks for a script
   * @param enough with a score above this nothing more is read
   */
  private Scored score(
      OtherScript script,
      List<Sample> doubtful,
      List<LineCandidate> columns,
      double least,
      double enough) {
    double rows =
        score(
            doubtful,
            enough,
            sample ->
                row.apply(sample.candidate(), script.code())
                    .map(line -> score(script, line, Math.max(least, sample.line().confidence()))));
    double down =
        script.verticalCode().isEmpty()
            ? 0
            : score(
                columns,
                enough,
                candidate ->
                    column
                        .apply(candidate, script.verticalCode().get())
                        .map(line -> score(script, line, least)));
    return new Scored(new Chosen(script, down > rows), Math.max(rows, down));
  }

  /** Sum over the samples; given up if the first ones show nothing of the script. */
  private static <T> double score(
      List<T> samples, double enough, Function<T, Optional<Double>> scoring) {
    double sum = 0;
    int most = Math.min(MOST_SAMPLES, samples.size());
    for (int i = 0; i < most && (i < FIRST_LOOK || sum > 0) && sum <= enough; i++) {
      sum += scoring.apply(samples.get(i)).orElse(0.0);
    }
    return sum;
  }

  private static double score(OtherScript script, ReadLine line, double least) {
    String text = line.text();
    long letters = script.letters(withoutStrokes(text));
    long visible = text.codePoints().filter(c -> c != ' ').count();
    // Japanese data reads Chinese, too, but worse; hardly a Japanese line has no Kana.
    if (script.tag().equals("ja") && text.codePoints().noneMatch(Scripts::isKana)) {
      return 0;
    }
    if (letters < FEWEST_LETTERS || (!script.isCjk() && letters < LEAST_LETTER_SHARE * visible)) {
      return 0;
    }
    return letters * Math.max(0, line.confidence() - least);
  }
}
