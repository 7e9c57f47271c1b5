package dev.palimpsest.transforms.erase;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_xphoto.INPAINT_FSR_FAST;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Masks;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

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

  private TextureFill() {}

  /**
   * @param colors three bytes a pixel of the whole crop; overwritten in the hole
   */
  static void fill(Crop crop, byte[] colors, boolean[] hole) {
    Masks.Parts parts = Masks.parts(crop, crop.grow(hole, AROUND_PX / 2));
    for (int p = 1; p < parts.count(); p++) {
      Box box = parts.box(p).grow(AROUND_PX / 2).clip(crop.width(), crop.height());
      fillPart(crop, colors, hole, box);
    }
  }

  private static void fillPart(Crop crop, byte[] colors, boolean[] hole, Box box) {
    byte[] known = new byte[hole.length];
    for (int i = 0; i < hole.length; i++) {
      known[i] = (byte) (hole[i] ? 0 : 1);
    }
    try (Mat all = new Mat(crop.height(), crop.width(), CV_8UC3);
        Mat mask = new Mat(crop.height(), crop.width(), CV_8UC1);
        Rect where = new Rect(box.x(), box.y(), box.width(), box.height());
        Mat allPart = new Mat(all, where);
        Mat maskPart = new Mat(mask, where);
        Mat filled = new Mat()) {
      all.data().put(colors);
      mask.data().put(known);
      try (Mat pixels = allPart.clone();
          Mat knownPixels = maskPart.clone()) {
        org.bytedeco.opencv.global.opencv_xphoto.inpaint(
            pixels, knownPixels, filled, INPAINT_FSR_FAST);
      }
      filled.copyTo(allPart);
      all.data().get(colors);
    }
  }
}
