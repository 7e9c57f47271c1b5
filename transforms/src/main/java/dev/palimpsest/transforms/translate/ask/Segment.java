package dev.palimpsest.transforms.translate.ask;

import dev.palimpsest.io.memory.Glossary;
import java.util.List;

/**
 * One text to translate.
 *
 * @param id unique in its batch
 * @param kept parts of the text that must stand verbatim in the translation
 * @param terms of the glossary that stand in the text, with a translation each
 * @param context texts that stand beside it in a picture, for engines that can use them
 * @param maxCharacters about as many fit its place; {@code null} if not known
 */
public record Segment(
    String id,
    String text,
    List<String> kept,
    List<Glossary.Match> terms,
    List<String> context,
    Integer maxCharacters) {
  public Segment {
    kept = List.copyOf(kept);
    terms = List.copyOf(terms);
    context = List.copyOf(context);
  }

  /** A text of which nothing more is known. */
  public Segment(String id, String text, List<String> kept) {
    this(id, text, kept, List.of(), List.of(), null);
  }

  public Segment withText(String other) {
    return new Segment(id, other, kept, terms, context, maxCharacters);
  }
}
