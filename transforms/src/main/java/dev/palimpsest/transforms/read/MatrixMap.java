package dev.palimpsest.transforms.read;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;

import dev.palimpsest.transforms.read.LineBand.CropMap;
import java.nio.DoubleBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** From a crop to the picture by a matrix. */
final class MatrixMap implements CropMap {
  /** In a crop so much smaller than the picture, cubic interpolation skips pixels. */
  private static final double SHRUNK = 0.5;

  private final double[] m;
  private final double zoom;
  private final int width;
  private final int height;

  /**
   * @param m two rows of three (affine) or three rows of three (perspective)
   * @param zoom of the crop
   * @param width of the crop in pixels
   * @param height of the crop in pixels
   */
  MatrixMap(double[] m, double zoom, int width, int height) {
    this.m = m;
    this.zoom = zoom;
    this.width = width;
    this.height = height;
  }

  @Override
  public Mat cut(Mat picture) {
    int rows = m.length / 3;
    Mat matrix = new Mat(rows, 3, CV_64F);
    ((DoubleBuffer) matrix.createBuffer()).put(m);
    Size size = new Size(width, height);
    int flags =
        (zoom < SHRUNK ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_CUBIC)
            | opencv_imgproc.WARP_INVERSE_MAP;
    int border = opencv_core.BORDER_REPLICATE;
    Mat crop = new Mat();
    if (rows == 2) {
      opencv_imgproc.warpAffine(picture, crop, matrix, size, flags, border, new Scalar());
    } else {
      opencv_imgproc.warpPerspective(picture, crop, matrix, size, flags, border, new Scalar());
    }
    return crop;
  }

  @Override
  public double[] at(double u, double v) {
    double w = m.length == 6 ? 1 : m[6] * u + m[7] * v + m[8];
    return new double[] {(m[0] * u + m[1] * v + m[2]) / w, (m[3] * u + m[4] * v + m[5]) / w};
  }
}
