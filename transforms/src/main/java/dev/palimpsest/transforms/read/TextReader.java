package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.transforms.onnx.BadModelException;
import dev.palimpsest.transforms.read.Engines.TimedOut;
import dev.palimpsest.transforms.read.LanguageDetector.Detected;
import dev.palimpsest.transforms.read.LatinChoice.Choice;
import dev.palimpsest.transforms.read.ParagraphGrouping.InkedLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Reads one picture after another: finds and reads lines, groups them to paragraphs, decides the
 * language. Keeps its Tesseract handles until closed; one instance belongs to one thread.
 */
public final class TextReader implements AutoCloseable {
  private final OcrData data;
  private final Duration timeLimit;
  private final Map<String, String> codeByTag;
  private final LanguageDetector detector;
  private final Expected anything;

  private final Engines engines;
  private final LatinChoice latinChoice;
  private final FirstLook firstLook = new FirstLook();
  private final Optional<TextDetector> textDetector;
  private final Optional<TextRecognizer> textRecognizer;

  /** A reader that takes its time, up to an hour a picture. */
  public TextReader(OcrData data) {
    this(data, Duration.ofHours(1));
  }

  /**
   * @param timeLimit for one picture, checked between one engine call and the next
   */
  public TextReader(OcrData data, Duration timeLimit) {
    this(data, timeLimit, TextModels.NONE);
  }

  /**
   * @param models the user's own, in place of finding glyphs and of Tesseract's line reading
   */
  public TextReader(OcrData data, Duration timeLimit, TextModels models) {
    this.data = data;
    this.timeLimit = timeLimit;
    this.codeByTag = OcrLanguages.codeByTag(data.codes());
    this.detector = new LanguageDetector(codeByTag.keySet());
    this.anything = Expected.anything(data);
    this.engines = new Engines(data);
    this.latinChoice = new LatinChoice(codeByTag);
    this.textDetector = models.detector();
    this.textRecognizer = models.recognizer();
  }

  /**
   * @param bgr the upright picture, 8-bit
   * @param sourceTags the languages to expect; empty = find out
   * @throws FailureException {@code UNSUPPORTED_LANGUAGE} if OCR data for a named language is
   *     missing, {@code OCR_TIMED_OUT} if the picture takes too long
   */
  public Reading read(Mat bgr, List<String> sourceTags) throws FailureException {
    // A recognizer of the user's own needs no OCR data.
    Expected expected =
        sourceTags.isEmpty() || textRecognizer.isPresent()
            ? anything
            : Expected.of(sourceTags, data);
    engines.startClock(timeLimit);
    try (PointerScope scope = new PointerScope()) {
      Page page = page(bgr, expected);
      List<ReadLine> lines = page.lines();
      LanguageDetector among = sourceTags.isEmpty() ? detector : new LanguageDetector(sourceTags);
      long letters = lines.stream().mapToLong(line -> Scripts.letters(line.text())).sum();
      Detected language =
          page.sampleChoice()
              .flatMap(choice -> choice.languageOfAll(letters))
              .orElseGet(() -> language(sourceTags, among, lines));
      // Most of a picture's text decided its language, alone takes as long again, and says the
      // same.
      UnaryOperator<String> tagOf =
          text ->
              sourceTags.size() == 1 || 2 * Scripts.letters(text) > letters
                  ? language.tag()
                  : among.ofRegion(text, language.tag());
      List<Region> regions =
          regions(page.bgr(), page.gray(), lines, tagOf).stream()
              .map(region -> page.turn().onPicture(region, bgr.cols(), bgr.rows()))
              .toList();
      return new Reading(language.tag(), language.confidence(), regions);
    } catch (TimedOut e) {
      throw new FailureException(
          Stage.READ,
          FailureCode.OCR_TIMED_OUT,
          "reading took longer than %d s".formatted(timeLimit.toSeconds()));
    }
  }

  /**
   * A picture turned so that it can be read.
   *
   * @param turn how the picture lies
   * @param lines in pixels of the turned picture
   * @param sampleChoice what a sample of its lines told, if they are in Latin letters
   */
  private record Page(
      PageTurn turn, Mat bgr, Mat gray, List<ReadLine> lines, Optional<Choice> sampleChoice) {}

  private Page page(Mat bgr, Expected expected) throws FailureException {
    Mat gray = gray(bgr);
    try {
      Candidates candidates = candidates(bgr, gray);
      if (textRecognizer.isPresent()) {
        return new Page(PageTurn.UPRIGHT, bgr, gray, recognized(bgr, candidates), Optional.empty());
      }
      LineSearch search = search(gray, candidates, expected);
      PageTurn turn = search.turn();
      if (turn == PageTurn.UPRIGHT) {
        return page(turn, bgr, gray, search);
      }
      Mat upright = turn.upright(bgr);
      Mat uprightGray = gray(upright);
      LineSearch again = search(uprightGray, candidates(upright, uprightGray), expected);
      return page(turn, upright, uprightGray, again);
    } catch (BadModelException e) {
      throw new FailureException(Stage.READ, FailureCode.OCR_FAILED, e.getMessage());
    }
  }

  private static Page page(PageTurn turn, Mat bgr, Mat gray, LineSearch search) {
    return new Page(turn, bgr, gray, search.read(), search.sampleChoice());
  }

  private LineSearch search(Mat gray, Candidates candidates, Expected expected) {
    FirstLooks looks = new FirstLooks(gray, candidates, firstLook);
    return new LineSearch(gray, candidates, engines, expected, latinChoice, looks);
  }

  private static Mat gray(Mat bgr) {
    Mat gray = new Mat();
    opencv_imgproc.cvtColor(bgr, gray, opencv_imgproc.COLOR_BGR2GRAY);
    return gray;
  }

  private Candidates candidates(Mat bgr, Mat gray) throws BadModelException {
    return textDetector.isPresent()
        ? Candidates.detected(textDetector.get().find(bgr, gray))
        : Candidates.chained(TextFinder.find(gray));
  }

  private List<ReadLine> recognized(Mat bgr, Candidates candidates) throws BadModelException {
    List<LineCandidate> rows = new ArrayList<>(candidates.rows());
    if (textDetector.isPresent()) {
      rows.addAll(candidates.columns());
    }
    List<ReadLine> read =
        textRecognizer.orElseThrow().read(bgr, rows, engines::checkTime).stream()
            .flatMap(Optional::stream)
            .flatMap(line -> Garbage.clean(line).stream())
            .toList();
    List<ReadLine> lines = new ArrayList<>(LineGrouping.group(Fusion.fuse(read)));
    lines.removeIf(line -> !Garbage.credible(line));
    return lines;
  }

  private static Detected language(
      List<String> sourceTags, LanguageDetector among, List<ReadLine> lines) {
    if (lines.isEmpty()) {
      return new Detected("und", 0);
    }
    return sourceTags.size() == 1
        ? new Detected(sourceTags.get(0), 1)
        : among.detect(String.join("\n", lines.stream().map(ReadLine::text).toList()));
  }

  private static List<Region> regions(
      Mat bgr, Mat gray, List<ReadLine> lines, UnaryOperator<String> tagOf) {
    List<InkedLine> inked =
        lines.stream()
            .map(line -> new InkedLine(line, InkColour.measure(bgr, gray, line.box())))
            .toList();
    List<Region> regions = new ArrayList<>();
    for (List<ReadLine> paragraph : ParagraphGrouping.group(inked)) {
      regions.add(region("r" + (regions.size() + 1), paragraph, tagOf));
    }
    return regions;
  }

  private static Region region(String id, List<ReadLine> paragraph, UnaryOperator<String> tagOf) {
    List<Line> lines =
        paragraph.stream()
            .map(
                l ->
                    new Line(
                        l.text(),
                        l.box(),
                        l.polygon(),
                        l.angleDegrees(),
                        l.vertical(),
                        l.confidence(),
                        UnspacedWords.split(l.words())))
            .toList();
    String text = RunningText.join(lines);
    double confidence = lines.stream().mapToDouble(Line::confidence).average().orElse(0);
    return new Region(
        id,
        text,
        tagOf.apply(text),
        confidence,
        Box.around(lines.stream().map(Line::box).toList()),
        lines,
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public void close() {
    textDetector.ifPresent(TextDetector::close);
    textRecognizer.ifPresent(TextRecognizer::close);
    engines.close();
    firstLook.close();
  }
}
