package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import java.nio.ByteBuffer;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Solid discs and squares before the items of a list. Tesseract reads them as e, ¢ or @, which
 * would be translated, erased and drawn as letters; they are part of the picture and stay in it.
 */
final class Bullets {
  /** Nothing smaller can be told from a letter. */
  private static final int SMALLEST_PX = 4;

  /** Of width and height, as a share of the height. */
  private static final double LARGEST_DIFFERENCE = 0.2;

  /** A letter has a counter or an opening nearer to its middle, as a share of its radius. */
  private static final double SOLID_RADIUS = 0.7;

  /** Grey levels between the bullet and its ground. */
  private static final double LEAST_CONTRAST = 40;

  /** A pixel of the bullet has at least this share of that contrast. */
  private static final double INK = 0.4;

  private Bullets() {}

  /**
   * The line without the bullet that it begins with.
   *
   * @return a line without credible words if there is nothing else
   */
  static ReadLine drop(Mat gray, ReadLine line) {
    Word first = line.words().get(0);
    if (line.vertical() || first.text().codePointCount(0, first.text().length()) > 2) {
      return line;
    }
    if (!isSolid(gray, first.box())) {
      return line;
    }
    return line.words().size() > 1
        ? line.with(line.words().subList(1, line.words().size()))
        : line.with(List.of(new Word("•", first.box(), first.confidence())));
  }

  /** Whether the box holds a disc or square without holes; it lies close around it. */
  static boolean isSolid(Mat gray, Box around) {
    Box box = around.clip(gray.cols(), gray.rows());
    int smaller = Math.min(box.width(), box.height());
    double difference = Math.abs(box.width() - box.height());
    if (smaller < SMALLEST_PX || difference > Math.max(1, LARGEST_DIFFERENCE * box.height())) {
      return false;
    }
    ByteBuffer pixels = gray.createBuffer();
    double ground = ground(pixels, gray, box.grow(2).clip(gray.cols(), gray.rows()));
    double cx = box.x() + (box.width() - 1) / 2.0;
    double cy = box.y() + (box.height() - 1) / 2.0;
    double centre = at(pixels, gray, (int) Math.round(cx), (int) Math.round(cy)) - ground;
    double least = INK * Math.max(LEAST_CONTRAST, Math.abs(centre));
    if (Math.abs(centre) < LEAST_CONTRAST) {
      return false;
    }
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int x = box.x(); x < box.right(); x++) {
        boolean inside = Math.hypot(x - cx, y - cy) <= SOLID_RADIUS * smaller / 2;
        double contrast = Math.signum(centre) * (at(pixels, gray, x, y) - ground);
        if (inside && contrast < least) {
          return false;
        }
      }
    }
    return true;
  }

  /** Mean grey of the outermost pixels. */
  private static double ground(ByteBuffer pixels, Mat gray, Box ring) {
    double sum = 0;
    int count = 0;
    for (int y = ring.y(); y < ring.bottom(); y++) {
      boolean isEdge = y == ring.y() || y == ring.bottom() - 1;
      int step = isEdge ? 1 : Math.max(1, ring.width() - 1);
      for (int x = ring.x(); x < ring.right(); x += step) {
        sum += at(pixels, gray, x, y);
        count++;
      }
    }
    return sum / count;
  }

  private static int at(ByteBuffer pixels, Mat gray, int x, int y) {
    return pixels.get(y * gray.cols() + x) & 0xff;
  }
}
