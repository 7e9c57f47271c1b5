package dev.palimpsest.transforms.pixels;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** An embedded colour profile; only its colour space is looked at. */
public final class IccProfile {
  private static final int HEADER_BYTES = 128;

  private final byte[] bytes;

  public IccProfile(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@code RGB}, {@code GRAY}, {@code CMYK}, …; empty if this is no profile (ICC.1, 7.2). */
  public String colorSpace() {
    return bytes.length < HEADER_BYTES ? "" : new String(bytes, 16, 4, US_ASCII).strip();
  }
}
