package dev.palimpsest.transforms.natives;

/** The native libraries cannot be used on this machine; the message says why and what to do. */
public final class NativesException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NativesException(String message) {
    super(message);
  }

  NativesException(String message, Throwable cause) {
    super(message, cause);
  }
}
