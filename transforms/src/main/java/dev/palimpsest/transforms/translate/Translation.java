package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.result.FailureCode;
import java.util.List;

/**
 * The answer for one segment: a text, or why there is none.
 *
 * @param text {@code null} if failed
 * @param engine the one that wrote the text; {@code null} if failed
 * @param code {@code null} if translated
 * @param message what happened, for a failure
 * @param warnings codes such as {@code TEXT_TOO_LONG}
 */
public record Translation(
    String text, String engine, FailureCode code, String message, List<String> warnings) {
  public Translation {
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }

  public static Translation of(String text, String engine) {
    return new Translation(text, engine, null, null, List.of());
  }

  public static Translation failed(FailureCode code, String message) {
    return new Translation(null, null, code, message, List.of());
  }

  /** The same with other warnings. */
  Translation withWarnings(List<String> others) {
    return new Translation(text, engine, code, message, others);
  }

  /** Whether there is a text. */
  public boolean succeeded() {
    return text != null;
  }
}
