package dev.palimpsest.transforms.erase;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.onnx.BadModelException;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Masks;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * Fills holes with a network, tile by tile at the picture's own resolution. One instance belongs to
 * one thread; it holds native memory until closed.
 */
@SuppressWarnings("try") // a PointerScope works by being open
public final class Inpainter implements AutoCloseable {
  /** Share of a tile on each side that is only looked at. */
  private static final double MARGIN = 0.125;

  private final Net net;
  private final String imageName;
  private final String maskName;
  private final int tileWidthPx;
  private final int tileHeightPx;

  Inpainter(Net net, String imageName, String maskName, int tileWidthPx, int tileHeightPx) {
    this.net = net;
    this.imageName = imageName;
    this.maskName = maskName;
    this.tileWidthPx = tileWidthPx;
    this.tileHeightPx = tileHeightPx;
  }

  /** Asks for a grey tile with a hole and forgets the answer. */
  void tryOut() {
    float[] image = new float[3 * tileWidthPx * tileHeightPx];
    float[] mask = new float[tileWidthPx * tileHeightPx];
    java.util.Arrays.fill(image, 0.5f);
    mask[0] = 1;
    forward(image, mask);
  }

  /**
   * Fills the holes of a whole picture.
   *
   * @param colors three bytes a pixel; overwritten in the holes and nowhere else
   * @param holes what to fill
   * @param hidden what to hide from the network besides: text that stays must not be continued
   */
  void fill(Crop whole, byte[] colors, boolean[] holes, boolean[] hidden) {
    boolean[] unknown = holes.clone();
    for (int i = 0; i < unknown.length; i++) {
      unknown[i] |= hidden[i];
    }
    boolean[] open = holes.clone();
    int innerWidth = (int) (tileWidthPx * (1 - 2 * MARGIN));
    int innerHeight = (int) (tileHeightPx * (1 - 2 * MARGIN));
    int joinPx = Math.max(1, (int) (tileWidthPx * MARGIN / 4));
    Masks.Parts parts = Masks.parts(whole, whole.grow(holes, joinPx));
    for (int p = 1; p < parts.count(); p++) {
      Box box = parts.box(p);
      int columns = (box.width() + innerWidth - 1) / innerWidth;
      int rows = (box.height() + innerHeight - 1) / innerHeight;
      for (int cell = 0; cell < columns * rows; cell++) {
        int x = box.x() + box.width() * (cell % columns) / columns;
        int y = box.y() + box.height() * (cell / columns) / rows;
        int right = box.x() + box.width() * (cell % columns + 1) / columns;
        int bottom = box.y() + box.height() * (cell / columns + 1) / rows;
        fillCell(whole, colors, open, unknown, new Box(x, y, right - x, bottom - y));
      }
    }
  }

  /** Shows the network a tile around a cell; what is filled is known to the next one. */
  private void fillCell(Crop whole, byte[] colors, boolean[] open, boolean[] unknown, Box cell) {
    if (!any(whole, open, cell)) {
      return;
    }
    int left = start(cell.x() + cell.width() / 2, tileWidthPx, whole.width());
    int top = start(cell.y() + cell.height() / 2, tileHeightPx, whole.height());
    int size = tileWidthPx * tileHeightPx;
    float[] image = new float[3 * size];
    float[] mask = new float[size];
    for (int t = 0; t < size; t++) {
      int x = mirrored(left + t % tileWidthPx, whole.width());
      int y = mirrored(top + t / tileWidthPx, whole.height());
      int i = y * whole.width() + x;
      if (unknown[i]) {
        mask[t] = 1;
      } else {
        for (int c = 0; c < 3; c++) {
          image[c * size + t] = Byte.toUnsignedInt(colors[3 * i + 2 - c]) / 255f;
        }
      }
    }
    float[] filled = forward(image, mask);
    float scale = scale(image, mask, filled);
    for (int y = cell.y(); y < cell.bottom(); y++) {
      for (int x = cell.x(); x < cell.right(); x++) {
        int i = y * whole.width() + x;
        if (open[i]) {
          int t = (y - top) * tileWidthPx + x - left;
          for (int c = 0; c < 3; c++) {
            float value = filled[c * size + t] * scale;
            colors[3 * i + 2 - c] = (byte) Math.max(0, Math.min(255, Math.round(value)));
          }
          open[i] = false;
          unknown[i] = false;
        }
      }
    }
  }

  private static boolean any(Crop whole, boolean[] open, Box cell) {
    for (int y = cell.y(); y < cell.bottom(); y++) {
      for (int x = cell.x(); x < cell.right(); x++) {
        if (open[y * whole.width() + x]) {
          return true;
        }
      }
    }
    return false;
  }

  /** Where a tile begins: around the middle, inside the picture where the picture is as large. */
  private static int start(int middle, int tilePx, int picturePx) {
    return Math.max(0, Math.min(picturePx - tilePx, middle - tilePx / 2));
  }

  /** Beyond its edge the picture goes on as in a mirror. */
  private static int mirrored(int at, int length) {
    if (length == 1) {
      return 0;
    }
    int folded = Math.floorMod(at, 2 * length - 2);
    return folded < length ? folded : 2 * length - 2 - folded;
  }

  /** From the network's values to 0..255, by which of both ways known pixels are met. */
  private static float scale(float[] image, float[] mask, float[] filled) {
    double off1 = 0;
    double off255 = 0;
    for (int k = 0; k < filled.length; k++) {
      if (mask[k % mask.length] == 0) {
        off1 += Math.abs(filled[k] - image[k]);
        off255 += Math.abs(filled[k] / 255 - image[k]);
      }
    }
    return off1 < off255 ? 255 : 1;
  }

  private float[] forward(float[] image, float[] mask) {
    try (PointerScope scope = new PointerScope()) {
      Mat output;
      try {
        net.setInput(blob(image, 3), imageName, 1, new Scalar());
        net.setInput(blob(mask, 1), maskName, 1, new Scalar());
        output = net.forward();
      } catch (RuntimeException e) {
        throw BadModelException.notRun("the inpainting model", e);
      }
      if (output.dims() != 4
          || output.size(0) != 1
          || output.size(1) != 3
          || output.size(2) != tileHeightPx
          || output.size(3) != tileWidthPx) {
        throw new BadModelException(
            "the inpainting model gives no picture of its input's size", null);
      }
      float[] values = new float[image.length];
      output.<FloatBuffer>createBuffer().get(values);
      return values;
    }
  }

  private Mat blob(float[] values, int channels) {
    Mat blob = new Mat(new int[] {1, channels, tileHeightPx, tileWidthPx}, CV_32F);
    blob.<FloatBuffer>createBuffer().put(values);
    return blob;
  }

  @Override
  public void close() {
    net.close();
  }
}
