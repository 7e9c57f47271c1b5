package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Word;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.DrawnPicture;
import java.awt.Color;
import java.awt.Font;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("ocr")
class TextReaderTest {
  private static final Scalar BLACK = new Scalar(0, 0, 0, 0);
  private static final Scalar WHITE = new Scalar(255, 255, 255, 0);
  private static TextReader reader;

  @BeforeAll
  static void open() {
    reader = new TextReader(OcrData.fetch(List.of()));
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @Test
  void readsBothPolaritiesOnOnePicture() throws FailureException {
    Mat picture = picture(900, 400);
    write(picture, "Summer shoes", 60, 100, 1.6, BLACK);
    opencv_imgproc.rectangle(
        picture, new Point(40, 220), new Point(500, 340), new Scalar(120, 40, 20, 0), -1, 8, 0);
    write(picture, "Order today", 70, 300, 1.6, WHITE);

    assertThat(texts(reader.read(picture, List.of("en"))))
        .containsExactly("Summer shoes", "Order today");
  }

  @Test
  void readsALineAboveARowOfRivets() throws FailureException {
    Mat picture = picture(700, 200);
    opencv_imgproc.putText(
        picture,
        "NO PARKING",
        new Point(60, 100),
        opencv_imgproc.FONT_HERSHEY_DUPLEX,
        1,
        BLACK,
        2,
        opencv_imgproc.LINE_AA,
        false);
    for (int x = 60; x < 240; x += 21) {
      opencv_imgproc.rectangle(picture, new Point(x, 105), new Point(x + 13, 109), BLACK, -1, 8, 0);
    }

    assertThat(texts(reader.read(picture, List.of("en")))).containsExactly("NO PARKING");
  }

  @Test
  void givesTheAngleOfASlantedLine() throws FailureException {
    Mat picture = picture(900, 500);
    write(picture, "Hot price this week", 150, 260, 1.6, BLACK);
    Mat turn =
        opencv_imgproc.getRotationMatrix2D(
            new org.bytedeco.opencv.opencv_core.Point2f(450, 250), 12, 1);
    opencv_imgproc.warpAffine(
        picture, picture, turn, new Size(900, 500), opencv_imgproc.INTER_CUBIC, 0, WHITE);

    Reading reading = reader.read(picture, List.of("en"));

    assertThat(texts(reading)).containsExactly("Hot price this week");
    Line line = reading.regions().get(0).lines().get(0);
    assertThat(line.angleDegrees()).isBetween(-13.5, -10.5);
  }

  @Test
  void joinsWrappedLinesAndKeepsTheHeadingApart() throws FailureException {
    Mat picture = picture(900, 500);
    write(picture, "Before first use", 60, 90, 2.0, BLACK);
    write(picture, "Fill the kettle with cold", 60, 200, 1.2, BLACK);
    write(picture, "water and boil it twice", 60, 250, 1.2, BLACK);

    assertThat(texts(reader.read(picture, List.of("en"))))
        .containsExactly("Before first use", "Fill the kettle with cold water and boil it twice");
  }

  @ParameterizedTest
  @CsvSource({"ROTATE_90_CLOCKWISE, 90", "ROTATE_180, 180", "ROTATE_90_COUNTERCLOCKWISE, -90"})
  void readsATurnedPageWhereItLies(String turn, double degrees) throws Exception {
    Mat page = picture(900, 500);
    write(page, "Before first use", 60, 90, 2.0, BLACK);
    write(page, "Fill the kettle with cold", 60, 200, 1.2, BLACK);
    write(page, "water and boil it twice", 60, 250, 1.2, BLACK);
    Mat turned = new Mat();
    opencv_core.rotate(page, turned, opencv_core.class.getField(turn).getInt(null));

    Reading reading = reader.read(turned, List.of());

    assertThat(texts(reading))
        .containsExactly("Before first use", "Fill the kettle with cold water and boil it twice");
    for (Region region : reading.regions()) {
      for (Line line : region.lines()) {
        assertThat(line.angleDegrees()).isEqualTo(degrees);
        assertThat(inkIn(turned, line.box())).isGreaterThan(0.05);
        assertThat(Box.around(line.words().stream().map(Word::box).toList())).isEqualTo(line.box());
        // The polygon begins at the text's own top left: its first edge runs along the baseline.
        dev.palimpsest.io.region.Point from = line.polygon().get(0);
        dev.palimpsest.io.region.Point to = line.polygon().get(1);
        assertThat(Math.toDegrees(Math.atan2(to.y() - from.y(), to.x() - from.x())))
            .isEqualTo(degrees);
      }
    }
  }

  @Test
  void leavesAnUprightPageWithAWordThatRunsUpAsItIs() throws FailureException {
    Mat side = picture(500, 120);
    write(side, "Photo by the museum", 20, 60, 1.2, BLACK);
    Mat picture = picture(900, 500);
    Mat up = new Mat();
    opencv_core.rotate(side, up, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
    up.copyTo(new Mat(picture, new Rect(760, 0, 120, 500)));
    write(picture, "Fill the kettle with cold", 60, 200, 1.2, BLACK);

    Reading reading = reader.read(picture, List.of());

    assertThat(texts(reading)).contains("Fill the kettle with cold");
    assertThat(reading.regions().get(0).lines().get(0).angleDegrees()).isZero();
  }

  /** Share of dark pixels. */
  private static double inkIn(Mat bgr, Box box) {
    Mat part = new Mat(bgr, new Rect(box.x(), box.y(), box.width(), box.height()));
    Mat gray = new Mat();
    opencv_imgproc.cvtColor(part, gray, opencv_imgproc.COLOR_BGR2GRAY);
    Mat ink = new Mat();
    opencv_imgproc.threshold(gray, ink, 127, 255, opencv_imgproc.THRESH_BINARY_INV);
    return opencv_core.countNonZero(ink) / (double) box.area();
  }

  @Test
  void marksARegionInAnotherLanguageThanThePicture() throws FailureException {
    DrawnPicture drawn = new DrawnPicture(1000, 500, Color.WHITE);
    Font font = DrawnPicture.font("DejaVuSans", 32);
    int y = 60;
    for (String line :
        List.of(
            "Keep this product out of the reach of children.",
            "Always read the label before you use it, and do",
            "not throw it away. Store what is left in a cool",
            "and dry place where the sun does not shine.")) {
      drawn.text("1", line, font, Color.BLACK, 40, y);
      y += 45;
    }
    drawn.text("2", "Vor der Verwendung die Hinweise auf der", font, Color.BLUE, 40, 350);
    drawn.text("3", "Verpackung sorgfältig durchlesen.", font, Color.BLUE, 40, 395);

    Reading reading = reader.read(drawn.picture().bgr(), List.of());

    assertThat(reading.language()).isEqualTo("en");
    assertThat(reading.languageConfidence()).as("two languages leave doubt").isBetween(0.0, 0.9);
    assertThat(reading.regions()).extracting(Region::language).containsExactly("en", "de");
    assertThat(reading.regions().get(1).text()).startsWith("Vor der Verwendung die Hinweise auf");
  }

  @Test
  void givesUpWhenTheTimeIsOver() {
    Mat picture = picture(900, 200);
    write(picture, "Summer shoes", 60, 100, 1.6, BLACK);

    try (TextReader hasty = new TextReader(OcrData.fetch(List.of()), Duration.ZERO)) {
      assertThatThrownBy(() -> hasty.read(picture, List.of()))
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.code()).isEqualTo(FailureCode.OCR_TIMED_OUT));
    }
  }

  @Test
  void stopsInTheMiddleOfAPage() {
    Mat page = picture(2000, 3000);
    for (int y = 60; y < 3000; y += 40) {
      write(page, "All that stands on this long page is read line by line", 40, y, 1.0, BLACK);
    }
    Mat gray = new Mat();
    opencv_imgproc.cvtColor(page, gray, opencv_imgproc.COLOR_BGR2GRAY);
    OcrData data = OcrData.fetch(List.of());
    try (Tesseract tesseract = new Tesseract(data.folder(), "eng")) {
      tesseract.setDeadline(System.nanoTime() + Duration.ofMillis(50).toNanos());

      assertThatThrownBy(() -> tesseract.read(gray, Tesseract.Layout.PAGE))
          .isInstanceOf(Engines.TimedOut.class);

      // The engine is fit for the next picture.
      tesseract.setDeadline(System.nanoTime() + Duration.ofMinutes(5).toNanos());
      assertThat(tesseract.read(gray, Tesseract.Layout.PAGE)).hasSizeGreaterThan(50);
    }
  }

  @Test
  void readsTheSameWithAnyNumberOfThreads() throws Exception {
    List<Mat> pictures = new ArrayList<>();
    for (String text : List.of("Summer shoes", "Order today", "Fill the kettle", "Half price")) {
      Mat picture = picture(900, 300);
      write(picture, text, 60, 100, 1.6, BLACK);
      write(picture, "until the end of May", 60, 200, 1.0, BLACK);
      pictures.add(picture);
    }
    List<Reading> alone = new ArrayList<>();
    for (Mat picture : pictures) {
      alone.add(reader.read(picture, List.of()));
    }

    OcrData data = OcrData.fetch(List.of());
    ExecutorService threads = Executors.newFixedThreadPool(pictures.size());
    try {
      List<Future<List<Reading>>> together = new ArrayList<>();
      for (int first = 0; first < pictures.size(); first++) {
        // Each thread begins elsewhere: what was read before must not matter.
        int shift = first;
        together.add(
            threads.submit(
                () -> {
                  Reading[] read = new Reading[pictures.size()];
                  try (TextReader own = new TextReader(data)) {
                    for (int i = 0; i < read.length; i++) {
                      int at = (i + shift) % read.length;
                      read[at] = own.read(pictures.get(at), List.of());
                    }
                  }
                  return List.of(read);
                }));
      }
      for (Future<List<Reading>> readings : together) {
        assertThat(readings.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(alone).allSatisfy(reading -> assertThat(reading.regions()).isNotEmpty());
  }

  @Test
  void findsNothingOnAnEmptyPicture() throws FailureException {
    Reading reading = reader.read(picture(300, 200), List.of());

    assertThat(reading.regions()).isEmpty();
    assertThat(reading.language()).isEqualTo("und");
  }

  @Test
  void namesWhatToInstallWhenALanguageIsMissing() {
    assertThatThrownBy(() -> reader.read(picture(300, 200), List.of("tlh")))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("tesseract-ocr-tlh");
  }

  private static List<String> texts(Reading reading) {
    return reading.regions().stream().map(Region::text).toList();
  }

  private static Mat picture(int width, int height) {
    return new Mat(height, width, CV_8UC3, WHITE);
  }

  private static void write(Mat picture, String text, int x, int y, double size, Scalar ink) {
    opencv_imgproc.putText(
        picture,
        text,
        new Point(x, y),
        opencv_imgproc.FONT_HERSHEY_SIMPLEX,
        size,
        ink,
        3,
        opencv_imgproc.LINE_AA,
        false);
  }
}
