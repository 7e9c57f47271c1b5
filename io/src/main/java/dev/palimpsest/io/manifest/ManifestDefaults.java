package dev.palimpsest.io.manifest;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What the options say for every row that does not say otherwise. Language tags are canonical.
 *
 * @param customPrompt {@code null} for none (an {@code Optional} could not be serialized)
 * @param maxTargetLanguages of one row; 0 for no limit
 */
public record ManifestDefaults(
    List<String> targetLanguages,
    List<String> sourceLanguages,
    List<String> excludeText,
    Mode mode,
    String translator,
    String customPrompt,
    int maxTargetLanguages)
    implements Serializable {
  public ManifestDefaults {
    targetLanguages = List.copyOf(targetLanguages);
    sourceLanguages = List.copyOf(sourceLanguages);
    excludeText = List.copyOf(excludeText);
  }

  Optional<String> prompt() {
    return Optional.ofNullable(customPrompt);
  }
}
