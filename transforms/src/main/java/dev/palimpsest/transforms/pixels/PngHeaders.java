package dev.palimpsest.transforms.pixels;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
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
    Map<Integer, ByteBuffer> chunks = chunks(bytes);
    ByteBuffer header = chunks.get(IHDR);
    ByteBuffer exif = chunks.get(EXIF);
    ByteBuffer animation = chunks.get(ANIMATION);
    return new ImageHeader(
        ImageFormat.PNG,
        header == null ? 0 : header.getInt(0),
        header == null ? 0 : header.getInt(4),
        exif == null ? 1 : TiffTags.orientationOf(exif),
        animation == null ? 1 : animation.getInt(0),
        true,
        0);
  }

  /**
   * The one grey that stands for transparency, as OpenCV decodes it: of 16 bits, or spread to 8.
   *
   * @return empty if the file is not grey, or has none
   */
  static OptionalInt transparentGrey(byte[] png) {
    Map<Integer, ByteBuffer> chunks = chunks(ByteBuffer.wrap(png));
    ByteBuffer header = chunks.get(IHDR);
    ByteBuffer transparency = chunks.get(TRANSPARENCY);
    if (header == null
        || header.get(9) != GREY
        || transparency == null
        || transparency.remaining() < Short.BYTES) {
      return OptionalInt.empty();
    }
    int bits = header.get(8);
    int most = (1 << bits) - 1;
    int sample = Short.toUnsignedInt(transparency.getShort(0)) & most;
    return OptionalInt.of(bits >= 8 ? sample : sample * 255 / most);
  }

  /** The first chunk of each type, as far as the file goes. */
  private static Map<Integer, ByteBuffer> chunks(ByteBuffer bytes) {
    Map<Integer, ByteBuffer> chunks = new HashMap<>();
    bytes.position(SIGNATURE_BYTES);
    while (bytes.remaining() >= 12) {
      int length = bytes.getInt();
      int type = bytes.getInt();
      if (length < 0) {
        throw new IllegalArgumentException("chunk of negative length");
      }
      // Cut short within a chunk: the decoder reports it; the size is known by now.
      if (type == END || length > bytes.remaining()) {
        break;
      }
      chunks.putIfAbsent(type, bytes.slice(bytes.position(), length));
      bytes.position(bytes.position() + Math.min(bytes.remaining(), length + 4));
    }
    return chunks;
  }
}
