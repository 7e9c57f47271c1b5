package dev.palimpsest.io.region;

import java.util.List;

/**
 * The content of {@code regions.json}: what was read on one picture, once for all languages.
 *
 * @param version of this format, {@link #VERSION}
 * @param fingerprint of the settings that shaped this document; another one means: read again
 * @param widthPx of the upright picture
 * @param heightPx of the upright picture
 * @param sourceLanguage BCP-47 tag of the picture as a whole, {@code und} if it has no text
 * @param languageConfidence 0 to 1; 1 if the user named the language
 */
public record RegionsDocument(
    int version,
    String fingerprint,
    int widthPx,
    int heightPx,
    String sourceLanguage,
    double languageConfidence,
    List<Region> regions) {
  /** Raised when an older reader could not make sense of a document. */
  public static final int VERSION = 1;

  public RegionsDocument {
    regions = List.copyOf(regions);
  }
}
