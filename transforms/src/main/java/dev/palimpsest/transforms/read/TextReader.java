package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.read.LanguageDetector.Detected;
import dev.palimpsest.transforms.read.ParagraphGrouping.InkedLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Reads one picture after another: finds and reads lines, groups them to paragraphs, decides the
 * language. Keeps its Tesseract handles until closed; one instance belongs to one thread.
 */
public final class TextReader implements AutoCloseable {
  private final OcrData data;
  private final Map<String, String> codeByTag;
  private final LanguageDetector detector;

  private final Engines engines;
  private final LatinChoice latinChoice;

  public TextReader(OcrData data) {
    this.data = data;
    this.codeByTag = OcrLanguages.codeByTag(data.codes());
    this.detector = new LanguageDetector(codeByTag.keySet());
    this.engines = new Engines(data);
    this.latinChoice = new LatinChoice(codeByTag);
  }

  /**
   * @param bgr the upright picture, 8-bit
   * @param sourceTags the languages to expect; empty = find out
   * @throws FailureException if OCR data for a named language is missing
   */
  public Reading read(Mat bgr, List<String> sourceTags) throws FailureException {
    try (PointerScope scope = new PointerScope()) {
      Mat gray = new Mat();
      opencv_imgproc.cvtColor(bgr, gray, opencv_imgproc.COLOR_BGR2GRAY);
      List<ReadLine> lines =
          new LineSearch(gray, engines, Expected.of(sourceTags, data), latinChoice).read();
      Detected language = language(sourceTags, lines);
      return new Reading(
          language.tag(), language.confidence(), regions(bgr, gray, lines, language.tag()));
    }
  }

  private Detected language(List<String> sourceTags, List<ReadLine> lines) {
    if (lines.isEmpty()) {
      return new Detected("und", 0);
    }
    if (sourceTags.size() == 1) {
      return new Detected(sourceTags.get(0), 1);
    }
    String text = String.join("\n", lines.stream().map(ReadLine::text).toList());
    return sourceTags.isEmpty()
        ? detector.detect(text)
        : new LanguageDetector(sourceTags).detect(text);
  }

  private static List<Region> regions(Mat bgr, Mat gray, List<ReadLine> lines, String tag) {
    List<InkedLine> inked =
        lines.stream()
            .map(line -> new InkedLine(line, InkColour.measure(bgr, gray, line.box())))
            .toList();
    List<Region> regions = new ArrayList<>();
    for (List<ReadLine> paragraph : ParagraphGrouping.group(inked)) {
      regions.add(region("r" + (regions.size() + 1), paragraph, tag));
    }
    return regions;
  }

  private static Region region(String id, List<ReadLine> paragraph, String tag) {
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
                        l.words()))
            .toList();
    double confidence = lines.stream().mapToDouble(Line::confidence).average().orElse(0);
    return new Region(
        id,
        RunningText.join(lines),
        tag,
        confidence,
        Box.around(lines.stream().map(Line::box).toList()),
        lines,
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public void close() {
    engines.close();
  }
}
