package dev.palimpsest.io.result;

import dev.palimpsest.io.region.Box;
import java.util.List;

/**
 * One region in one language.
 *
 * @param translatedText equals {@code original_text} for a region that was kept
 * @param status {@link #TRANSLATED}, {@link #KEPT} (left as it is on purpose) or {@link #FAILED}
 *     (the source text stays in the picture)
 * @param translator the engine that wrote the translation; absent if kept or failed
 * @param fontSizePx size at which the text was drawn; absent if nothing was drawn
 * @param warnings codes such as {@code TEXT_TOO_LONG}
 */
public record RegionOutput(
    String id,
    String originalText,
    String translatedText,
    double confidence,
    Box boundingBox,
    String status,
    String translator,
    Double fontSizePx,
    List<String> warnings) {
  public static final String TRANSLATED = "translated";
  public static final String KEPT = "kept";
  public static final String FAILED = "failed";

  public RegionOutput {
    warnings = List.copyOf(warnings);
  }
}
