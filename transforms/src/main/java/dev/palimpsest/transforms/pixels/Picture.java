package dev.palimpsest.transforms.pixels;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.natives.Natives;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * An upright picture of 8 bits a channel. Owns its native memory: close it. Not thread-safe.
 *
 * <p>Colour and alpha are kept apart (not premultiplied) because text is found, erased and measured
 * on colour; alpha follows.
 */
public final class Picture implements AutoCloseable {
  static {
    Natives.ready();
  }

  private final Mat bgr;
  private final Optional<Mat> alpha;
  private final SourceFile source;

  /** Takes over both matrices: {@code bgr} is CV_8UC3, {@code alpha} CV_8UC1 of the same size. */
  public Picture(Mat bgr, Optional<Mat> alpha, SourceFile source) {
    this.bgr = bgr;
    this.alpha = alpha;
    this.source = source;
  }

  /** Rows of blue, green, red bytes. Owned by this picture. */
  public Mat bgr() {
    return bgr;
  }

  /** 0 is transparent, 255 opaque. Owned by this picture. */
  public Optional<Mat> alpha() {
    return alpha;
  }

  /** What the file this picture came from was like, so that it can be written alike. */
  public SourceFile source() {
    return source;
  }

  public ImageFormat format() {
    return source.format();
  }

  public int widthPx() {
    return bgr.cols();
  }

  public int heightPx() {
    return bgr.rows();
  }

  public Box bounds() {
    return new Box(0, 0, widthPx(), heightPx());
  }

  /** A picture with its own pixels. */
  public Picture copy() {
    return new Picture(bgr.clone(), alpha.map(Mat::clone), source);
  }

  @Override
  public void close() {
    bgr.close();
    alpha.ifPresent(Mat::close);
  }
}
