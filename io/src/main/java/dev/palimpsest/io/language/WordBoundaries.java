package dev.palimpsest.io.language;

import java.util.Set;
import java.util.function.IntPredicate;

/** Where a word may begin or end, in scripts that part their words with blanks. */
public final class WordBoundaries {
  /** Scripts that do not: anything may begin anywhere. */
  private static final Set<Character.UnicodeScript> UNPARTED =
      Set.of(
          Character.UnicodeScript.HAN,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA,
          Character.UnicodeScript.THAI,
          Character.UnicodeScript.LAO,
          Character.UnicodeScript.KHMER,
          Character.UnicodeScript.MYANMAR);

  private WordBoundaries() {}

  /**
   * Whether no word goes on across a place.
   *
   * @param at in UTF-16 units, from 0 to the length of the text
   * @param letters code points that words are made of
   */
  public static boolean isBoundary(String text, int at, IntPredicate letters) {
    return at == 0
        || at == text.length()
        || !isOfWord(text.codePointBefore(at), letters)
        || !isOfWord(text.codePointAt(at), letters);
  }

  private static boolean isOfWord(int codePoint, IntPredicate letters) {
    return letters.test(codePoint) && !UNPARTED.contains(Character.UnicodeScript.of(codePoint));
  }
}
