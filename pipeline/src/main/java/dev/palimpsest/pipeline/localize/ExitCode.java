package dev.palimpsest.pipeline.localize;

import dev.palimpsest.io.batch.BatchStatus;

/** What a command tells the shell. */
public enum ExitCode {
  COMPLETED(0),
  BAD_USAGE(2),
  PARTIALLY_COMPLETED(3),
  FAILED(4),
  CANCELLED(5),
  BATCH_EXISTS(6);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** How a batch ended; one that did not end is a failure. */
  public static ExitCode of(BatchStatus status) {
    return switch (status) {
      case COMPLETED -> COMPLETED;
      case PARTIALLY_COMPLETED -> PARTIALLY_COMPLETED;
      case CANCELLED -> CANCELLED;
      case FAILED, PENDING, PROCESSING -> FAILED;
    };
  }
}
