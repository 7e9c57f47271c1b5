package dev.palimpsest.transforms.pixels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What a file says of itself before any pixel is decoded, so that limits hold before memory is
 * taken. The file's name plays no part: only its bytes count.
 *
 * @param widthPx as stored, before the orientation is applied
 * @param heightPx as stored
 * @param orientation EXIF value 1 to 8; 1 is upright
 * @param frames number of frames; above 1 the picture moves
 * @param lossless the compression keeps every pixel (says how to write a WebP back)
 * @param jpegQuality the encoder's setting (1 to 100) estimated from the tables; 0 if not JPEG
 */
public record ImageHeader(
    ImageFormat format,
    int widthPx,
    int heightPx,
    int orientation,
    int frames,
    boolean lossless,
    int jpegQuality) {

  /** Orientations 5 to 8 turn the picture by a quarter. */
  public boolean quarterTurned() {
    return orientation >= 5;
  }

  public int uprightWidthPx() {
    return quarterTurned() ? heightPx : widthPx;
  }

  public int uprightHeightPx() {
    return quarterTurned() ? widthPx : heightPx;
  }

  public long pixels() {
    return (long) widthPx * heightPx;
  }

  /**
   * Reads the header of a whole image file.
   *
   * @throws FailureException {@code EMPTY_IMAGE}, {@code UNSUPPORTED_FORMAT} (not an image, an
   *     unknown one, a moving one but GIF) or {@code CORRUPT_IMAGE} (the header breaks off or makes
   *     no sense), all at {@link Stage#LOAD}
   */
  public static ImageHeader read(byte[] bytes) throws FailureException {
    if (bytes.length == 0) {
      throw failure(FailureCode.EMPTY_IMAGE, "the file has 0 bytes");
    }
    ImageFormat format = sniff(bytes);
    ImageHeader header;
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
      header =
          switch (format) {
            case JPEG -> JpegHeaders.read(buffer);
            case PNG -> PngHeaders.read(buffer);
            case WEBP -> WebpHeaders.read(buffer);
            case GIF -> GifHeaders.read(buffer);
            case BMP -> BmpHeaders.read(buffer);
            case TIFF -> TiffTags.read(buffer).header();
          };
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new FailureException(
          Stage.LOAD, FailureCode.CORRUPT_IMAGE, "the " + format + " header breaks off", e);
    }
    if (header.widthPx <= 0 || header.heightPx <= 0) {
      throw failure(FailureCode.CORRUPT_IMAGE, "the " + format + " header names no size");
    }
    if (header.frames > 1 && format != ImageFormat.GIF) {
      throw failure(
          FailureCode.UNSUPPORTED_FORMAT,
          (format == ImageFormat.TIFF
                  ? "a TIFF with %d pages"
                  : "an animated %2$s with %1$d frames")
              .formatted(header.frames, format));
    }
    return header;
  }

  private static ImageFormat sniff(byte[] bytes) throws FailureException {
    String head = new String(bytes, 0, Math.min(16, bytes.length), ISO_8859_1);
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return ImageFormat.JPEG;
    }
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return ImageFormat.PNG;
    }
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return ImageFormat.WEBP;
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return ImageFormat.GIF;
    }
    if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
      return ImageFormat.TIFF;
    }
    if (head.startsWith("BM") && BmpHeaders.plausible(bytes)) {
      return ImageFormat.BMP;
    }
    throw failure(FailureCode.UNSUPPORTED_FORMAT, "the bytes are no image of a known format");
  }

  static FailureException failure(FailureCode code, String message) {
    return new FailureException(Stage.LOAD, code, message);
  }
}
