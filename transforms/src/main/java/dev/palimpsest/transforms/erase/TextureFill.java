package dev.palimpsest.transforms.erase;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.erode;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_xphoto.INPAINT_FSR_FAST;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Masks;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Fills holes in a texture by frequency selective reconstruction: each block is continued into the
 * hole by the few waves that explain what is known around it best (Genser et al., Spectral
 * Constrained Frequency Selective Extrapolation, 2018; OpenCV's xphoto). Edges and weaves run on
 * through the letters; between 1 and 3 dB nearer to the truth than Telea's or Navier-Stokes
 * inpainting, and 1 to 2 dB than copied patches.
 */
final class TextureFill {
  /** A block looks about this far for what is known. */
  private static final int AROUND_PX = 24;

  /** OpenCV continues whole blocks only and leaves the rest of a hole at zero. */
  private static final int BLOCK_PX = 16;

  /** What is known within so much more than the hole's depth bounds the colours in it. */
  private static final int REACH_PX = 6;

  private TextureFill() {}

  /**
   * @param colors three bytes a pixel of the whole crop; overwritten in the hole
   */
  static void fill(Crop crop, byte[] colors, boolean[] hole) {
    Masks.Parts parts = Masks.parts(crop, crop.grow(hole, AROUND_PX / 2));
    float[] depth = Masks.depth(crop, hole);
    byte[] before = colors.clone();
    for (int p = 1; p < parts.count(); p++) {
      Box box = parts.box(p).grow(AROUND_PX / 2).clip(crop.width(), crop.height());
      fillPart(crop, colors, hole, box);
      limit(crop, before, colors, hole, box, REACH_PX + (int) deepest(crop, depth, box));
    }
  }

  private static float deepest(Crop crop, float[] depth, Box box) {
    float deepest = 0;
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int x = box.x(); x < box.right(); x++) {
        deepest = Math.max(deepest, depth[y * crop.width() + x]);
      }
    }
    return deepest;
  }

  /**
   * Waves that explain an edge far off may swing wide in the hole: nothing in it is brighter or
   * darker than all that is known nearby.
   */
  private static void limit(
      Crop crop, byte[] before, byte[] colors, boolean[] hole, Box box, int reachPx) {
    int size = box.width() * box.height();
    byte[] least = new byte[3 * size];
    byte[] most = new byte[3 * size];
    for (int k = 0; k < 3 * size; k++) {
      int i = (box.y() + k / 3 / box.width()) * crop.width() + box.x() + k / 3 % box.width();
      least[k] = hole[i] ? (byte) 255 : before[3 * i + k % 3];
      most[k] = hole[i] ? 0 : before[3 * i + k % 3];
    }
    try (Size around = new Size(2 * reachPx + 1, 2 * reachPx + 1);
        Mat square = getStructuringElement(MORPH_RECT, around);
        Mat low = new Mat(box.height(), box.width(), CV_8UC3);
        Mat high = new Mat(box.height(), box.width(), CV_8UC3)) {
      low.data().put(least);
      high.data().put(most);
      erode(low, low, square);
      dilate(high, high, square);
      low.data().get(least);
      high.data().get(most);
    }
    for (int k = 0; k < 3 * size; k++) {
      int i = (box.y() + k / 3 / box.width()) * crop.width() + box.x() + k / 3 % box.width();
      if (hole[i]) {
        int from = Byte.toUnsignedInt(least[k]);
        int to = Math.max(from, Byte.toUnsignedInt(most[k]));
        int at = 3 * i + k % 3;
        colors[at] = (byte) Math.max(from, Math.min(to, Byte.toUnsignedInt(colors[at])));
      }
    }
  }

  private static void fillPart(Crop crop, byte[] colors, boolean[] hole, Box box) {
    byte[] part = new byte[3 * box.width() * box.height()];
    boolean[] inside = new boolean[box.width() * box.height()];
    for (int y = 0; y < box.height(); y++) {
      int from = (box.y() + y) * crop.width() + box.x();
      System.arraycopy(colors, 3 * from, part, 3 * y * box.width(), 3 * box.width());
      System.arraycopy(hole, from, inside, y * box.width(), box.width());
    }
    fill(part, inside, box.width());
    for (int y = 0; y < box.height(); y++) {
      int to = (box.y() + y) * crop.width() + box.x();
      System.arraycopy(part, 3 * y * box.width(), colors, 3 * to, 3 * box.width());
    }
  }

  /**
   * Fills a hole with the waves around it, whatever comes out of that.
   *
   * @param colors three bytes a pixel; overwritten in the hole
   * @param width of the rectangle that both cover
   */
  static void fill(byte[] colors, boolean[] hole, int width) {
    int height = hole.length / width;
    byte[] known = new byte[hole.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = (byte) (hole[i] ? 0 : 1);
    }
    int right = -width & BLOCK_PX - 1;
    int below = -height & BLOCK_PX - 1;
    try (Mat pixels = new Mat(height, width, CV_8UC3);
        Mat mask = new Mat(height, width, CV_8UC1);
        Mat wholePixels = new Mat();
        Mat wholeMask = new Mat();
        Mat filled = new Mat()) {
      pixels.data().put(colors);
      mask.data().put(known);
      copyMakeBorder(pixels, wholePixels, 0, below, 0, right, BORDER_REFLECT);
      copyMakeBorder(mask, wholeMask, 0, below, 0, right, BORDER_REFLECT);
      org.bytedeco.opencv.global.opencv_xphoto.inpaint(
          wholePixels, wholeMask, filled, INPAINT_FSR_FAST);
      try (Rect itself = new Rect(0, 0, width, height);
          Mat inside = new Mat(filled, itself)) {
        inside.copyTo(pixels);
      }
      pixels.data().get(colors);
    }
  }
}
