package dev.palimpsest.io.region;

import java.util.Optional;

/**
 * How a region's text looks, measured from its pixels.
 *
 * @param ink {@code #rrggbb}
 * @param ground {@code #rrggbb}, the colour behind the text
 * @param outline {@code #rrggbb} of a stroke around the glyphs, if there is one
 * @param outlinePx width of that stroke outside the glyph
 * @param capHeightPx height of a capital letter (of a character's body for CJK)
 * @param leadingPx distance between baselines; 0 for a single line
 * @param angleDegrees of the baseline, clockwise positive
 */
public record Style(
    String ink,
    String ground,
    Optional<String> outline,
    double outlinePx,
    double capHeightPx,
    double leadingPx,
    double angleDegrees,
    Alignment alignment,
    Family family,
    boolean bold,
    boolean italic,
    boolean condensed,
    boolean allCaps) {

  /** Where the lines of a paragraph meet. */
  public enum Alignment {
    LEFT,
    CENTER,
    RIGHT
  }

  /** The broad kind of type face. */
  public enum Family {
    SANS,
    SERIF,
    MONO
  }
}
