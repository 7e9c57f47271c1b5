package dev.palimpsest.transforms.pixels;

import java.util.Locale;
import java.util.Optional;

/** The file formats that are read and written. */
public enum ImageFormat {
  JPEG("jpg", "image/jpeg", false),
  PNG("png", "image/png", true),
  WEBP("webp", "image/webp", true),
  GIF("gif", "image/gif", true),
  BMP("bmp", "image/bmp", false),
  TIFF("tiff", "image/tiff", true);

  private final String extension;
  private final String mediaType;
  private final boolean alpha;

  ImageFormat(String extension, String mediaType, boolean alpha) {
    this.extension = extension;
    this.mediaType = mediaType;
    this.alpha = alpha;
  }

  /** Without the dot. */
  public String extension() {
    return extension;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Whether a written file keeps transparency; else it is laid on white. */
  public boolean keepsAlpha() {
    return alpha;
  }

  /** The format of a name such as {@code jpg}, {@code JPEG} or {@code tif}. */
  public static Optional<ImageFormat> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "jpg", "jpeg" -> Optional.of(JPEG);
      case "png" -> Optional.of(PNG);
      case "webp" -> Optional.of(WEBP);
      case "gif" -> Optional.of(GIF);
      case "bmp" -> Optional.of(BMP);
      case "tif", "tiff" -> Optional.of(TIFF);
      default -> Optional.empty();
    };
  }
}
