package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Word;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.read.Tesseract.Layout;
import dev.palimpsest.transforms.read.Tesseract.TextLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Tesseract as it comes, with the engine's defaults: what {@link TextReader} is measured against.
 * One instance belongs to one thread.
 */
public final class PlainReader implements AutoCloseable {
  private final OcrData data;
  private final Map<String, Tesseract> engines = new HashMap<>();

  public PlainReader(OcrData data) {
    this.data = data;
  }

  /** Loads the engine of the language, so that the first reading's time is not the loading's. */
  public void load(String tag) throws FailureException {
    String code = OcrLanguages.code(tag);
    data.require(code);
    engines.computeIfAbsent(code, c -> new Tesseract(data.folder(), c));
  }

  /**
   * @param bgr the upright picture, 8-bit
   * @param tag the language of its text
   * @throws FailureException if there is no OCR data for the language
   */
  public List<Word> read(Mat bgr, String tag) throws FailureException {
    return read(bgr, tag, (engine, gray) -> engine.read(gray, Layout.PAGE));
  }

  /** The same of a picture that holds one line and nothing else, {@code --psm 7}. */
  public List<Word> readLine(Mat bgr, String tag) throws FailureException {
    return read(bgr, tag, (engine, gray) -> engine.readLine(gray, () -> true));
  }

  private List<Word> read(Mat bgr, String tag, BiFunction<Tesseract, Mat, List<TextLine>> reading)
      throws FailureException {
    load(tag);
    try (PointerScope scope = new PointerScope()) {
      Mat gray = new Mat();
      opencv_imgproc.cvtColor(bgr, gray, opencv_imgproc.COLOR_BGR2GRAY);
      return reading.apply(engines.get(OcrLanguages.code(tag)), gray).stream()
          .flatMap(line -> line.words().stream())
          .toList();
    }
  }

  @Override
  public void close() {
    engines.values().forEach(Tesseract::close);
    engines.clear();
  }
}
