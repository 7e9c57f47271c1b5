package dev.palimpsest.pipeline.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.pipeline.localize.BatchRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureEndsTest {
  @TempDir Path folder;

  private Optional<String> damage(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    return PictureEnds.damage(file.toString(), content.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "summer-sale.jpg",
        "egg-sticker.png",
        "free-delivery.gif",
        "parcel-app.webp",
        "parking-sign.bmp"
      })
  void tellsWholePicturesFromCutOnes(String name) throws IOException {
    byte[] whole = Files.readAllBytes(BatchRun.CATALOG.resolve(name));

    assertThat(damage(name, whole)).isEmpty();
    assertThat(damage(name, Arrays.copyOf(whole, whole.length - 1)).orElseThrow())
        .contains("is cut");
    assertThat(damage(name, Arrays.copyOf(whole, whole.length / 2)).orElseThrow())
        .contains("is cut");
    assertThat(damage(name, Arrays.copyOf(whole, 20)).orElseThrow()).contains("no picture");
    assertThat(damage("other.tiff", whole).orElseThrow()).contains("begins like a");
    Arrays.fill(whole, 0, 16, (byte) 0);
    assertThat(damage(name, whole).orElseThrow()).contains("no known image format");
  }

  private enum Order {
    LITTLE(ByteOrder.LITTLE_ENDIAN, 'I'),
    BIG(ByteOrder.BIG_ENDIAN, 'M');

    private final ByteOrder bytes;
    private final char mark;

    Order(ByteOrder bytes, char mark) {
      this.bytes = bytes;
      this.mark = mark;
    }
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void tellsCutTiffsByTheirDirectory(Order order) throws IOException {
    int directory = 108;
    ByteBuffer tiff = ByteBuffer.allocate(directory + 2 + 2 * 12 + 4).order(order.bytes);
    tiff.put((byte) order.mark).put((byte) order.mark).putShort((short) 42).putInt(directory);
    tiff.position(directory).putShort((short) 2);
    byte[] whole = tiff.array();

    assertThat(damage("a.tiff", whole)).isEmpty();
    assertThat(damage("a.tiff", Arrays.copyOf(whole, whole.length - 1))).isPresent();
    assertThat(damage("a.tiff", Arrays.copyOf(whole, 50))).isPresent();
  }

  @Test
  void takesJpegsByAllTheirNames() throws IOException {
    byte[] whole = Files.readAllBytes(BatchRun.CATALOG.resolve("summer-sale.jpg"));

    assertThat(damage("a.jpeg", whole)).isEmpty();
    assertThat(damage("a.JPG", whole)).isEmpty();
  }
}
