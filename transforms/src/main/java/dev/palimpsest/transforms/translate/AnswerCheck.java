package dev.palimpsest.transforms.translate;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether an answer can be a translation of its text at all. Unlike QA, a miss is asked again. */
final class AnswerCheck {
  /** A translation of a short word may be a phrase; a long text never grows this much. */
  private static final int SPARE_CHARACTERS = 60;

  private static final int MAX_GROWTH = 4;

  /** A Han character says about as much as three letters. */
  private static final int WIDE_WEIGHT = 3;

  private AnswerCheck() {}

  /**
   * What is wrong; empty if nothing is.
   *
   * @param text and {@code answer} with marks in place of kept parts
   */
  static Optional<String> problem(String text, String answer, String targetTag) {
    if (answer.isBlank()) {
      return Optional.of("is empty");
    }
    if (!Placeholders.sameMarks(text, answer)) {
      return Optional.of("did not keep a part that must stay as it is");
    }
    if (weight(answer) > SPARE_CHARACTERS + MAX_GROWTH * weight(text)) {
      return Optional.of("is absurdly long");
    }
    return isWrongScript(text, answer, targetTag)
        ? Optional.of("is not written in the script of " + targetTag)
        : Optional.empty();
  }

  static int weight(String text) {
    return text.codePoints()
        .map(c -> UCharacter.isUnicodeIdentifierStart(c) && isWide(c) ? WIDE_WEIGHT : 1)
        .sum();
  }

  private static boolean isWide(int codePoint) {
    int script = UScript.getScript(codePoint);
    return script == UScript.HAN
        || script == UScript.HIRAGANA
        || script == UScript.KATAKANA
        || script == UScript.HANGUL;
  }

  /**
   * Names may stay in Latin letters in any language, so that a text in another script needs but one
   * letter of its own; a Latin text is mostly Latin.
   */
  private static boolean isWrongScript(String text, String answer, String targetTag) {
    ULocale locale = ULocale.addLikelySubtags(ULocale.forLanguageTag(targetTag));
    int[] codes = UScript.getCode(locale);
    if (codes == null || answer.strip().equalsIgnoreCase(text.strip())) {
      return false;
    }
    Set<Integer> scripts = Arrays.stream(codes).boxed().collect(Collectors.toSet());
    int[] letters =
        answer
            .codePoints()
            .filter(Character::isLetter)
            .map(UScript::getScript)
            .filter(script -> script != UScript.COMMON && script != UScript.INHERITED)
            .toArray();
    long own = Arrays.stream(letters).filter(scripts::contains).count();
    return scripts.contains(UScript.LATIN)
        ? own * 2 < letters.length
        : own == 0 && letters.length > 0;
  }
}
