package dev.palimpsest.pipeline.audit;

import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.transforms.pixels.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Tells a picture that is cut by its two ends: its format says at one of them where it ends. Only
 * these bytes are read, for every store's stream seeks when it is told to skip.
 */
final class PictureEnds {
  private static final int HEAD = 16;
  private static final int TAIL = 12;
  private static final int IFD_ENTRY = 12;
  private static final byte[] PNG_END = bytes("0000000049454e44ae426082");

  private PictureEnds() {}

  /**
   * What is wrong with a picture; empty if nothing can be seen.
   *
   * @param sizeBytes of the file
   */
  static Optional<String> damage(String uri, long sizeBytes) throws IOException {
    if (sizeBytes < HEAD + TAIL) {
      return Optional.of("%d bytes are no picture".formatted(sizeBytes));
    }
    byte[] head;
    byte[] tail;
    try (InputStream in = Storage.open(uri)) {
      head = in.readNBytes(HEAD);
      in.skipNBytes(sizeBytes - HEAD - TAIL);
      tail = in.readNBytes(TAIL);
    }
    Optional<ImageFormat> format = format(head);
    if (format.isEmpty()) {
      return Optional.of("it begins like no known image format");
    }
    Optional<ImageFormat> named = ImageFormat.named(uri.substring(uri.lastIndexOf('.') + 1));
    if (!format.equals(named)) {
      return Optional.of("it begins like a %s".formatted(format.get()));
    }
    return endsWell(format.get(), uri, sizeBytes, head, tail)
        ? Optional.empty()
        : Optional.of("it is cut: %d bytes do not end as a %s".formatted(sizeBytes, format.get()));
  }

  private static Optional<ImageFormat> format(byte[] head) {
    String hex = HexFormat.of().formatHex(head);
    if (hex.startsWith("89504e470d0a1a0a")) {
      return Optional.of(ImageFormat.PNG);
    } else if (hex.startsWith("ffd8ff")) {
      return Optional.of(ImageFormat.JPEG);
    } else if (hex.startsWith("474946383761") || hex.startsWith("474946383961")) {
      return Optional.of(ImageFormat.GIF);
    } else if (hex.startsWith("52494646") && hex.startsWith("57454250", 16)) {
      return Optional.of(ImageFormat.WEBP);
    } else if (hex.startsWith("424d")) {
      return Optional.of(ImageFormat.BMP);
    } else if (hex.startsWith("49492a00") || hex.startsWith("4d4d002a")) {
      return Optional.of(ImageFormat.TIFF);
    }
    return Optional.empty();
  }

  private static boolean endsWell(
      ImageFormat format, String uri, long sizeBytes, byte[] head, byte[] tail) throws IOException {
    return switch (format) {
      case PNG -> Arrays.equals(tail, PNG_END);
      case JPEG -> tail[TAIL - 2] == (byte) 0xff && tail[TAIL - 1] == (byte) 0xd9;
      case GIF -> tail[TAIL - 1] == 0x3b;
      case WEBP -> unsigned(head, 4, ByteOrder.LITTLE_ENDIAN) + 8 == sizeBytes;
      case BMP -> unsigned(head, 2, ByteOrder.LITTLE_ENDIAN) == sizeBytes;
      case TIFF -> tiffEndsWell(uri, sizeBytes, head);
    };
  }

  /** The directory, which writers put behind the pixels, lies within the file. */
  private static boolean tiffEndsWell(String uri, long sizeBytes, byte[] head) throws IOException {
    ByteOrder order = head[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    long directory = unsigned(head, 4, order);
    if (directory + 2 > sizeBytes) {
      return false;
    }
    try (InputStream in = Storage.open(uri)) {
      in.skipNBytes(directory);
      int entries = ByteBuffer.wrap(in.readNBytes(2)).order(order).getShort() & 0xffff;
      return directory + 2 + (long) IFD_ENTRY * entries + 4 <= sizeBytes;
    }
  }

  private static long unsigned(byte[] head, int at, ByteOrder order) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(head).order(order).getInt(at));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
