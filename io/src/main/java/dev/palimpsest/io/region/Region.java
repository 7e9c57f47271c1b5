package dev.palimpsest.io.region;

import java.util.List;
import java.util.Optional;

/**
 * One paragraph on a picture: the unit of translation, erasing and drawing.
 *
 * @param id stable within the picture: {@code r1}, {@code r2}, … in reading order
 * @param text the lines joined to one running text
 * @param language BCP-47 tag of this text
 * @param confidence mean of the lines', 0 to 1
 * @param box upright rectangle around all lines
 * @param lines top to bottom (right to left for vertical columns)
 * @param kept why the region stays as it is in every language (neither erased nor redrawn), empty
 *     if it is to be translated
 * @param style how the text looks, measured from the pixels
 */
public record Region(
    String id,
    String text,
    String language,
    double confidence,
    Box box,
    List<Line> lines,
    Optional<KeptReason> kept,
    Optional<Style> style) {
  public Region {
    lines = List.copyOf(lines);
  }

  public Region withKept(Optional<KeptReason> reason) {
    return new Region(id, text, language, confidence, box, lines, reason, style);
  }

  public Region withStyle(Style measured) {
    return new Region(id, text, language, confidence, box, lines, kept, Optional.of(measured));
  }
}
