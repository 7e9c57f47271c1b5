package dev.palimpsest.transforms.translate;

import java.util.List;

/**
 * One text to translate.
 *
 * @param id unique in its batch
 * @param kept parts of the text that must stand verbatim in the translation
 */
public record Segment(String id, String text, List<String> kept) {
  public Segment {
    kept = List.copyOf(kept);
  }

  Segment withText(String other) {
    return new Segment(id, other, kept);
  }
}
