package dev.palimpsest.transforms.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.OnnxModels;
import dev.palimpsest.transforms.onnx.BadModelException;
import dev.palimpsest.transforms.pixels.Picture;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InpainterTest {
  @TempDir Path folder;

  /** Squares of many colours, on which no surface can be fitted; nothing in it is pure magenta. */
  private static DrawnPicture mosaic(int widthPx, int heightPx) {
    DrawnPicture drawn = new DrawnPicture(widthPx, heightPx, Color.GRAY);
    Random random = new Random(3);
    for (int y = 0; y < heightPx; y += 5) {
      for (int x = 0; x < widthPx; x += 5) {
        drawn.graphics().setColor(new Color(60 + random.nextInt(80), 60 + random.nextInt(80), 90));
        drawn.graphics().fillRect(x, y, 5, 5);
      }
    }
    return drawn;
  }

  private InpaintingModel model(byte[] onnx) throws IOException {
    Files.write(Files.createDirectories(folder.resolve("model")).resolve("m.onnx"), onnx);
    return InpaintingModel.fetch(folder.resolve("model").toUri().toString()).orElseThrow();
  }

  private static boolean isMagenta(byte[] bgr, int pixel) {
    return (bgr[3 * pixel] & 0xff) == 255
        && bgr[3 * pixel + 1] == 0
        && (bgr[3 * pixel + 2] & 0xff) == 128;
  }

  /** Both ranges of values that such models give; wider than four tiles of the model. */
  @ParameterizedTest
  @ValueSource(floats = {1, 255})
  void theModelFillsWhatWasBehindTheTextAndNothingElse(float scale) throws IOException {
    DrawnPicture drawn = mosaic(300, 120);
    var font = DrawnPicture.font("DejaVuSans-Bold", 40);
    Region region = drawn.text("r1", "Summer", font, Color.WHITE, 20, 70);
    try (Inpainter network = model(OnnxModels.holesBecome(0.5f, 0, 1, scale)).inpainter();
        Picture source = drawn.picture();
        Picture clean = mosaic(300, 120).picture();
        Picture plate = Eraser.erase(source, List.of(region), List.of(), Optional.of(network))) {
      byte[] before = DrawnPicture.bytes(source);
      byte[] truth = DrawnPicture.bytes(clean);
      byte[] after = DrawnPicture.bytes(plate);
      int filled = 0;
      for (int i = 0; i < 300 * 120; i++) {
        boolean text = false;
        boolean changed = false;
        for (int k = 3 * i; k < 3 * i + 3; k++) {
          text |= Math.abs((before[k] & 0xff) - (truth[k] & 0xff)) > 100;
          changed |= before[k] != after[k];
        }
        filled += changed ? 1 : 0;
        assertThat(isMagenta(after, i)).isEqualTo(changed);
        if (text) {
          assertThat(changed).isTrue();
        }
      }
      assertThat(filled).isBetween(2000, 14_000);
    }
  }

  @Test
  void keptTextIsNotTouchedByTheModel() throws IOException {
    DrawnPicture drawn = mosaic(300, 120);
    var font = DrawnPicture.font("DejaVuSans-Bold", 30);
    Region gone = drawn.text("r1", "Price", font, Color.WHITE, 20, 70);
    Region kept = drawn.text("r2", "12.50", font, Color.WHITE, gone.box().right() + 3, 70);
    try (Inpainter network = model(OnnxModels.holesBecome(0.5f, 0, 1, 255)).inpainter();
        Picture source = drawn.picture();
        Picture plate = Eraser.erase(source, List.of(gone), List.of(kept), Optional.of(network))) {
      byte[] before = DrawnPicture.bytes(source);
      byte[] after = DrawnPicture.bytes(plate);
      Box box = kept.box();
      for (int y = box.y(); y < box.bottom(); y++) {
        for (int k = 3 * (300 * y + box.x()); k < 3 * (300 * y + box.right()); k++) {
          assertThat(after[k]).isEqualTo(before[k]);
        }
      }
      assertThat(after).isNotEqualTo(before);
    }
  }

  @Test
  void smoothGroundIsNotLeftToTheModel() throws IOException {
    DrawnPicture drawn = new DrawnPicture(300, 120, new Color(0xf0e8d8));
    Region region =
        drawn.text("r1", "Summer", DrawnPicture.font("DejaVuSans-Bold", 40), Color.BLACK, 20, 70);
    try (Inpainter network = model(OnnxModels.holesBecome(0.5f, 0, 1, 255)).inpainter();
        Picture source = drawn.picture();
        Picture with = Eraser.erase(source, List.of(region), List.of(), Optional.of(network));
        Picture without = Eraser.erase(source, List.of(region), List.of())) {
      assertThat(DrawnPicture.bytes(with)).isEqualTo(DrawnPicture.bytes(without));
    }
  }

  @Test
  void whatIsNoInpaintingModelIsSaidToBeNone() throws IOException {
    assertThat(InpaintingModel.fetch("")).isEmpty();
    assertThatThrownBy(() -> InpaintingModel.fetch(folder.resolve("no.onnx").toString()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no.onnx");
    Path broken = Files.writeString(folder.resolve("broken.onnx"), "no model");
    assertThatThrownBy(() -> InpaintingModel.fetch(broken.toString()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("broken.onnx");
    Path detector = Files.write(folder.resolve("d.onnx"), OnnxModels.darkIsText(20, 0));
    assertThatThrownBy(() -> InpaintingModel.fetch(detector.toString()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("picture of 1 channel");
  }

  @Test
  void aModelThatRunsPassesTheTrialAndChecksumsTellModelsApart() throws IOException {
    InpaintingModel one = model(OnnxModels.holesBecome(0.5f, 0, 1, 255));
    one.tryOut();
    InpaintingModel other = model(OnnxModels.holesBecome(0.5f, 0, 1, 1));

    assertThat(one.checksum()).isNotEqualTo(other.checksum());
    assertThatThrownBy(() -> model(OnnxModels.halves()).tryOut())
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("its input's size");
  }
}
