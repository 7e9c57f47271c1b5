package dev.palimpsest.pipeline.audit;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One disagreement.
 *
 * @param imageId absent if it is not about one image
 * @param language absent if it is not about one language
 * @param file URI, {@code FILE:LINE} of a line, or absent
 * @param message what disagrees, in one sentence
 */
public record Finding(
    FindingCode code, String imageId, String language, String file, String message) {

  static Finding of(FindingCode code, String message) {
    return new Finding(code, null, null, null, message);
  }

  Finding image(String id) {
    return new Finding(code, id, language, file, message);
  }

  Finding language(String tag) {
    return new Finding(code, imageId, tag, file, message);
  }

  Finding file(String uri) {
    return new Finding(code, imageId, language, uri, message);
  }

  /** For people: what, where, and what to do where that is clear. */
  public String line() {
    String where =
        Stream.of(imageId, language, file)
            .filter(Objects::nonNull)
            .map(word -> " " + word)
            .collect(Collectors.joining());
    String advice = code.advice().isEmpty() ? "" : ". " + code.advice();
    return code + where + ": " + message + advice;
  }
}
