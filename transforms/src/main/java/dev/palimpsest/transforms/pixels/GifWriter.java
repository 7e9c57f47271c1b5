package dev.palimpsest.transforms.pixels;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Writes a GIF whose palette holds the picture's most frequent colours exactly; the few others (the
 * blends at the edges of drawn letters) take the nearest. What came from a GIF so keeps its pixels.
 */
final class GifWriter {
  private static final int PALETTE_SIZE = 256;

  /** GIF pixels are wholly there or not at all. */
  private static final int OPAQUE_FROM = 128;

  private static final int TRANSPARENT = -1;

  private GifWriter() {}

  static byte[] write(Picture picture) throws FailureException {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(indexed(picture), "gif", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new FailureException(
          Stage.WRITE, FailureCode.OUTPUT_NOT_WRITTEN, "the GIF could not be encoded", e);
    }
  }

  /** The picture with a palette of its own. */
  static BufferedImage indexed(Picture picture) {
    int[] pixels = pixels(picture);
    boolean transparent = false;
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      if (pixel == TRANSPARENT) {
        transparent = true;
      } else {
        counts.merge(pixel, 1, Integer::sum);
      }
    }
    List<Integer> colors = new ArrayList<>(counts.keySet());
    colors.sort(Comparator.<Integer>comparingInt(c -> -counts.get(c)).thenComparing(c -> c));
    int room = PALETTE_SIZE - (transparent ? 1 : 0);
    List<Integer> palette = colors.subList(0, Math.min(room, colors.size()));
    return indexed(picture, pixels, palette, transparent);
  }

  /** One {@code 0xrrggbb} a pixel, or {@link #TRANSPARENT}. */
  private static int[] pixels(Picture picture) {
    int width = picture.widthPx();
    int[] pixels = new int[width * picture.heightPx()];
    byte[] row = new byte[3 * width];
    byte[] alphas = new byte[width];
    for (int y = 0; y < picture.heightPx(); y++) {
      picture.bgr().ptr(y).get(row);
      if (picture.alpha().isPresent()) {
        picture.alpha().get().ptr(y).get(alphas);
      }
      for (int x = 0; x < width; x++) {
        boolean clear = picture.alpha().isPresent() && Byte.toUnsignedInt(alphas[x]) < OPAQUE_FROM;
        pixels[y * width + x] =
            clear
                ? TRANSPARENT
                : (row[3 * x + 2] & 0xff) << 16
                    | (row[3 * x + 1] & 0xff) << 8
                    | (row[3 * x] & 0xff);
      }
    }
    return pixels;
  }

  private static BufferedImage indexed(
      Picture picture, int[] pixels, List<Integer> palette, boolean transparent) {
    int size = Math.max(2, palette.size() + (transparent ? 1 : 0));
    int[] entries = new int[size];
    Map<Integer, Integer> indices = new HashMap<>();
    for (int i = 0; i < palette.size(); i++) {
      entries[i] = palette.get(i);
      indices.put(palette.get(i), i);
    }
    int clearIndex = transparent ? palette.size() : -1;
    indices.put(TRANSPARENT, clearIndex);
    IndexColorModel model =
        new IndexColorModel(
            8, size, entries, 0, false, clearIndex, java.awt.image.DataBuffer.TYPE_BYTE);
    WritableRaster raster =
        model.createCompatibleWritableRaster(picture.widthPx(), picture.heightPx());
    int[] row = new int[picture.widthPx()];
    for (int y = 0; y < picture.heightPx(); y++) {
      for (int x = 0; x < row.length; x++) {
        row[x] =
            indices.computeIfAbsent(pixels[y * row.length + x], color -> nearest(color, palette));
      }
      raster.setPixels(0, y, row.length, 1, row);
    }
    return new BufferedImage(model, raster, false, null);
  }

  private static int nearest(int color, List<Integer> palette) {
    int best = 0;
    int bestDistance = Integer.MAX_VALUE;
    for (int i = 0; i < palette.size(); i++) {
      int other = palette.get(i);
      int red = (color >> 16) - (other >> 16);
      int green = (color >> 8 & 0xff) - (other >> 8 & 0xff);
      int blue = (color & 0xff) - (other & 0xff);
      int distance = red * red + green * green + blue * blue;
      if (distance < bestDistance) {
        bestDistance = distance;
        best = i;
      }
    }
    return best;
  }
}
