package dev.palimpsest.transforms.translate;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How a text uses capitals, and the way there and back for engines that want lower case. Apertium's
 * dictionaries know common words in lower case; headings in capitals or with a capital at each word
 * stay half untranslated otherwise.
 */
enum LetterCase {
  /** Every letter a capital: lower case in, capitals out. */
  CAPITALS,
  /** A capital first, perhaps at each word: lower case in, one capital first out. */
  TITLE,
  /** A sentence that starts with a capital: its first word in lower case in, a capital out. */
  SENTENCE,
  /** No capital first: as it is, and no capital out. */
  LOWER,
  /** No letters, or letters that have no case: as it is. */
  NONE;

  static LetterCase of(String text) {
    List<String> words =
        Arrays.stream(text.split("[^\\p{L}\\p{M}'’]+")).filter(w -> !w.isEmpty()).toList();
    if (words.isEmpty() || !Character.isUpperCase(words.get(0).codePointAt(0))) {
      boolean isLower = !words.isEmpty() && Character.isLowerCase(words.get(0).codePointAt(0));
      return isLower ? LOWER : NONE;
    }
    String letters = String.join("", words);
    if (letters.length() > 1 && letters.equals(letters.toUpperCase(Locale.ROOT))) {
      return CAPITALS;
    }
    boolean eachWord =
        words.size() > 1
            && words.stream().allMatch(word -> Character.isUpperCase(word.codePointAt(0)));
    return eachWord ? TITLE : SENTENCE;
  }

  /** The text as the engine should see it. */
  String plain(String text, ULocale locale) {
    return switch (this) {
      case CAPITALS, TITLE -> UCharacter.toLowerCase(locale, text);
      case SENTENCE -> withFirst(text, locale, false);
      case LOWER, NONE -> text;
    };
  }

  /** The translation with the capitals of the source. */
  String apply(String text, ULocale locale) {
    return switch (this) {
      case CAPITALS -> UCharacter.toUpperCase(locale, text);
      case TITLE, SENTENCE -> withFirst(text, locale, true);
      case LOWER -> withFirst(text, locale, false);
      case NONE -> text;
    };
  }

  /** Changes the first word's initial, unless the word is one of capitals, such as USB or I. */
  private static String withFirst(String text, ULocale locale, boolean upper) {
    int start = 0;
    while (start < text.length() && !Character.isLetter(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    if (start == text.length()) {
      return text;
    }
    int end = start + Character.charCount(text.codePointAt(start));
    boolean isCapitals = end == text.length() || !Character.isLowerCase(text.codePointAt(end));
    if (!upper && isCapitals) {
      return text;
    }
    String first = text.substring(start, end);
    String changed =
        upper ? UCharacter.toUpperCase(locale, first) : UCharacter.toLowerCase(locale, first);
    return text.substring(0, start) + changed + text.substring(end);
  }
}
