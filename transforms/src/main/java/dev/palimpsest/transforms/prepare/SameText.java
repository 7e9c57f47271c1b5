package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.transforms.pixels.Frames;
import dev.palimpsest.transforms.read.Reading;
import dev.palimpsest.transforms.read.TextReader;
import java.util.List;

/**
 * Makes sure that all frames of an animation have the text of the first at its place: what is drawn
 * goes on every frame.
 */
final class SameText {
  /** Boxes of one text on two frames have at least this share of both in common. */
  private static final double MIN_COMMON = 0.6;

  private SameText() {}

  /**
   * @throws FailureException {@code UNSUPPORTED_FORMAT} naming the frame whose text is another
   */
  static void check(Frames frames, Reading first, TextReader reader, List<String> languages)
      throws FailureException {
    for (int i = 1; i < frames.pictures().size(); i++) {
      List<Region> there = reader.read(frames.pictures().get(i).bgr(), languages).regions();
      if (!same(first.regions(), there)) {
        throw new FailureException(
            Stage.READ,
            FailureCode.UNSUPPORTED_FORMAT,
            ("an animated GIF whose text changes: frame %d reads '%s', the first reads '%s';"
                    + " only text that is the same on all frames can be translated")
                .formatted(i + 1, texts(there), texts(first.regions())));
      }
    }
  }

  private static boolean same(List<Region> one, List<Region> other) {
    boolean same = one.size() == other.size();
    for (int i = 0; same && i < one.size(); i++) {
      Box a = one.get(i).box();
      Box b = other.get(i).box();
      double common = a.intersect(b).area();
      same =
          one.get(i).text().equals(other.get(i).text())
              && common >= MIN_COMMON * Math.max(a.area(), b.area());
    }
    return same;
  }

  private static String texts(List<Region> regions) {
    String text = String.join(" / ", regions.stream().map(Region::text).toList());
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
