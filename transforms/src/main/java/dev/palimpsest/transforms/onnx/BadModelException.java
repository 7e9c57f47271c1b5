package dev.palimpsest.transforms.onnx;

/** A model of the user's own takes or gives something else than its kind does. */
public final class BadModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadModelException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A model that was loaded and whose network fails when it is run.
   *
   * @param model what the user calls it
   */
  public static BadModelException notRun(String model, RuntimeException cause) {
    // OpenCV names its source file before the reason, and may add lines.
    String word = String.valueOf(cause.getMessage()).replaceFirst("^.*error: ", "");
    return new BadModelException(
        "%s: OpenCV loads it and cannot run it (%s)"
            .formatted(model, word.lines().findFirst().orElse("").strip()),
        cause);
  }
}
