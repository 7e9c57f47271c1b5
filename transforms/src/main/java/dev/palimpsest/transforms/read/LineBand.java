package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** The part of a picture that a line fills, and how it is laid out as a level rectangle. */
interface LineBand {
  /** Whether the ink is lighter than the ground. */
  boolean light();

  /** Along the line, in pixels of the picture. */
  double length();

  /** Across it, from the highest to the lowest ink, in pixels of the picture. */
  double height();

  /**
   * Where the pixels of a crop lie on the picture.
   *
   * @param zoom of the crop
   * @param width of the crop in pixels; the band is in its middle
   * @param height of the crop in pixels
   */
  CropMap onPicture(double zoom, int width, int height);

  /**
   * Glyphs that surely belong to the line, in the same crop; none where it is not known how they
   * lie there.
   */
  default List<Glyph> innerGlyphs(double zoom, int width, int height) {
    return List.of();
  }

  /** The way from a crop to the picture. */
  interface CropMap {
    /** The crop, cut out of the picture. */
    Mat cut(Mat picture);

    /** The point of the picture, x and y, that is at a point of the crop. */
    double[] at(double u, double v);
  }
}
