package dev.palimpsest.transforms.render;

import dev.palimpsest.io.region.Region;

/**
 * One text to draw.
 *
 * @param region where and in which style; its style must have been measured
 * @param text to draw, in the target language
 * @param languageTag BCP-47 tag of the text: decides letter case, direction, glyph variants
 */
public record Drawing(Region region, String text, String languageTag) {
  public Drawing {
    if (region.style().isEmpty()) {
      throw new IllegalArgumentException("region " + region.id() + " has no measured style");
    }
  }
}
