package dev.palimpsest.io.result;

import java.util.Optional;

/**
 * One line of {@code failures-*.jsonl}: an image, or an image × language, that could not be done.
 *
 * @param imageId as in the manifest or derived; {@code null} only for a row that gave none
 * @param image the image's address as given
 * @param row {@code FILE:LINE} of the manifest row
 * @param language the target language; empty if the image failed for all of them
 * @param message what happened, where and why, in one sentence
 * @param advice what the user can do
 */
public record Failure(
    String imageId,
    String image,
    String row,
    Optional<String> language,
    Stage stage,
    FailureCode code,
    String message,
    String advice) {

  public static Failure of(
      String imageId,
      String image,
      String row,
      Optional<String> language,
      Stage stage,
      FailureCode code,
      String message) {
    return new Failure(imageId, image, row, language, stage, code, message, code.advice());
  }
}
