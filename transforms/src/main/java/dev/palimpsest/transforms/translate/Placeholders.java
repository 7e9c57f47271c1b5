package dev.palimpsest.transforms.translate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Hides the kept parts of a text from an engine behind marks of private-use characters, which
 * engines pass on as they are, and puts them back.
 */
final class Placeholders {
  private static final char FIRST = '\uE000';

  private final List<String> parts;

  /**
   * @param parts to be hidden, distinct
   */
  Placeholders(List<String> parts) {
    this.parts = parts.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  private static String mark(int index) {
    return Character.toString(FIRST + index);
  }

  String hide(String text) {
    String hidden = text;
    for (int i = 0; i < parts.size(); i++) {
      hidden = hidden.replace(parts.get(i), mark(i));
    }
    return hidden;
  }

  /** The parts in their places again; empty if the engine lost or doubled a mark. */
  Optional<String> restore(String hiddenSource, String translation) {
    String restored = translation;
    for (int i = 0; i < parts.size(); i++) {
      if (count(hiddenSource, mark(i)) != count(translation, mark(i))) {
        return Optional.empty();
      }
      restored = restored.replace(mark(i), parts.get(i));
    }
    return Optional.of(restored);
  }

  private static int count(String text, String mark) {
    return text.length() - text.replace(mark, "").length();
  }
}
