package dev.palimpsest.transforms.translate;

import com.ibm.icu.text.Transliterator;
import com.ibm.icu.util.ULocale;
import dev.palimpsest.transforms.translate.ask.Brief;
import dev.palimpsest.transforms.translate.ask.Segment;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pseudo-localization: no translation, but a text that shows what a translation would do to a
 * layout. Accented, in brackets, about 35% longer; in Arabic or Hebrew letters for targets written
 * right to left. Kept parts stay as they are.
 */
final class PseudoEngine implements TranslationEngine {
  private static final double GROWTH = 0.35;
  private static final Map<Integer, String> ACCENTED =
      zip("aceghijklnorstuwyzACEGHIJKLNORSTUWYZ", "áçéğĥîĵķľñöŕšţüŵýžÁÇÉĞĤÎĴĶĽÑÖŔŠŢÜŴÝŽ");

  private static Map<Integer, String> zip(String plain, String accented) {
    return IntStream.range(0, plain.length())
        .boxed()
        .collect(Collectors.toMap(i -> (int) plain.charAt(i), i -> accented.substring(i, i + 1)));
  }

  @Override
  public String name() {
    return Engines.PSEUDO;
  }

  @Override
  public boolean supports(String sourceTag, String targetTag) {
    return true;
  }

  @Override
  public List<Translation> translate(List<Segment> batch, Brief brief) {
    ULocale target = ULocale.forLanguageTag(brief.target());
    return batch.stream()
        .map(segment -> Translation.of(disguise(segment.text(), target), name()))
        .toList();
  }

  private static String disguise(String text, ULocale target) {
    String longer = lengthen(text);
    if (!target.isRightToLeft()) {
      return "[" + accent(longer) + "]";
    }
    String script = target.getLanguage().matches("he|yi") ? "Hebrew" : "Arabic";
    return "[" + Transliterator.getInstance("Latin-" + script).transliterate(longer) + "]";
  }

  private static String accent(String text) {
    return text.codePoints()
        .mapToObj(c -> ACCENTED.getOrDefault(c, Character.toString(c)))
        .collect(Collectors.joining());
  }

  /** Doubles letters as they come, so that words grow evenly; what is still due follows as dots. */
  private static String lengthen(String text) {
    StringBuilder longer = new StringBuilder();
    double due = 0;
    for (int c : text.codePoints().toArray()) {
      longer.appendCodePoint(c);
      due += GROWTH;
      if (due >= 1 && Character.isLetter(c)) {
        longer.appendCodePoint(Character.toLowerCase(c));
        due--;
      }
    }
    return longer + "·".repeat((int) Math.max(0, due - 2 * GROWTH));
  }
}
