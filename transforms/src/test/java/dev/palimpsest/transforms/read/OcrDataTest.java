package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OcrDataTest {
  @Test
  void readsWithDataFromAFolderGivenAsFileUri(@TempDir Path folder) throws IOException {
    try (InputStream english = OcrData.class.getResourceAsStream("/tessdata/eng.traineddata")) {
      Files.copy(english, folder.resolve("qaa.traineddata"));
    }
    String uri = folder.toUri().toString();
    assertThat(uri).startsWith("file:///");

    OcrData data = OcrData.fetch(List.of(uri));

    assertThat(data.codes()).contains("qaa", "eng");
    Mat line = new Mat(80, 500, CV_8U, new Scalar(255));
    opencv_imgproc.putText(
        line,
        "Summer shoes",
        new Point(20, 55),
        opencv_imgproc.FONT_HERSHEY_SIMPLEX,
        1.6,
        new Scalar(0),
        3,
        opencv_imgproc.LINE_AA,
        false);
    try (Tesseract own = new Tesseract(data.folder(), "qaa")) {
      assertThat(own.read(line, Tesseract.Layout.LINE).get(0).words())
          .extracting(word -> word.text())
          .containsExactly("Summer", "shoes");
    }
  }

  @Test
  void namesAFileThatIsEmpty(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("qaa.traineddata"));

    assertThatThrownBy(() -> OcrData.fetch(List.of(folder.toString())))
        .isInstanceOf(UncheckedIOException.class)
        .hasStackTraceContaining("qaa.traineddata is empty");
  }

  @Test
  void namesAFolderThatIsNotThere(@TempDir Path folder) {
    String missing = folder.resolve("nowhere").toUri().toString();

    assertThatThrownBy(() -> OcrData.fetch(List.of(missing)))
        .isInstanceOf(UncheckedIOException.class)
        .hasStackTraceContaining("nowhere")
        .hasStackTraceContaining("--tessdata");
  }
}
