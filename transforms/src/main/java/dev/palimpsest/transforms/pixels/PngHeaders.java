package dev.palimpsest.transforms.pixels;

import java.nio.ByteBuffer;

/** The chunks of a PNG (W3C PNG, third edition). */
final class PngHeaders {
  private static final int IHDR = 0x49484452;
  private static final int EXIF = 0x65584966;
  private static final int ANIMATION = 0x6163544c;
  private static final int END = 0x49454e44;

  private PngHeaders() {}

  static ImageHeader read(ByteBuffer bytes) {
    int width = 0;
    int height = 0;
    int orientation = 1;
    int frames = 1;
    bytes.position(8);
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
}
