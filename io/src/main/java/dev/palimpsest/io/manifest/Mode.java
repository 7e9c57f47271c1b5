package dev.palimpsest.io.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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
  LIGHT_NOVEL;

  /** The name in manifests and options: {@code e-commerce}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The mode of that name, in any letter case, with {@code -} or {@code _}; empty if none. */
  public static Optional<Mode> of(String name) {
    String label = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(values()).filter(mode -> mode.label().equals(label)).findFirst();
  }
}
