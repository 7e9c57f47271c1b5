package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.pixels.Components;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds glyph candidates: connected components that a local threshold, in both polarities, sets off
 * from their surroundings. Works on a pyramid, so that large letters cost little and texture is
 * smoothed away under them.
 */
final class TextFinder {
  /** Components of one polarity on one level of the pyramid, in pixels of the picture. */
  record Layer(boolean light, double scale, List<Glyph> glyphs, List<Glyph> specks) {
    /** With x and y exchanged: columns become rows. */
    Layer transposed() {
      return new Layer(
          light,
          scale,
          glyphs.stream().map(Glyph::transposed).toList(),
          specks.stream().map(Glyph::transposed).toList());
    }
  }

  /**
   * A connected component that may be a glyph or a part of one; pixels of the picture.
   *
   * @param area in pixels of the picture
   */
  record Glyph(double x, double y, double w, double h, double area) {
    Glyph transposed() {
      return new Glyph(y, x, h, w, area);
    }

    double right() {
      return x + w;
    }

    Box box() {
      int left = (int) Math.floor(x);
      int top = (int) Math.floor(y);
      return new Box(left, top, (int) Math.ceil(right()) - left, (int) Math.ceil(bottom()) - top);
    }

    double bottom() {
      return y + h;
    }

    double cx() {
      return x + w / 2;
    }

    double cy() {
      return y + h / 2;
    }
  }

  /** Pixels closer to the local mean than this are ground, whatever the contrast around. */
  private static final int LEAST_CONTRAST = 12;

  /** Share of the mean absolute deviation around that a pixel must be off the mean. */
  private static final double DEVIATION_SHARE = 0.5;

  /** Side of the square whose mean a pixel is held against, on every level. */
  private static final int WINDOW_PX = 33;

  /** On every level. */
  static final int LEAST_HEIGHT_PX = 7;

  private static final int LARGEST_HEIGHT_PX = 110;

  private TextFinder() {}

  static List<Layer> find(Mat gray) {
    List<Layer> layers = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      int longest = Math.max(gray.cols(), gray.rows());
      double scale = longest < 800 ? 2 : 1;
      Mat level = gray;
      if (scale != 1) {
        level = new Mat();
        opencv_imgproc.resize(gray, level, new Size(), scale, scale, opencv_imgproc.INTER_CUBIC);
      }
      while (Math.min(level.cols(), level.rows()) >= 16) {
        boolean maybeSmall = layers.isEmpty() && scale == 1;
        List<Found> found = look(level, scale, maybeSmall);
        if (maybeSmall && found.stream().anyMatch(TextFinder::isSmallPrint)) {
          Mat doubled = new Mat();
          opencv_imgproc.resize(level, doubled, new Size(), 2, 2, opencv_imgproc.INTER_CUBIC);
          look(doubled, 2, false).forEach(f -> layers.add(f.layer()));
        }
        found.forEach(f -> layers.add(f.layer()));
        if (level.rows() < LARGEST_HEIGHT_PX) {
          break;
        }
        Mat half = new Mat();
        opencv_imgproc.resize(level, half, new Size(), 0.5, 0.5, opencv_imgproc.INTER_AREA);
        level = half;
        scale /= 2;
      }
    }
    return layers;
  }

  /**
   * @param small components that would be letters if they were not so low, if asked for
   */
  private record Found(Layer layer, List<Glyph> small) {}

  private static boolean isSmallPrint(Found found) {
    return SmallPrint.isIn(found.small());
  }

  /** What is darker, and what is lighter than its surroundings. */
  private static List<Found> look(Mat gray, double scale, boolean maybeSmall) {
    Mat mean = new Mat();
    Size window = new Size(WINDOW_PX, WINDOW_PX);
    opencv_imgproc.blur(gray, mean, window);
    Mat least = new Mat();
    opencv_core.absdiff(gray, mean, least);
    opencv_imgproc.blur(least, least, window);
    least.convertTo(least, -1, DEVIATION_SHARE, 0);
    opencv_core.max(least, new Mat(new Scalar(LEAST_CONTRAST)), least);
    List<Found> found = new ArrayList<>();
    for (boolean light : new boolean[] {false, true}) {
      Mat difference = new Mat();
      if (light) {
        opencv_core.subtract(gray, mean, difference);
      } else {
        opencv_core.subtract(mean, gray, difference);
      }
      Mat mask = new Mat();
      opencv_core.compare(difference, least, mask, opencv_core.CMP_GT);
      found.add(found(mask, light, scale, maybeSmall));
    }
    return found;
  }

  private static Found found(Mat mask, boolean light, double scale, boolean maybeSmall) {
    byte[] pixels = new byte[(int) mask.total()];
    ((ByteBuffer) mask.createBuffer()).get(pixels);
    List<Glyph> glyphs = new ArrayList<>();
    List<Glyph> specks = new ArrayList<>();
    List<Glyph> small = new ArrayList<>();
    Components.visit(
        pixels,
        mask.cols(),
        (x, y, w, h, area) -> {
          boolean glyph = plausible(w, h, area);
          if (glyph || speck(w, h, area)) {
            (glyph ? glyphs : specks)
                .add(new Glyph(x / scale, y / scale, w / scale, h / scale, area / (scale * scale)));
          }
          if (maybeSmall && SmallPrint.isCandidate(w, h, area)) {
            small.add(new Glyph(x, y, w, h, area));
          }
        });
    return new Found(new Layer(light, scale, glyphs, specks), small);
  }

  /** A dot, comma, dash or accent. */
  private static boolean speck(int w, int h, int area) {
    return w >= 2 && h >= 2 && w <= 30 && h <= 20 && area >= 0.4 * w * h;
  }

  private static boolean plausible(int w, int h, int area) {
    return h >= LEAST_HEIGHT_PX && h <= LARGEST_HEIGHT_PX && area >= 12 && shaped(w, h, area);
  }

  /** Neither a rule nor an outline around something else. */
  static boolean shaped(int w, int h, int area) {
    return w <= 12 * h && h <= 14 * w && area >= 0.12 * w * h;
  }
}
