package dev.palimpsest.transforms.pixels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The info header of a Windows bitmap. */
final class BmpHeaders {
  private static final int OLD_HEADER_BYTES = 12;

  private BmpHeaders() {}

  /** Two letters are a weak mark: the info header must have a known size, too. */
  static boolean plausible(byte[] bytes) {
    if (bytes.length < 18) {
      return false;
    }
    int size = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(14);
    return size == OLD_HEADER_BYTES || (size >= 40 && size <= 124);
  }

  static ImageHeader read(ByteBuffer bytes) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    boolean old = bytes.getInt(14) == OLD_HEADER_BYTES;
    int width = old ? Short.toUnsignedInt(bytes.getShort(18)) : bytes.getInt(18);
    int height = old ? Short.toUnsignedInt(bytes.getShort(20)) : bytes.getInt(22);
    // A negative height only says that rows run from the top.
    return new ImageHeader(ImageFormat.BMP, width, Math.abs(height), 1, 1, true, 0);
  }
}
