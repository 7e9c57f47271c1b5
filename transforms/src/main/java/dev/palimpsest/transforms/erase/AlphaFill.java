package dev.palimpsest.transforms.erase;

import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/** Text on transparent ground leaves transparency behind. */
final class AlphaFill {
  private AlphaFill() {}

  /** Gives masked pixels the median alpha of the pixels at the mask's rim. */
  static void fill(Picture plate, Crop crop, boolean[] mask) {
    if (plate.alpha().isEmpty()) {
      return;
    }
    Mat alpha = plate.alpha().get();
    boolean[] around = crop.grow(mask, 3);
    int[] rim = new int[mask.length];
    int n = 0;
    for (int i = 0; i < mask.length; i++) {
      if (around[i] && !mask[i]) {
        rim[n++] = Byte.toUnsignedInt(pixel(alpha, crop, i));
      }
    }
    if (n == 0) {
      return;
    }
    Arrays.sort(rim, 0, n);
    byte value = (byte) rim[n / 2];
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        alpha.ptr(crop.box().y() + i / crop.width(), crop.box().x() + i % crop.width()).put(value);
      }
    }
  }

  private static byte pixel(Mat alpha, Crop crop, int index) {
    return alpha
        .ptr(crop.box().y() + index / crop.width(), crop.box().x() + index % crop.width())
        .get();
  }
}
