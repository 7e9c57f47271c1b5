package dev.palimpsest.transforms.pixels;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first directory of a TIFF (TIFF 6.0, section 2), which is also how EXIF is written.
 *
 * @param orientation 1 to 8
 * @param photometric how samples are to be understood; 5 is inks
 * @param channels samples a pixel
 * @param iccProfile where the profile is in the file; 0 bytes if there is none
 * @param pages number of chained directories
 */
record TiffTags(
    int widthPx,
    int heightPx,
    int orientation,
    int photometric,
    int channels,
    Range iccProfile,
    int pages) {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int PHOTOMETRIC = 262;
  private static final int INKS = 5;
  private static final int ORIENTATION = 274;
  private static final int CHANNELS = 277;
  private static final int ICC_PROFILE = 34675;
  private static final int SHORT_TYPE = 3;
  private static final int MAX_PAGES = 1000;

  /** Bytes of a file. */
  record Range(int from, int length) {}

  static TiffTags read(ByteBuffer buffer) {
    ByteBuffer bytes = buffer.slice();
    bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int width = 0;
    int height = 0;
    int orientation = 1;
    int photometric = 0;
    int channels = 1;
    Range icc = new Range(0, 0);
    bytes.position(bytes.getInt(4));
    int entries = Short.toUnsignedInt(bytes.getShort());
    for (int i = 0; i < entries; i++) {
      int tag = Short.toUnsignedInt(bytes.getShort());
      int type = Short.toUnsignedInt(bytes.getShort());
      int count = bytes.getInt();
      int at = bytes.position();
      int value = type == SHORT_TYPE ? Short.toUnsignedInt(bytes.getShort(at)) : bytes.getInt(at);
      bytes.position(at + 4);
      switch (tag) {
        case WIDTH -> width = value;
        case HEIGHT -> height = value;
        case ORIENTATION -> orientation = value >= 1 && value <= 8 ? value : 1;
        case PHOTOMETRIC -> photometric = value;
        case CHANNELS -> channels = value;
        case ICC_PROFILE -> icc = new Range(value, count);
        default -> {}
      }
    }
    return new TiffTags(
        width, height, orientation, photometric, channels, icc, 1 + countFurther(bytes));
  }

  /** The orientation of an EXIF block; 1 where the block is broken, as browsers do. */
  static int orientationOf(ByteBuffer exif) {
    try {
      return read(exif).orientation();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return 1;
    }
  }

  JpegHeaders.Inks inks() {
    return photometric == INKS
        ? new JpegHeaders.Inks(channels, JpegHeaders.Inks.NOT_ADOBE)
        : JpegHeaders.Inks.NONE;
  }

  /** Empty if there is none, or it is said to lie outside of the file. */
  static Optional<IccProfile> iccProfile(byte[] tiff) {
    Range range = read(ByteBuffer.wrap(tiff)).iccProfile();
    boolean inside =
        range.length() > 0 && range.from() > 0 && range.from() <= tiff.length - range.length();
    return inside
        ? Optional.of(
            new IccProfile(Arrays.copyOfRange(tiff, range.from(), range.from() + range.length())))
        : Optional.empty();
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
