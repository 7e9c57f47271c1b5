package dev.palimpsest.transforms.pixels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/** The marker segments of a JPEG up to its first scan (ITU-T T.81, annex B). */
final class JpegHeaders {
  private static final int SOS = 0xda;
  private static final int DQT = 0xdb;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;

  /** Luminance table of T.81 annex K in zigzag order, from which encoders scale theirs. */
  private static final int[] STANDARD_LUMINANCE = {
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37,
    29, 40, 58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
    95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99
  };

  private JpegHeaders() {}

  /**
   * How colours are stored.
   *
   * @param count of channels
   * @param adobeTransform as in Adobe's marker; {@link #NOT_ADOBE} if there is none
   */
  record Inks(int count, int adobeTransform) {
    static final int NOT_ADOBE = -1;
    static final Inks NONE = new Inks(0, NOT_ADOBE);
  }

  /** Of a file whose header {@link #read} has read. */
  static Inks inks(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).position(2);
    int count = 0;
    int transform = Inks.NOT_ADOBE;
    for (int marker = nextMarker(bytes); marker != SOS; marker = nextMarker(bytes)) {
      ByteBuffer segment = segment(bytes);
      if (isFrame(marker)) {
        count = Byte.toUnsignedInt(segment.get(5));
      } else if (marker == APP14 && startsWith(segment, "Adobe") && segment.capacity() >= 12) {
        transform = Byte.toUnsignedInt(segment.get(11));
      }
    }
    return new Inks(count, transform);
  }

  static ImageHeader read(ByteBuffer bytes) {
    int width = 0;
    int height = 0;
    int orientation = 1;
    int quality = 0;
    bytes.position(2);
    while (true) {
      int marker = nextMarker(bytes);
      if (marker == SOS) {
        return new ImageHeader(ImageFormat.JPEG, width, height, orientation, 1, false, quality);
      }
      ByteBuffer segment = segment(bytes);
      if (isFrame(marker)) {
        height = Short.toUnsignedInt(segment.getShort(1));
        width = Short.toUnsignedInt(segment.getShort(3));
      } else if (marker == APP1 && orientation == 1) {
        orientation = exifOrientation(segment);
      } else if (marker == DQT && quality == 0) {
        quality = quality(segment);
      }
    }
  }

  private static ByteBuffer segment(ByteBuffer bytes) {
    int length = Short.toUnsignedInt(bytes.getShort()) - 2;
    ByteBuffer segment = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return segment;
  }

  private static boolean startsWith(ByteBuffer segment, String word) {
    byte[] head = new byte[Math.min(word.length(), segment.capacity())];
    segment.get(0, head);
    return new String(head, ISO_8859_1).equals(word);
  }

  private static int nextMarker(ByteBuffer bytes) {
    int b = Byte.toUnsignedInt(bytes.get());
    while (b != 0xff) {
      b = Byte.toUnsignedInt(bytes.get());
    }
    while (b == 0xff) {
      b = Byte.toUnsignedInt(bytes.get());
    }
    return b;
  }

  /** SOF0 to SOF15 but DHT (c4), JPG (c8) and DAC (cc), which share the range. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static int exifOrientation(ByteBuffer segment) {
    if (!startsWith(segment, "Exif\0\0")) {
      return 1;
    }
    return TiffTags.orientationOf(segment.slice(6, segment.capacity() - 6));
  }

  /**
   * Turns libjpeg's scaling of the luminance table around: an entry is {@code base * scale / 100},
   * with scale {@code 5000 / quality} below 50 and {@code 200 - 2 * quality} from there on.
   */
  private static int quality(ByteBuffer segment) {
    int head = Byte.toUnsignedInt(segment.get(0));
    boolean wide = head >> 4 != 0;
    if ((head & 0xf) != 0) {
      return 0;
    }
    double sum = 0;
    int baseSum = 0;
    for (int i = 0; i < STANDARD_LUMINANCE.length; i++) {
      sum +=
          wide
              ? Short.toUnsignedInt(segment.getShort(1 + 2 * i))
              : Byte.toUnsignedInt(segment.get(1 + i));
      baseSum += STANDARD_LUMINANCE[i];
    }
    double scale = 100.0 * sum / baseSum;
    double quality = scale <= 100 ? (200 - scale) / 2 : 5000 / scale;
    return (int) Math.max(1, Math.min(100, Math.round(quality)));
  }
}
