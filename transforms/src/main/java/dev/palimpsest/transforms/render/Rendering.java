package dev.palimpsest.transforms.render;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.pixels.Picture;
import java.util.List;

/**
 * A finished picture and how each text came out, in the order of the drawings.
 *
 * @param picture owned by the receiver
 */
public record Rendering(Picture picture, List<Drawn> texts) implements AutoCloseable {
  public Rendering {
    texts = List.copyOf(texts);
  }

  /**
   * One drawn text.
   *
   * @param box upright rectangle around the laid-out text
   * @param fontSizePx size of the em
   * @param warnings see {@link Warning}
   * @param missing characters no font has, left out of the drawing; empty if all are there
   */
  public record Drawn(
      String regionId, Box box, double fontSizePx, List<Warning> warnings, String missing) {
    public Drawn {
      warnings = List.copyOf(warnings);
    }
  }

  /** What a person should look at. */
  public enum Warning {
    /** Even at the smallest readable size the text is larger than its place. */
    TEXT_TOO_LONG,
    /** No font has some of the characters. */
    MISSING_GLYPHS,
    /** The measured ink was too close to its ground and was moved away from it. */
    LOW_CONTRAST_FIXED
  }

  @Override
  public void close() {
    picture.close();
  }
}
