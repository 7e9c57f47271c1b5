package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Region;
import java.util.List;

/**
 * What was read on one picture.
 *
 * @param language BCP-47 tag of the picture as a whole; {@code und} if it has no text
 * @param languageConfidence 0 to 1; 1 if the user named the one language
 * @param regions in reading order, without style
 */
public record Reading(String language, double languageConfidence, List<Region> regions) {
  public Reading {
    regions = List.copyOf(regions);
  }
}
