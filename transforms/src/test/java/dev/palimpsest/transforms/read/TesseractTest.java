package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Word;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.read.Tesseract.TextLine;
import java.awt.Color;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ocr")
class TesseractTest {
  /** Left to itself it takes the whole line for noise and says nothing. */
  @Test
  void readsALineAmongSpecks() throws Exception {
    DrawnPicture drawn = new DrawnPicture(340, 56, Color.WHITE);
    drawn.text("r1", "Handle with care", DrawnPicture.font("DejaVuSans", 38), Color.BLACK, 10, 42);
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      drawn.graphics().fillRect(random.nextInt(335), random.nextInt(54), 1, 1 + random.nextInt(3));
    }
    OcrData data = OcrData.fetch(List.of());
    data.require("eng");
    try (Picture picture = drawn.picture();
        Mat gray = new Mat();
        Tesseract engine = Tesseract.withoutInversion(data.folder(), "eng")) {
      opencv_imgproc.cvtColor(picture.bgr(), gray, opencv_imgproc.COLOR_BGR2GRAY);

      assertThat(text(engine.readLine(gray, () -> true))).contains("Handle");
      assertThat(engine.readLine(gray, () -> false)).isEmpty();
    }
  }

  private static String text(List<TextLine> lines) {
    return lines.stream()
        .flatMap(line -> line.words().stream())
        .map(Word::text)
        .collect(Collectors.joining(" "));
  }
}
