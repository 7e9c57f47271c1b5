package dev.palimpsest.transforms.onnx;

/** A model of the user's own takes or gives something else than its kind does. */
public final class BadModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
