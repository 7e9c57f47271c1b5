package dev.palimpsest.transforms.pixels;

import java.util.Optional;

/**
 * How a picture was stored.
 *
 * @param jpegQuality 1 to 100 as estimated; 0 if it was no JPEG
 * @param lossless whether the compression kept every pixel
 * @param iccProfile of an RGB colour space, to be embedded again
 */
public record SourceFile(
    ImageFormat format, int jpegQuality, boolean lossless, Optional<IccProfile> iccProfile) {

  /** A picture drawn here: PNG, no profile. */
  public static final SourceFile DRAWN = new SourceFile(ImageFormat.PNG, 0, true, Optional.empty());
}
