package dev.palimpsest.io.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One image to localize: a manifest row with the options' defaults filled in.
 *
 * @param imageId unique in the batch and safe as a path segment
 * @param image URI of the image; for inline input the URI of the staged {@code original.EXT}
 * @param originalFilename last path segment of the address as given; the image id for inline input
 * @param row {@code FILE:LINE}, for messages and for choosing between duplicates
 * @param targetLanguages BCP-47 tags, distinct, in the order given
 * @param sourceLanguages candidates in order; empty = find out
 * @param excludeText patterns of text that stays as it is
 * @param translator the engine, or a comma-separated chain of engines
 * @param metadata unknown fields, carried through to the result
 */
public record ManifestRow(
    String imageId,
    String image,
    String originalFilename,
    String row,
    List<String> targetLanguages,
    List<String> sourceLanguages,
    List<String> excludeText,
    Mode mode,
    String translator,
    Optional<String> customPrompt,
    Map<String, Object> metadata) {
  public ManifestRow {
    targetLanguages = List.copyOf(targetLanguages);
    sourceLanguages = List.copyOf(sourceLanguages);
    excludeText = List.copyOf(excludeText);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** The same row with its image at another place: inline input once it is staged. */
  public ManifestRow withImage(String uri) {
    return new ManifestRow(
        imageId,
        uri,
        originalFilename,
        row,
        targetLanguages,
        sourceLanguages,
        excludeText,
        mode,
        translator,
        customPrompt,
        metadata);
  }
}
