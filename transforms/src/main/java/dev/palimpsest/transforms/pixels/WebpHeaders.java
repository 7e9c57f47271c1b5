package dev.palimpsest.transforms.pixels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The chunks of a WebP's RIFF container (RFC 9649). */
final class WebpHeaders {
  private static final int VP8X = 0x58385056;
  private static final int LOSSY = 0x20385056;
  private static final int LOSSLESS = 0x4c385056;
  private static final int EXIF = 0x46495845;
  private static final int FRAME = 0x464d4e41;

  private WebpHeaders() {}

  static ImageHeader read(ByteBuffer bytes) {
    bytes.order(ByteOrder.LITTLE_ENDIAN).position(12);
    int width = 0;
    int height = 0;
    int orientation = 1;
    int frames = 0;
    boolean lossless = false;
    while (bytes.remaining() >= 8) {
      int type = bytes.getInt();
      int length = bytes.getInt();
      int here = Math.min(length, bytes.remaining());
      ByteBuffer chunk = bytes.slice(bytes.position(), here).order(ByteOrder.LITTLE_ENDIAN);
      switch (type) {
        case VP8X -> {
          width = 1 + (chunk.getInt(4) & 0xffffff);
          height = 1 + ((chunk.getInt(6) >>> 8) & 0xffffff);
        }
        case LOSSY -> {
          // The frame tag (3 bytes) and the start code (3 bytes) come before the size.
          width = width > 0 ? width : chunk.getShort(6) & 0x3fff;
          height = height > 0 ? height : chunk.getShort(8) & 0x3fff;
        }
        case LOSSLESS -> {
          int size = chunk.getInt(1);
          width = width > 0 ? width : 1 + (size & 0x3fff);
          height = height > 0 ? height : 1 + ((size >>> 14) & 0x3fff);
          lossless = true;
        }
        case EXIF -> orientation = TiffTags.orientationOf(chunk);
        case FRAME -> frames++;
        default -> {}
      }
      // Chunks are padded to an even length.
      bytes.position(Math.min(bytes.limit(), bytes.position() + here + (here & 1)));
    }
    return new ImageHeader(
        ImageFormat.WEBP, width, height, orientation, Math.max(1, frames), lossless, 0);
  }
}
