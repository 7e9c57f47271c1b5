package dev.palimpsest.io.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How translated text is laid into the picture. */
public enum Mode {
  /** Erase, redraw in the measured style. */
  @JsonProperty("general")
  GENERAL,
  /** Keeps the layout; strokes are kept, or added for contrast. */
  @JsonProperty("manga")
  MANGA,
  /** Keeps the layout; never adds a stroke. */
  @JsonProperty("e-commerce")
  E_COMMERCE,
  /** Leaves the source text and lays the translation over the picture on a panel. */
  @JsonProperty("light-novel")
  LIGHT_NOVEL
}
