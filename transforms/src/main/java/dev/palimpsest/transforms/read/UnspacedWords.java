package dev.palimpsest.transforms.read;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tells the words of scripts that set a blank after a phrase and not after a word, by ICU's
 * dictionaries. Only the list of words changes: the text of the line keeps its blanks as they are.
 */
final class UnspacedWords {
  private static final Set<Integer> SCRIPTS =
      Set.of(UScript.THAI, UScript.LAO, UScript.KHMER, UScript.MYANMAR);

  private UnspacedWords() {}

  static List<Word> split(List<Word> words) {
    return words.stream().flatMap(word -> split(word).stream()).toList();
  }

  private static List<Word> split(Word word) {
    String text = word.text();
    if (text.codePoints().noneMatch(c -> SCRIPTS.contains(UScript.getScript(c)))) {
      return List.of(word);
    }
    BreakIterator breaks = BreakIterator.getWordInstance(new ULocale("th"));
    breaks.setText(text);
    List<Word> parts = new ArrayList<>();
    double whole = Math.max(1, columns(text));
    int start = 0;
    for (int end = next(breaks, text); end > start; end = next(breaks, text)) {
      int left = (int) Math.round(word.box().width() * columns(text.substring(0, start)) / whole);
      int right = (int) Math.round(word.box().width() * columns(text.substring(0, end)) / whole);
      Box b = word.box();
      Box box = new Box(b.x() + left, b.y(), Math.max(1, right - left), b.height());
      parts.add(new Word(text.substring(start, end), box, word.confidence()));
      start = end;
    }
    return parts;
  }

  /** The next break before a letter or digit: marks stay with the word before them. */
  private static int next(BreakIterator breaks, String text) {
    int end = breaks.next();
    while (end != BreakIterator.DONE
        && end < text.length()
        && !Character.isLetterOrDigit(text.codePointAt(end))) {
      end = breaks.next();
    }
    return end;
  }

  /** Characters side by side: vowels and tones above and below a letter take no room. */
  private static long columns(String text) {
    return text.codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .count();
  }
}
