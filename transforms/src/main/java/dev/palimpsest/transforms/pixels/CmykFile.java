package dev.palimpsest.transforms.pixels;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * JPEGs and TIFFs of four inks (CMYK, or YCCK, which is to CMYK what YCbCr is to RGB). OpenCV reads
 * them too, but without their profile, and takes every JPEG for inverted.
 */
final class CmykFile {
  private static final int INKS = 4;
  private static final int ADOBE_YCCK = 2;

  private final JpegHeaders.Inks inks;
  private final Optional<SrgbConversion> conversion;

  private CmykFile(JpegHeaders.Inks inks, Optional<SrgbConversion> conversion) {
    this.inks = inks;
    this.conversion = conversion;
  }

  /**
   * The colours in sRGB, by the file's own profile if it has one that can be used.
   *
   * @return CV_8UC3, blue first; empty if this is no such file, or one that Java cannot read
   */
  static Optional<Mat> bgr(byte[] file, ImageFormat format, Optional<IccProfile> profile) {
    JpegHeaders.Inks inks =
        switch (format) {
          case JPEG -> JpegHeaders.inks(file);
          case TIFF -> TiffTags.read(ByteBuffer.wrap(file)).inks();
          default -> JpegHeaders.Inks.NONE;
        };
    if (inks.count() != INKS) {
      return Optional.empty();
    }
    ImageReader reader =
        ImageIO.getImageReadersByFormatName(format == ImageFormat.JPEG ? "jpeg" : "tiff").next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      Raster stored =
          reader.canReadRaster() ? reader.readRaster(0, null) : reader.read(0).getRaster();
      if (stored.getNumBands() != INKS || stored.getSampleModel().getSampleSize(0) != 8) {
        return Optional.empty();
      }
      return Optional.of(
          new CmykFile(inks, profile.flatMap(p -> SrgbConversion.by(p, INKS))).bgr(stored));
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    } finally {
      reader.dispose();
    }
  }

  private Mat bgr(Raster stored) {
    int width = stored.getWidth();
    Mat bgr = new Mat(stored.getHeight(), width, CV_8UC3);
    int[] samples = new int[INKS * width];
    byte[] cmyk = new byte[INKS * width];
    byte[] row = new byte[3 * width];
    for (int y = 0; y < stored.getHeight(); y++) {
      stored.getPixels(0, y, width, 1, samples);
      toInks(samples, cmyk);
      byte[] rgb = conversion.isPresent() ? conversion.get().rgb(cmyk, width) : plainRgb(cmyk);
      for (int k = 0; k < row.length; k += 3) {
        row[k] = rgb[k + 2];
        row[k + 1] = rgb[k + 1];
        row[k + 2] = rgb[k];
      }
      bgr.ptr(y).put(row);
    }
    return bgr;
  }

  /** To 0 = no ink, 255 = full. Adobe's files hold what is left white instead. */
  private void toInks(int[] stored, byte[] cmyk) {
    boolean inverted = inks.adobeTransform() != JpegHeaders.Inks.NOT_ADOBE;
    for (int k = 0; k < stored.length; k += INKS) {
      if (inks.adobeTransform() == ADOBE_YCCK) {
        fromYcc(stored, k);
      }
      for (int c = 0; c < INKS; c++) {
        cmyk[k + c] = (byte) (inverted ? 255 - stored[k + c] : stored[k + c]);
      }
    }
  }

  /** JFIF's formula gives 255 - C, 255 - M, 255 - Y of the stored values; K is as it is. */
  private static void fromYcc(int[] samples, int k) {
    double y = samples[k];
    double cb = samples[k + 1] - 128.0;
    double cr = samples[k + 2] - 128.0;
    samples[k] = 255 - clamp(y + 1.402 * cr);
    samples[k + 1] = 255 - clamp(y - 0.344136 * cb - 0.714136 * cr);
    samples[k + 2] = 255 - clamp(y + 1.772 * cb);
  }

  private static int clamp(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }

  /** {@code (1 - ink) * (1 - black)}, as programs do without a profile. */
  private static byte[] plainRgb(byte[] cmyk) {
    byte[] rgb = new byte[cmyk.length / INKS * 3];
    for (int i = 0; i < cmyk.length / INKS; i++) {
      int light = 255 - Byte.toUnsignedInt(cmyk[INKS * i + 3]);
      for (int c = 0; c < 3; c++) {
        int left = 255 - Byte.toUnsignedInt(cmyk[INKS * i + c]);
        rgb[3 * i + c] = (byte) ((left * light + 127) / 255);
      }
    }
    return rgb;
  }
}
