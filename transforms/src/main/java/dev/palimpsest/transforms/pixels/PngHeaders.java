package dev.palimpsest.transforms.pixels;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** The chunks of a PNG (W3C PNG, third edition). */
final class PngHeaders {
  private static final int IHDR = 0x49484452;
  private static final int EXIF = 0x65584966;
  private static final int ANIMATION = 0x6163544c;
  private static final int END = 0x49454e44;
  private static final int TRANSPARENCY = 0x74524e53;
  private static final int SIGNATURE_BYTES = 8;
  private static final int GREY = 0;

  private PngHeaders() {}

  static ImageHeader read(ByteBuffer bytes) {
    int width = 0;
    int height = 0;
    int orientation = 1;
    int frames = 1;
    bytes.position(SIGNATURE_BYTES);
    while (bytes.remaining() >= 12) {
      int length = bytes.getInt();
      int type = bytes.getInt();
      if (length < 0) {
        throw new IllegalArgumentException("chunk of negative length");
      }
      if (type == END) {
        break;
      }
      if (length > bytes.remaining()) {
        // Cut short within a chunk: the decoder reports it; the size is known by now.
        break;
      }
      ByteBuffer chunk = bytes.slice(bytes.position(), length);
      bytes.position(bytes.position() + Math.min(bytes.remaining(), length + 4));
      switch (type) {
        case IHDR -> {
          width = chunk.getInt(0);
          height = chunk.getInt(4);
        }
        case EXIF -> orientation = TiffTags.orientationOf(chunk);
        case ANIMATION -> frames = chunk.getInt(0);
        default -> {}
      }
    }
    return new ImageHeader(ImageFormat.PNG, width, height, orientation, frames, true, 0);
  }

  /**
   * The one grey that stands for transparency, as OpenCV decodes it: of 16 bits, or spread to 8.
   *
   * @return empty if the file is not grey, or has none
   */
  static OptionalInt transparentGrey(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png, SIGNATURE_BYTES, png.length - SIGNATURE_BYTES);
    int bits = 0;
    while (bytes.remaining() >= 12) {
      int length = bytes.getInt();
      int type = bytes.getInt();
      if (length < 0 || length > bytes.remaining() - 4) {
        break;
      }
      if (type == IHDR) {
        bits = bytes.get(bytes.position() + 8);
        if (bytes.get(bytes.position() + 9) != GREY) {
          break;
        }
      } else if (type == TRANSPARENCY && length >= 2) {
        int most = (1 << bits) - 1;
        int sample = Short.toUnsignedInt(bytes.getShort(bytes.position())) & most;
        return OptionalInt.of(bits >= 8 ? sample : sample * 255 / most);
      }
      bytes.position(bytes.position() + length + 4);
    }
    return OptionalInt.empty();
  }
}
