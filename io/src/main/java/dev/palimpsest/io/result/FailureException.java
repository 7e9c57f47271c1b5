package dev.palimpsest.io.result;

/**
 * A failure of one image or one image × language, on its way to become a {@link Failure} record.
 * Core logic throws it; the transform around it catches exactly this type. Everything else is a bug
 * and fails the bundle.
 */
public final class FailureException extends Exception {
  private static final long serialVersionUID = 1;

  private final Stage stage;
  private final FailureCode code;

  public FailureException(Stage stage, FailureCode code, String message) {
    super(message);
    this.stage = stage;
    this.code = code;
  }

  public FailureException(Stage stage, FailureCode code, String message, Throwable cause) {
    super(message, cause);
    this.stage = stage;
    this.code = code;
  }

  public Stage stage() {
    return stage;
  }

  public FailureCode code() {
    return code;
  }
}
