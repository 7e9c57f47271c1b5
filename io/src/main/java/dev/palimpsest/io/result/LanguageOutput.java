package dev.palimpsest.io.result;

import java.util.List;

/**
 * One image in one language.
 *
 * @param status {@link #COMPLETED}, {@link #PARTIALLY_COMPLETED} (some regions keep their source
 *     text) or {@link #FAILED}
 * @param translatedImageUrl absent if failed
 * @param wordMapping source and translated text of each region, as the public APIs list them
 * @param outcome how much work it took; absent if failed
 * @param error absent if completed
 */
public record LanguageOutput(
    String status,
    String translatedImageUrl,
    String originalImageUrl,
    String cleanImageUrl,
    List<RegionOutput> regions,
    List<WordMapping> wordMapping,
    List<String> warnings,
    Outcome outcome,
    Problem error) {
  public static final String COMPLETED = "completed";
  public static final String PARTIALLY_COMPLETED = "partially_completed";
  public static final String FAILED = "failed";

  public LanguageOutput {
    regions = List.copyOf(regions);
    wordMapping = List.copyOf(wordMapping);
    warnings = List.copyOf(warnings);
  }

  /** The same output with another amount of work. */
  public LanguageOutput withOutcome(Outcome other) {
    return new LanguageOutput(
        status,
        translatedImageUrl,
        originalImageUrl,
        cleanImageUrl,
        regions,
        wordMapping,
        warnings,
        other,
        error);
  }

  /** A source text and what stands in its place. */
  public record WordMapping(String original, String translated) {}

  /** Why there is no translated image. */
  public record Problem(Stage stage, FailureCode code, String message) {}
}
