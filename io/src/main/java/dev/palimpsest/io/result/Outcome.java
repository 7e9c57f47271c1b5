package dev.palimpsest.io.result;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much work an image took in one language. */
public enum Outcome {
  /** Nothing has changed since an earlier batch; the image was not even downloaded. */
  @JsonProperty("carried_over")
  CARRIED_OVER,
  /** Drawn again on the stored plate: fonts or layout settings have changed. */
  @JsonProperty("redrawn")
  REDRAWN,
  /** Asked of the translators again, or for the first time, with the stored regions and plate. */
  @JsonProperty("retranslated")
  RETRANSLATED,
  /** Read, erased, translated and drawn. */
  @JsonProperty("fresh")
  FRESH
}
