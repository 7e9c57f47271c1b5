package dev.palimpsest.io.result;

/** Stable failure codes, each with what the user can do about it. */
public enum FailureCode {
  EMPTY_IMAGE("The file has no bytes. Upload it again."),
  UNSUPPORTED_FORMAT(
      "Convert the image to JPEG, PNG, WebP, GIF (its text the same on all frames), BMP or TIFF."),
  IMAGE_TOO_LARGE("Make the file smaller, or raise --maxImageBytes."),
  TOO_MANY_PIXELS("Scale the image down, or raise --maxImagePixels."),
  CORRUPT_IMAGE("The file is damaged or cut short. Export or upload it again."),
  IMAGE_NOT_FOUND("Check the address in the manifest."),
  IMAGE_UNAVAILABLE("The store or server did not deliver. Run again with --resume."),
  ACCESS_DENIED("Give the job's credentials read access to the image."),
  FORBIDDEN_LOCATION(
      "Private and link-local addresses need --allowPrivateHosts, local files --allowLocalRoots."),
  INVALID_ROW("Correct the named line of the manifest."),
  DUPLICATE_IMAGE_ID("Give each row its own image_id."),
  UNSUPPORTED_LANGUAGE("Run 'palimpsest languages' to see what this installation can do."),
  OCR_TIMED_OUT("Raise --ocrTimeout, or scale the image down."),
  OCR_FAILED("Check that the OCR data for the source language is installed."),
  TRANSLATOR_UNAVAILABLE("Check that the engine is installed or reachable."),
  TRANSLATOR_RATE_LIMITED("Run again with --resume, or lower the request rate."),
  TRANSLATOR_REFUSED("The engine declined this text. Translate it by hand through the memory."),
  TRANSLATION_MISSING("Add the sentence to the memory (--memory), or name another engine."),
  MISSING_GLYPHS("Install a font that has these characters, or name one with --fonts."),
  OUTPUT_NOT_WRITTEN("Check free space and write access under --output, then --resume."),
  INTERNAL_ERROR(
      "A bug, met by this row or picture alone: report it with the trace that the log has under its"
          + " id."),
  CANCELLED("Run again with --resume to finish the batch.");

  private final String advice;

  FailureCode(String advice) {
    this.advice = advice;
  }

  /** One sentence: what the user can do. */
  public String advice() {
    return advice;
  }
}
