package dev.palimpsest.transforms.erase;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_photo.INPAINT_NS;
import static org.bytedeco.opencv.global.opencv_photo.inpaint;

import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.TextArea;
import org.bytedeco.opencv.opencv_core.Mat;

/** Fills a mask on textured ground by inpainting the region's crop, never the whole picture. */
final class TextureFill {
  private static final double RADIUS_PX = 4;

  private TextureFill() {}

  /**
   * @param foreign other texts, from which nothing may be taken
   */
  static void fill(Picture plate, Crop crop, boolean[] mask, boolean[] foreign) {
    boolean[] unknown = mask.clone();
    TextArea.or(unknown, foreign);
    try (Mat pixels = new Mat(crop.height(), crop.width(), CV_8UC3);
        Mat holes = crop.mat(unknown);
        Mat filled = new Mat()) {
      pixels.data().put(crop.bgr());
      inpaint(pixels, holes, filled, RADIUS_PX, INPAINT_NS);
      byte[] bytes = new byte[crop.bgr().length];
      filled.data().get(bytes);
      for (int i = 0; i < mask.length; i++) {
        if (mask[i]) {
          int x = crop.box().x() + i % crop.width();
          int y = crop.box().y() + i / crop.width();
          plate.bgr().ptr(y, x).put(bytes, 3 * i, 3);
        }
      }
    }
  }
}
