package dev.palimpsest.io.region;

import java.util.List;

/**
 * One line of text as read.
 *
 * @param box upright rectangle around the line's ink
 * @param polygon the four corners of the tight rotated rectangle, clockwise from the text's own top
 *     left; of a line on a circle more of them, along the outline of its band
 * @param angleDegrees of the baseline, clockwise positive (image coordinates), 0 = horizontal; for
 *     a vertical line (Japanese, Chinese) the angle of its column away from upright
 * @param vertical characters run top to bottom
 * @param confidence 0 to 1
 * @param words in reading order
 */
public record Line(
    String text,
    Box box,
    List<Point> polygon,
    double angleDegrees,
    boolean vertical,
    double confidence,
    List<Word> words) {
  public Line {
    polygon = List.copyOf(polygon);
    words = List.copyOf(words);
  }
}
