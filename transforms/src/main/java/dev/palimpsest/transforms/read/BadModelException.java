package dev.palimpsest.transforms.read;

/** A model of the user's own takes or gives something else than its kind does. */
final class BadModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
