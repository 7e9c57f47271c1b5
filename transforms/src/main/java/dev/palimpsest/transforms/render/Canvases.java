package dev.palimpsest.transforms.render;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.pixels.Picture;
import io.github.humbleui.skija.Bitmap;
import io.github.humbleui.skija.Canvas;
import io.github.humbleui.skija.ColorAlphaType;
import io.github.humbleui.skija.ColorType;
import io.github.humbleui.skija.ImageInfo;
import java.util.function.Consumer;

/** Lets Skia draw on a clear layer and lays that over a picture. */
final class Canvases {
  private Canvases() {}

  /**
   * Draws inside a box of the picture. Pixels the drawing does not touch stay bit-identical.
   *
   * @param draw gets a canvas whose coordinates are the picture's
   */
  static void drawOn(Picture picture, Box box, Consumer<Canvas> draw) {
    Box area = box.clip(picture.widthPx(), picture.heightPx());
    if (area.area() == 0) {
      return;
    }
    ImageInfo info =
        new ImageInfo(area.width(), area.height(), ColorType.BGRA_8888, ColorAlphaType.PREMUL);
    try (Bitmap bitmap = new Bitmap()) {
      bitmap.allocPixels(info);
      bitmap.erase(0);
      try (Canvas canvas = new Canvas(bitmap)) {
        canvas.translate(-area.x(), -area.y());
        draw.accept(canvas);
      }
      byte[] layer = bitmap.readPixels(info, 4L * area.width(), 0, 0);
      for (int y = 0; y < area.height(); y++) {
        blendRow(picture, area, layer, y);
      }
    }
  }

  /** Porter and Duff's "over" of a premultiplied layer on a picture whose alpha is apart. */
  private static void blendRow(Picture picture, Box area, byte[] layer, int row) {
    byte[] colors = new byte[3 * area.width()];
    byte[] alphas = new byte[area.width()];
    picture.bgr().ptr(area.y() + row, area.x()).get(colors);
    picture.alpha().ifPresent(a -> a.ptr(area.y() + row, area.x()).get(alphas));
    boolean opaque = picture.alpha().isEmpty();
    for (int x = 0; x < area.width(); x++) {
      int at = 4 * (row * area.width() + x);
      int over = layer[at + 3] & 0xff;
      if (over == 0) {
        continue;
      }
      int under = opaque ? 255 : alphas[x] & 0xff;
      double rest = under * (255 - over) / 255.0;
      double alpha = over + rest;
      for (int c = 0; c < 3; c++) {
        double mixed = ((layer[at + c] & 0xff) * 255.0 + (colors[3 * x + c] & 0xff) * rest) / alpha;
        colors[3 * x + c] = (byte) Math.min(255, Math.round(mixed));
      }
      alphas[x] = (byte) Math.round(alpha);
    }
    picture.bgr().ptr(area.y() + row, area.x()).put(colors);
    picture.alpha().ifPresent(a -> a.ptr(area.y() + row, area.x()).put(alphas));
  }
}
