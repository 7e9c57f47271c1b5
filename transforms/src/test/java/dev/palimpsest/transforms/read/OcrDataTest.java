package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.io.result.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OcrDataTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "file://", "file:"})
  void takesDataFromAFolderHoweverItIsNamed(String prefix) throws IOException, FailureException {
    // Klingon, which no package holds; the engine does not mind what its data is called.
    try (InputStream english = OcrData.class.getResourceAsStream("/tessdata/eng.traineddata")) {
      Files.copy(english, folder.resolve("tlh.traineddata"));
    }

    OcrData data = OcrData.fetch(List.of(prefix + folder));

    assertThat(data.canRead("tlh")).isTrue();
    data.require("tlh");
    new Tesseract(data.folder(), "tlh").close();
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Files.createFile(folder.resolve("tlh.traineddata"));

    assertThatThrownBy(() -> OcrData.fetch(List.of("file://" + folder)))
        .isInstanceOf(UncheckedIOException.class)
        .hasStackTraceContaining("tlh.traineddata is empty");
  }
}
