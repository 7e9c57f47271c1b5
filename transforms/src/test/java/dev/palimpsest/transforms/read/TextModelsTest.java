package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.OnnxModels;
import dev.palimpsest.transforms.onnx.BadModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextModelsTest {
  private static final Scalar BLACK = new Scalar(0, 0, 0, 0);
  private static final Scalar BLUE = new Scalar(255, 0, 0, 0);
  private static final Scalar GREEN = new Scalar(0, 255, 0, 0);
  private static final Scalar RED = new Scalar(0, 0, 255, 0);

  @TempDir Path folder;

  @BeforeAll
  static void useOneThread() {
    opencv_core.setNumThreads(1);
  }

  @Test
  void detectorMovesItsBoxesOutAndScalesThemToThePicture() {
    // 1920 wide: the network sees half of it. Mid grey is 0 for it, near enough.
    Mat picture = new Mat(640, 1920, CV_8UC3, new Scalar(255, 255, 255, 0));
    fill(picture, 200, 200, 400, 40, BLACK);
    fill(picture, 1200, 100, 40, 300, BLACK);
    fill(picture, 900, 500, 4, 4, BLACK);

    List<LineCandidate> found = find(picture, OnnxModels.darkIsText(20, 0));

    assertThat(found).hasSize(2);
    LineCandidate row = found.get(0).angle() < 1 ? found.get(0) : found.get(1);
    LineCandidate column = found.get(0).angle() < 1 ? found.get(1) : found.get(0);
    // Area · 1.5 / perimeter = 400 · 40 · 1.5 / 880 = 27 on each side.
    assertThat(row.length()).isCloseTo(454, within(8.0));
    assertThat(row.height()).isCloseTo(94, within(8.0));
    assertThat(row.cx()).isCloseTo(400, within(3.0));
    assertThat(row.cy()).isCloseTo(220, within(3.0));
    assertThat(row.light()).isFalse();
    assertThat(column.angle()).isCloseTo(Math.PI / 2, within(0.02));
    assertThat(column.length()).isGreaterThan(300);
  }

  @Test
  void detectorWantsMoreThanSingleLikelyPixels() {
    Mat picture = new Mat(320, 640, CV_8UC3, new Scalar(255, 255, 255, 0));
    fill(picture, 100, 100, 200, 40, new Scalar(116, 116, 116, 0));

    // Probability about 0.4 all over the bar: pixels count (0.3), the box does not (0.6).
    assertThat(find(picture, OnnxModels.darkIsText(1, -0.3f))).isEmpty();
    assertThat(find(picture, OnnxModels.darkIsText(1, 1.5f))).hasSize(1);
  }

  @Test
  void detectorGivesTheSlantOfALine() {
    Mat picture = new Mat(640, 640, CV_8UC3, new Scalar(255, 255, 255, 0));
    opencv_imgproc.line(
        picture, new Point(150, 250), new Point(450, 350), BLACK, 30, opencv_imgproc.LINE_8, 0);

    List<LineCandidate> found = find(picture, OnnxModels.darkIsText(20, 0));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).angle()).isCloseTo(Math.atan2(100, 300), within(0.03));
  }

  @Test
  void recognizerDecodesEveryLineOfABatch() {
    Mat picture = new Mat(900, 900, CV_8UC3, new Scalar(255, 255, 255, 0));
    // Eight lines, more than one batch, of different lengths.
    for (int i = 0; i < 8; i++) {
      fill(picture, 100, 100 * i + 20, 40, 40, BLUE);
      fill(picture, 160, 100 * i + 20, 40, 40, GREEN);
      fill(picture, 220 + 60 * i, 100 * i + 20, 40, 40, RED);
    }
    List<LineCandidate> lines =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(i -> row(100, 100 * i + 20, 160 + 60 * i, 40))
            .toList();

    List<Optional<ReadLine>> read = recognize(picture, lines, List.of("a", "b", "c"));

    assertThat(read).hasSize(8).allSatisfy(line -> assertThat(line).isPresent());
    assertThat(read.stream().map(line -> line.get().text())).containsOnly("abc");
    assertThat(read.get(7).get().box().right()).isCloseTo(680, within(12));
    assertThat(read.get(7).get().confidence()).isGreaterThan(0.9);
  }

  @Test
  void recognizerCutsWordsAtTheSpaceAndJoinsSteps() {
    try (TextRecognizer recognizer =
        new TextRecognizer(
            opencv_dnn.readNetFromONNX(OnnxModels.coloursAreLetters(1)), List.of("a", "b"))) {
      float[][] steps = {
        {0, .9f, 0, .1f},
        {0, .8f, 0, .2f},
        {.9f, 0, 0, .1f},
        {0, .7f, .3f, 0},
        {0, 0, 0, 1},
        {0, 0, .5f, 0}
      };
      float[] flat = new float[24];
      for (int t = 0; t < 6; t++) {
        System.arraycopy(steps[t], 0, flat, 4 * t, 4);
      }

      List<TextRecognizer.Span> words = recognizer.words(flat, 4, 10);

      assertThat(words).extracting(TextRecognizer.Span::text).containsExactly("aa", "b");
      assertThat(words.get(0).from()).isZero();
      assertThat(words.get(0).to()).isEqualTo(40);
      assertThat(words.get(0).confidence()).isCloseTo(0.8, within(1e-6));
      assertThat(words.get(1).from()).isEqualTo(50);
    }
  }

  @Test
  void recognizerWithAnotherAlphabetIsAClearFailure() {
    Mat picture = new Mat(100, 200, CV_8UC3, new Scalar(255, 255, 255, 0));

    assertThatThrownBy(() -> recognize(picture, List.of(row(10, 20, 150, 40)), List.of("a")))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("5 classes");
  }

  @Test
  void bothModelsTogetherReadAPictureFromAFolder() throws IOException, FailureException {
    Files.write(
        Files.createDirectory(folder.resolve("det")).resolve("m.onnx"),
        OnnxModels.darkIsText(20, 1.5f));
    Files.write(
        Files.createDirectory(folder.resolve("rec")).resolve("m.onnx"),
        OnnxModels.coloursAreLetters(6));
    Path alphabet = Files.writeString(folder.resolve("abc.txt"), "a\nb\nc\n");
    Mat picture = new Mat(320, 640, CV_8UC3, new Scalar(255, 255, 255, 0));
    fill(picture, 100, 100, 100, 40, BLUE);
    fill(picture, 200, 100, 100, 40, GREEN);
    fill(picture, 300, 100, 100, 40, BLUE);
    ModelFiles files =
        new ModelFiles(
            folder.resolve("det").toUri().toString(),
            folder.resolve("rec").toString(),
            alphabet.toString());

    Reading reading = read(picture, TextModels.fetch(files));

    assertThat(reading.regions()).hasSize(1);
    assertThat(reading.regions().get(0).text()).isEqualTo("aba");
  }

  @Test
  void modelThatCannotBeRunFailsThePicture() throws IOException {
    Path detector = folder.resolve("wrong.onnx");
    Files.write(detector, OnnxModels.coloursAreLetters(6));
    Mat picture = new Mat(320, 640, CV_8UC3, new Scalar(255, 255, 255, 0));

    assertThatThrownBy(
            () -> read(picture, TextModels.fetch(new ModelFiles(detector.toString(), "", ""))))
        .isInstanceOfSatisfying(
            FailureException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.OCR_FAILED));
  }

  @Test
  void namesTheFileThatIsMissingOrBroken() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.onnx"), "no model");

    assertThatThrownBy(() -> TextModels.fetch(new ModelFiles(broken.toString(), "", "")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("broken.onnx");
    assertThatThrownBy(
            () -> TextModels.fetch(new ModelFiles(folder.resolve("no.onnx").toString(), "", "")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no.onnx");
    assertThatThrownBy(
            () -> TextModels.fetch(new ModelFiles(folder.resolve("none").toString(), "", "")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("there are 0");
  }

  private static Reading read(Mat picture, TextModels models) throws FailureException {
    try (TextReader reader =
        new TextReader(OcrData.fetch(List.of()), Duration.ofMinutes(1), models)) {
      return reader.read(picture, List.of("en"));
    }
  }

  private static List<LineCandidate> find(Mat bgr, byte[] onnx) {
    try (TextDetector detector = new TextDetector(opencv_dnn.readNetFromONNX(onnx));
        Mat gray = new Mat()) {
      opencv_imgproc.cvtColor(bgr, gray, opencv_imgproc.COLOR_BGR2GRAY);
      return detector.find(bgr, gray);
    }
  }

  private static List<Optional<ReadLine>> recognize(
      Mat bgr, List<LineCandidate> lines, List<String> alphabet) {
    byte[] onnx = OnnxModels.coloursAreLetters(6);
    try (TextRecognizer recognizer =
        new TextRecognizer(opencv_dnn.readNetFromONNX(onnx), alphabet)) {
      return recognizer.read(bgr, lines, () -> {});
    }
  }

  private static LineCandidate row(double x, double y, double w, double h) {
    return new LineCandidate(false, List.of(), 0, x + w / 2, y + h / 2, w, h, h);
  }

  private static void fill(Mat picture, int x, int y, int w, int h, Scalar colour) {
    opencv_imgproc.rectangle(
        picture, new Rect(x, y, w, h), colour, opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
  }
}
