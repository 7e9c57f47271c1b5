package dev.palimpsest.transforms.translate.http;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;

/**
 * A call that got no usable answer, for good. Unchecked, because it passes through a client library
 * on its way; whoever calls the library catches it.
 */
public final class CallException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What the caller can make of it. */
  public enum Kind {
    /** Still too many requests after all retries. */
    RATE_LIMITED,
    /** No answer, or errors of the server, after all retries. */
    UNAVAILABLE,
    /** The server will not take any request like this one: wrong key, model or parameter. */
    REJECTED,
    /** A content filter declined these texts. */
    FILTERED,
    /** The server will not take this request, but others; a part of it may pass. */
    THIS_REQUEST,
    /** The answer came whole, but is not what the API promises. */
    UNREADABLE,
    /** The worker is to stop. */
    INTERRUPTED
  }

  private final Kind kind;

  public CallException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** The failure that every text of the request has in common. */
  public FailureException toFailure() {
    FailureCode code =
        switch (kind) {
          case RATE_LIMITED -> FailureCode.TRANSLATOR_RATE_LIMITED;
          case FILTERED -> FailureCode.TRANSLATOR_REFUSED;
          case UNREADABLE, THIS_REQUEST -> FailureCode.TRANSLATION_MISSING;
          case UNAVAILABLE, REJECTED, INTERRUPTED -> FailureCode.TRANSLATOR_UNAVAILABLE;
        };
    return new FailureException(Stage.TRANSLATE, code, getMessage(), this);
  }
}
