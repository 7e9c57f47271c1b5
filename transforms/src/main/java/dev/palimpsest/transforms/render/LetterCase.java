package dev.palimpsest.transforms.render;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;

/** Letter case by the rules of the language (German ß, Turkish i, Greek accents). */
final class LetterCase {
  private LetterCase() {}

  /** All capitals if the source was; scripts without case stay as they are. */
  static String apply(String text, boolean allCaps, String languageTag) {
    return allCaps ? UCharacter.toUpperCase(ULocale.forLanguageTag(languageTag), text) : text;
  }
}
