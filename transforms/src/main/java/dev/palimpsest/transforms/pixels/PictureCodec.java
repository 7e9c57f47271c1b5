package dev.palimpsest.transforms.pixels;

import static org.bytedeco.opencv.global.opencv_core.CMP_NE;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.compare;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgcodecs.*;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.transforms.natives.Natives;
import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Files to pictures and back. The same bytes always give the same pixels, and the other way. */
@SuppressWarnings("try") // a PointerScope works by being open
public final class PictureCodec {
  /** Below this, JPEG noise around drawn letters is seen at normal viewing size. */
  private static final int MIN_TEXT_QUALITY = 90;

  private static final int LOSSY_WEBP_QUALITY = 92;

  /** OpenCV's warps keep a source's coordinates in 16 bits, signed (they assert it). */
  private static final int LONGEST_SIDE_PX = 32_766;

  /** OpenCV reads any WebP quality above 100 as lossless. */
  private static final int LOSSLESS_WEBP_QUALITY = 101;

  private static final String RGB = "RGB";
  private static final String GRAY = "GRAY";

  static {
    Natives.ready();
  }

  private PictureCodec() {}

  /**
   * Decodes a whole file to an upright picture; see {@link Frames} for those that move.
   *
   * @param maxPixels most pixels to decode; the header is asked before memory is taken
   * @throws FailureException as {@link ImageHeader#read}, or {@code TOO_MANY_PIXELS}, or {@code
   *     CORRUPT_IMAGE} if the pixels are damaged or break off
   */
  public static Picture decode(byte[] bytes, long maxPixels) throws FailureException {
    ImageHeader header = ImageHeader.read(bytes);
    if (header.frames() > 1) {
      throw ImageHeader.failure(
          FailureCode.UNSUPPORTED_FORMAT,
          "an animated GIF with " + header.frames() + " frames, where one picture is asked for");
    }
    if (header.pixels() > maxPixels) {
      throw ImageHeader.failure(
          FailureCode.TOO_MANY_PIXELS,
          header.widthPx() + " x " + header.heightPx() + " pixels; the limit is " + maxPixels);
    }
    if (Math.max(header.widthPx(), header.heightPx()) > LONGEST_SIDE_PX) {
      throw ImageHeader.failure(
          FailureCode.TOO_MANY_PIXELS,
          "%d x %d pixels; a side may have %d: cut the picture into parts"
              .formatted(header.widthPx(), header.heightPx(), LONGEST_SIDE_PX));
    }
    try (PointerScope scope = new PointerScope();
        IntPointer types = new IntPointer();
        MatVector metadata = new MatVector()) {
      Mat file = new Mat(1, bytes.length, CV_8UC1, new BytePointer(bytes));
      Mat stored = imdecodeWithMetadata(file, types, metadata, IMREAD_UNCHANGED);
      if (stored.empty()
          || stored.cols() != header.widthPx()
          || stored.rows() != header.heightPx()) {
        throw ImageHeader.failure(
            FailureCode.CORRUPT_IMAGE, "the " + header.format() + " is damaged or cut short");
      }
      Optional<IccProfile> icc =
          header.format() == ImageFormat.TIFF
              ? TiffTags.iccProfile(bytes)
              : profile(types, metadata);
      Mat upright = upright(srgb(eightBit(stored), bytes, header, icc), header);
      Optional<Mat> alpha =
          keyed(stored, bytes, header)
              .map(opaque -> upright(opaque, header))
              .or(() -> alpha(upright, header.format()));
      Mat bgr = bgr(upright);
      // Out of the scope's hands, into the picture's.
      bgr.retainReference();
      alpha.ifPresent(Mat::retainReference);
      return new Picture(
          bgr,
          alpha,
          new SourceFile(
              header.format(),
              header.jpegQuality(),
              header.lossless(),
              icc.filter(profile -> profile.colorSpace().equals(RGB))));
    }
  }

  /** Inks and greys with a profile of their own become sRGB; red, green and blue stay. */
  private static Mat srgb(
      Mat stored, byte[] file, ImageHeader header, Optional<IccProfile> profile) {
    Optional<Mat> fromInks = CmykFile.bgr(file, header.format(), profile);
    return fromInks.orElseGet(
        () ->
            profile
                .filter(p -> p.colorSpace().equals(GRAY))
                .flatMap(p -> SrgbConversion.by(p, 1))
                .map(conversion -> fromGray(stored, conversion))
                .orElse(stored));
  }

  /** Every colour channel holds the grey; a fourth is alpha. */
  private static Mat fromGray(Mat gray, SrgbConversion conversion) {
    byte[] levels = new byte[256];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) i;
    }
    byte[] rgb = conversion.rgb(levels, levels.length);
    int channels = gray.channels();
    byte[] table = new byte[channels * levels.length];
    for (int k = 0; k < table.length; k++) {
      table[k] = k % channels == 3 ? levels[k / channels] : rgb[3 * (k / channels)];
    }
    Mat lut = new Mat(1, levels.length, opencv_core.CV_8UC(channels));
    lut.data().put(table);
    Mat srgb = new Mat();
    opencv_core.LUT(gray, lut, srgb);
    return srgb;
  }

  private static Mat eightBit(Mat stored) {
    return switch (stored.depth()) {
      case opencv_core.CV_8U -> stored;
      case opencv_core.CV_16U -> converted(stored, 1 / 257.0);
      case opencv_core.CV_32F, opencv_core.CV_64F -> converted(stored, 255.0);
      default -> converted(stored, 1.0);
    };
  }

  private static Mat converted(Mat from, double scale) {
    Mat to = new Mat();
    from.convertTo(to, CV_8U, scale, 0);
    return to;
  }

  /** EXIF orientations 2 to 8, told as mirror, turn and transpose. */
  private static Mat upright(Mat stored, ImageHeader header) {
    // OpenCV turns TIFF by itself.
    int orientation = header.format() == ImageFormat.TIFF ? 1 : header.orientation();
    if (orientation == 1) {
      return stored;
    }
    Mat out = new Mat();
    switch (orientation) {
      case 2 -> flip(stored, out, 1);
      case 3 -> rotate(stored, out, opencv_core.ROTATE_180);
      case 4 -> flip(stored, out, 0);
      case 5 -> transpose(stored, out);
      case 6 -> rotate(stored, out, opencv_core.ROTATE_90_CLOCKWISE);
      case 7 -> {
        Mat turned = new Mat();
        transpose(stored, turned);
        flip(turned, out, -1);
      }
      default -> rotate(stored, out, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
    }
    return out;
  }

  private static Mat bgr(Mat any) {
    if (any.channels() == 3) {
      return any;
    }
    Mat bgr = new Mat();
    cvtColor(any, bgr, any.channels() == 4 ? COLOR_BGRA2BGR : COLOR_GRAY2BGR);
    return bgr;
  }

  private static Optional<Mat> alpha(Mat any, ImageFormat format) {
    if (any.channels() != 4) {
      return Optional.empty();
    }
    Mat alpha = new Mat();
    extractChannel(any, alpha, 3);
    // Many writers leave the fourth byte of a bitmap at zero and mean opaque.
    boolean meaningless = format == ImageFormat.BMP && countNonZero(alpha) == 0;
    return meaningless ? Optional.empty() : Optional.of(alpha);
  }

  /** OpenCV heeds a transparent colour of palettes and RGB, but not of greys. */
  private static Optional<Mat> keyed(Mat stored, byte[] file, ImageHeader header) {
    if (header.format() != ImageFormat.PNG || stored.channels() != 1) {
      return Optional.empty();
    }
    OptionalInt grey = PngHeaders.transparentGrey(file);
    if (grey.isEmpty()) {
      return Optional.empty();
    }
    Mat opaque = new Mat();
    compare(stored, new Mat(new Scalar(grey.getAsInt())), opaque, CMP_NE);
    return Optional.of(opaque);
  }

  private static Optional<IccProfile> profile(IntPointer types, MatVector metadata) {
    for (int i = 0; i < metadata.size(); i++) {
      if (types.get(i) == IMAGE_METADATA_ICCP) {
        Mat block = metadata.get(i);
        byte[] bytes = new byte[(int) (block.total() * block.elemSize())];
        block.data().get(bytes);
        return Optional.of(new IccProfile(bytes));
      }
    }
    return Optional.empty();
  }

  /**
   * Encodes in a format, at the quality the source had (JPEG: no less than text needs). The pixels
   * are upright, so no orientation is written; the source's colour profile is, where the format has
   * room for one, and the colours become sRGB where it has none.
   *
   * @throws FailureException {@code OUTPUT_NOT_WRITTEN} if the format cannot hold the picture (such
   *     as more than 65,500 pixels a side in JPEG)
   */
  public static byte[] encode(Picture picture, ImageFormat format) throws FailureException {
    if (format == ImageFormat.GIF) {
      return GifWriter.write(picture);
    }
    try (PointerScope scope = new PointerScope()) {
      Mat pixels = pixelsFor(picture, format);
      IntPointer types = new IntPointer();
      MatVector metadata = new MatVector();
      if (picture.source().iccProfile().isPresent() && hasRoomForProfile(format)) {
        byte[] icc = picture.source().iccProfile().get().bytes();
        types = new IntPointer(new int[] {IMAGE_METADATA_ICCP});
        metadata = new MatVector(new Mat(1, icc.length, CV_8UC1, new BytePointer(icc)));
      }
      BytePointer out = new BytePointer();
      boolean written =
          imencodeWithMetadata(
              new BytePointer("." + format.extension()),
              pixels,
              types,
              metadata,
              out,
              new IntPointer(settings(picture, format)));
      if (!written) {
        throw new FailureException(
            Stage.WRITE,
            FailureCode.OUTPUT_NOT_WRITTEN,
            picture.widthPx() + " x " + picture.heightPx() + " pixels do not fit into " + format);
      }
      byte[] bytes = new byte[(int) out.limit()];
      out.get(bytes);
      return bytes;
    }
  }

  private static boolean hasRoomForProfile(ImageFormat format) {
    return format == ImageFormat.JPEG || format == ImageFormat.PNG || format == ImageFormat.WEBP;
  }

  private static int[] settings(Picture picture, ImageFormat format) {
    int quality = Math.max(MIN_TEXT_QUALITY, picture.source().jpegQuality());
    return switch (format) {
      case JPEG ->
          new int[] {
            IMWRITE_JPEG_QUALITY,
            quality,
            // Halved chroma smears coloured letters.
            IMWRITE_JPEG_SAMPLING_FACTOR,
            IMWRITE_JPEG_SAMPLING_FACTOR_444,
            IMWRITE_JPEG_OPTIMIZE,
            1
          };
      case WEBP ->
          new int[] {
            IMWRITE_WEBP_QUALITY,
            picture.source().lossless() ? LOSSLESS_WEBP_QUALITY : LOSSY_WEBP_QUALITY
          };
      default -> new int[0];
    };
  }

  private static Mat pixelsFor(Picture picture, ImageFormat format) {
    Mat bgr = hasRoomForProfile(format) ? picture.bgr() : inSrgb(picture);
    if (picture.alpha().isEmpty()) {
      return bgr;
    }
    if (!format.keepsAlpha()) {
      return onWhite(bgr, picture.alpha().get());
    }
    Mat bgra = new Mat();
    try (MatVector planes = new MatVector(bgr, picture.alpha().get())) {
      merge(planes, bgra);
    }
    return bgra;
  }

  private static Mat inSrgb(Picture picture) {
    Optional<SrgbConversion> conversion =
        picture.source().iccProfile().flatMap(profile -> SrgbConversion.by(profile, 3));
    if (conversion.isEmpty()) {
      return picture.bgr();
    }
    Mat rgb = new Mat();
    cvtColor(picture.bgr(), rgb, COLOR_BGR2RGB);
    byte[] row = new byte[3 * rgb.cols()];
    for (int y = 0; y < rgb.rows(); y++) {
      rgb.ptr(y).get(row);
      rgb.ptr(y).put(conversion.get().rgb(row, rgb.cols()));
    }
    Mat bgr = new Mat();
    cvtColor(rgb, bgr, COLOR_RGB2BGR);
    return bgr;
  }

  /** {@code colour * alpha + white * (1 - alpha)}, in floats, rounded once. */
  private static Mat onWhite(Mat bgr, Mat alpha) {
    Mat out = new Mat(bgr.rows(), bgr.cols(), CV_8UC3);
    int row = 3 * bgr.cols();
    byte[] colors = new byte[row];
    byte[] alphas = new byte[bgr.cols()];
    for (int y = 0; y < bgr.rows(); y++) {
      bgr.ptr(y).get(colors);
      alpha.ptr(y).get(alphas);
      for (int i = 0; i < row; i++) {
        int a = Byte.toUnsignedInt(alphas[i / 3]);
        int mixed = Byte.toUnsignedInt(colors[i]) * a + 255 * (255 - a);
        colors[i] = (byte) ((mixed + 127) / 255);
      }
      out.ptr(y).put(colors);
    }
    return out;
  }
}
