package dev.palimpsest.transforms.pixels;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first directory of a TIFF (TIFF 6.0, section 2), which is also how EXIF is written.
 *
 * @param orientation 1 to 8
 * @param pages number of chained directories
 */
record TiffTags(int widthPx, int heightPx, int orientation, int pages) {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int ORIENTATION = 274;
  private static final int SHORT_TYPE = 3;
  private static final int MAX_PAGES = 1000;

  static TiffTags read(ByteBuffer buffer) {
    ByteBuffer bytes = buffer.slice();
    bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int width = 0;
    int height = 0;
    int orientation = 1;
    bytes.position(bytes.getInt(4));
    int entries = Short.toUnsignedInt(bytes.getShort());
    for (int i = 0; i < entries; i++) {
      int tag = Short.toUnsignedInt(bytes.getShort());
      int type = Short.toUnsignedInt(bytes.getShort());
      bytes.getInt();
      int at = bytes.position();
      int value = type == SHORT_TYPE ? Short.toUnsignedInt(bytes.getShort(at)) : bytes.getInt(at);
      bytes.position(at + 4);
      switch (tag) {
        case WIDTH -> width = value;
        case HEIGHT -> height = value;
        case ORIENTATION -> orientation = value >= 1 && value <= 8 ? value : 1;
        default -> {}
      }
    }
    return new TiffTags(width, height, orientation, 1 + countFurther(bytes));
  }

  /** The orientation of an EXIF block; 1 where the block is broken, as browsers do. */
  static int orientationOf(ByteBuffer exif) {
    try {
      return read(exif).orientation();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return 1;
    }
  }

  ImageHeader header() {
    return new ImageHeader(ImageFormat.TIFF, widthPx, heightPx, orientation, pages, true, 0);
  }

  /** Follows the links to further directories; a cut or looping chain counts as far as it goes. */
  private static int countFurther(ByteBuffer bytes) {
    int pages = 0;
    while (bytes.remaining() >= 4 && pages < MAX_PAGES) {
      int next = bytes.getInt();
      if (next <= 0 || next > bytes.limit() - 2) {
        break;
      }
      int entries = Short.toUnsignedInt(bytes.getShort(next));
      if (next + 2L + 12L * entries > bytes.limit()) {
        break;
      }
      bytes.position(next + 2 + 12 * entries);
      pages++;
    }
    return pages;
  }
}
