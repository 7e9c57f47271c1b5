package dev.palimpsest.transforms.pixels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The blocks of a GIF (GIF89a specification). */
final class GifHeaders {
  private GifHeaders() {}

  static ImageHeader read(ByteBuffer bytes) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    int width = Short.toUnsignedInt(bytes.getShort(6));
    int height = Short.toUnsignedInt(bytes.getShort(8));
    bytes.position(13);
    skipPalette(bytes, bytes.get(10));
    return new ImageHeader(
        ImageFormat.GIF, width, height, 1, Math.max(1, countFrames(bytes)), true, 0);
  }

  private static int countFrames(ByteBuffer bytes) {
    int frames = 0;
    while (bytes.hasRemaining()) {
      int block = Byte.toUnsignedInt(bytes.get());
      if (block == 0x2c) {
        frames++;
        bytes.position(bytes.position() + 8);
        skipPalette(bytes, bytes.get());
        bytes.get();
        skipSubBlocks(bytes);
      } else if (block == 0x21) {
        bytes.get();
        skipSubBlocks(bytes);
      } else {
        break;
      }
    }
    return frames;
  }

  private static void skipPalette(ByteBuffer bytes, byte flags) {
    if ((flags & 0x80) != 0) {
      bytes.position(bytes.position() + 3 * (2 << (flags & 7)));
    }
  }

  private static void skipSubBlocks(ByteBuffer bytes) {
    int length = Byte.toUnsignedInt(bytes.get());
    while (length > 0) {
      bytes.position(bytes.position() + length);
      length = Byte.toUnsignedInt(bytes.get());
    }
  }
}
