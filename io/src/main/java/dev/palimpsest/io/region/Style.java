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
 * @param shadow behind the letters, if there is one
 * @param letterSpacingEm added between letters, in em; 0 is the face's own spacing
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
    boolean allCaps,
    Optional<Shadow> shadow,
    double letterSpacingEm) {

  /** A style without shadow and with normal spacing. */
  public Style(
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
    this(
        ink,
        ground,
        outline,
        outlinePx,
        capHeightPx,
        leadingPx,
        angleDegrees,
        alignment,
        family,
        bold,
        italic,
        condensed,
        allCaps,
        Optional.empty(),
        0);
  }

  public Style withAlignment(Alignment other) {
    return new Style(
        ink,
        ground,
        outline,
        outlinePx,
        capHeightPx,
        leadingPx,
        angleDegrees,
        other,
        family,
        bold,
        italic,
        condensed,
        allCaps,
        shadow,
        letterSpacingEm);
  }

  public Style withFace(Family otherFamily, boolean otherBold, boolean otherCondensed) {
    return new Style(
        ink,
        ground,
        outline,
        outlinePx,
        capHeightPx,
        leadingPx,
        angleDegrees,
        alignment,
        otherFamily,
        otherBold,
        italic,
        otherCondensed,
        allCaps,
        shadow,
        letterSpacingEm);
  }

  /**
   * What letters cast on their ground, or a glow around them.
   *
   * @param color {@code #rrggbb}
   * @param opacity 0 to 1 at its strongest
   * @param dxPx to the right
   * @param dyPx down
   * @param blurPx standard deviation of its soft edge
   */
  public record Shadow(String color, double opacity, double dxPx, double dyPx, double blurPx) {}

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
