package dev.palimpsest.io.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a batch stands. */
public enum BatchStatus {
  /** Accepted, no work done. */
  @JsonProperty("pending")
  PENDING,
  @JsonProperty("processing")
  PROCESSING,
  /** Every image in every language. */
  @JsonProperty("completed")
  COMPLETED,
  /** Some images or languages failed. */
  @JsonProperty("partially_completed")
  PARTIALLY_COMPLETED,
  /** Nothing could be done. */
  @JsonProperty("failed")
  FAILED,
  /** Stopped on request; what was done stays valid. */
  @JsonProperty("cancelled")
  CANCELLED;

  /** As in the record: {@code partially_completed}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the batch will not change any more. */
  public boolean isFinal() {
    return this != PENDING && this != PROCESSING;
  }
}
