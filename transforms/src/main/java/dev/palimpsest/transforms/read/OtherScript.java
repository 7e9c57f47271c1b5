package dev.palimpsest.transforms.read;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A script other than Latin that can be read here.
 *
 * @param tag the language of the data, BCP-47
 * @param code of the OCR data for horizontal lines
 * @param verticalCode of the OCR data for columns read top to bottom, if there is any
 */
record OtherScript(String tag, String code, Optional<String> verticalCode) {

  /** Scripts of the languages among the tags that do not write Latin letters. */
  static List<OtherScript> of(List<String> tags, Set<String> codes) {
    return tags.stream()
        .filter(tag -> !isLatin(tag))
        .map(
            tag -> {
              String code = OcrLanguages.code(tag);
              return new OtherScript(
                  tag, code, Optional.of(code + "_vert").filter(codes::contains));
            })
        .distinct()
        .toList();
  }

  /** One language, the usual one, for every script that can be read with the OCR data at hand. */
  static List<OtherScript> all(Set<String> codes) {
    TreeMap<String, String> tagByScript = new TreeMap<>();
    OcrLanguages.codeByTag(codes)
        .keySet()
        .forEach(
            tag -> {
              String script = script(tag);
              String usual = ULocale.addLikelySubtags(new ULocale("und_" + script)).getLanguage();
              if (tag.equals(usual)) {
                tagByScript.put(script, tag);
              } else {
                tagByScript.putIfAbsent(script, tag);
              }
            });
    return of(List.copyOf(tagByScript.values()), codes);
  }

  static boolean isLatin(String tag) {
    return script(tag).equals("Latn");
  }

  private static String script(String tag) {
    return ULocale.addLikelySubtags(ULocale.forLanguageTag(tag)).getScript();
  }

  /** ISO 15924. */
  String script() {
    return script(tag);
  }

  /** Chinese or Japanese. */
  boolean isCjk() {
    return List.of("Jpan", "Hans", "Hant").contains(script(tag));
  }

  boolean isChinese() {
    return isCjk() && !tag.equals("ja");
  }

  /** Number of letters of this script: {@code 3} for Japanese in {@code 25歳です}. */
  long letters(String text) {
    return letters(tag, text);
  }

  /** Vowel signs, which are half of an Indic or Thai text. */
  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** Number of letters that the language is written with. */
  static long letters(String tag, String text) {
    // ICU has scripts of their own for Hans and Hant, but no character is in them.
    ULocale locale = ULocale.forLanguageTag(tag);
    int[] scripts = UScript.getCode(tag.startsWith("zh") ? new ULocale("zh") : locale);
    return text.codePoints()
        .filter(c -> Character.isLetter(c) || isMark(c))
        .filter(c -> IntStream.of(scripts).anyMatch(s -> s == UScript.getScript(c)))
        .count();
  }
}
