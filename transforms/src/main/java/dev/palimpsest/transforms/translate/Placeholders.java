package dev.palimpsest.transforms.translate;

import com.ibm.icu.util.ULocale;
import dev.palimpsest.io.memory.Glossary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Hides parts of a text from an engine behind marks of private-use characters, which engines pass
 * on as they are, and puts back what is to stand there: the part itself, or the agreed translation
 * of a term.
 */
final class Placeholders {
  private static final char FIRST = '\uE000';

  /** A part, and what stands in its place in the end. */
  private record Part(String found, String restored, boolean isTerm) {}

  private final List<Part> parts = new ArrayList<>();

  /**
   * Parts to be hidden.
   *
   * @param kept distinct, found wherever their characters stand
   * @param terms found where they stand as words
   * @param target language, for terms in capitals
   */
  Placeholders(List<String> kept, List<Glossary.Match> terms, ULocale target) {
    kept.forEach(part -> parts.add(new Part(part, part, false)));
    terms.forEach(term -> parts.add(new Part(term.found(), restored(term, target), true)));
    parts.sort(
        Comparator.comparing(Part::isTerm)
            .thenComparing(Comparator.comparingInt((Part p) -> p.found().length()).reversed()));
  }

  private static String restored(Glossary.Match term, ULocale target) {
    if (term.target() == null) {
      return term.found();
    }
    return !term.matchCase() && LetterCase.of(term.found()) == LetterCase.CAPITALS
        ? LetterCase.CAPITALS.apply(term.target(), target)
        : term.target();
  }

  private static String mark(int index) {
    return Character.toString(FIRST + index);
  }

  String hide(String text) {
    String hidden = text;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      hidden =
          part.isTerm()
              ? Glossary.replaceWord(hidden, part.found(), mark(i))
              : hidden.replace(part.found(), mark(i));
    }
    return hidden;
  }

  /** The parts in their places again; empty if the engine lost or doubled a mark. */
  Optional<String> restore(String hiddenSource, String translation) {
    if (!sameMarks(hiddenSource, translation)) {
      return Optional.empty();
    }
    String restored = translation;
    for (int i = 0; i < parts.size(); i++) {
      restored = restored.replace(mark(i), parts.get(i).restored());
    }
    return Optional.of(restored);
  }

  /** Whether two texts have the same marks, each as often. */
  static boolean sameMarks(String one, String other) {
    return marks(one).equals(marks(other));
  }

  private static List<Integer> marks(String text) {
    return text.codePoints().filter(c -> c >= FIRST && c <= 0xF8FF).sorted().boxed().toList();
  }
}
