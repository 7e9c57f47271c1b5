package dev.palimpsest.io.result;

import dev.palimpsest.io.region.Region;
import java.util.List;
import java.util.Map;

/**
 * One line of {@code results-*.jsonl}: an image with all its languages.
 *
 * @param status {@code completed}, {@code partially_completed} (some languages failed) or {@code
 *     failed}
 * @param sourceLanguage BCP-47 tag; absent if the image could not be read
 * @param text all regions in reading order, a line break between them
 * @param confidence mean over the regions, 0 to 1
 * @param processingTime seconds of work spent on this image
 * @param reused reading and erasing were found done and not repeated
 * @param outputs by target language tag
 * @param regions what was read, where nothing was translated ({@code extract-text}); else absent,
 *     for every output has its own
 * @param metadata what the manifest row carried beside the known fields
 */
public record ImageResult(
    String imageId,
    String originalFilename,
    String status,
    String sourceLanguage,
    String text,
    Double confidence,
    double processingTime,
    String originalImageUrl,
    String cleanImageUrl,
    boolean reused,
    Map<String, LanguageOutput> outputs,
    List<Region> regions,
    Map<String, Object> metadata) {
  public static final String COMPLETED = "completed";
  public static final String PARTIALLY_COMPLETED = "partially_completed";
  public static final String FAILED = "failed";
}
