package dev.palimpsest.transforms.read;

import com.ibm.icu.lang.UScript;
import dev.palimpsest.io.region.Word;
import java.util.List;

/** What the reading step must know of writing systems. */
final class Scripts {
  private Scripts() {}

  static boolean isKana(int codePoint) {
    int script = UScript.getScript(codePoint);
    return script == UScript.HIRAGANA || script == UScript.KATAKANA;
  }

  static boolean isReadWithFalseBlanks(int codePoint) {
    int script = UScript.getScript(codePoint);
    return script == UScript.HANGUL || script == UScript.THAI || script == UScript.LAO;
  }

  static boolean isHan(int codePoint) {
    return UScript.getScript(codePoint) == UScript.HAN;
  }

  /** Han, Kana: written without blanks between words. */
  static boolean isCjk(int codePoint) {
    return isKana(codePoint) || isHan(codePoint);
  }

  static long letters(String text) {
    return text.codePoints().filter(Character::isLetter).count();
  }

  /** More than half of the letters are Han or Kana. */
  static boolean isCjk(String text) {
    long letters = letters(text);
    return letters > 0 && text.codePoints().filter(Scripts::isCjk).count() * 2 > letters;
  }

  /** Most of the words begin with an Arabic, Hebrew or other letter written right to left. */
  static boolean isRightToLeft(List<Word> words) {
    long rightToLeft =
        words.stream()
            .filter(w -> w.text().codePoints().anyMatch(c -> UScript.isRightToLeft(script(c))))
            .count();
    return rightToLeft * 2 > words.size();
  }

  private static int script(int codePoint) {
    return UScript.getScript(codePoint);
  }

  /** Chinese and Japanese join what stands on both sides of a break without a blank. */
  static boolean joinsWithoutSpace(CharSequence before, String after) {
    int last = Character.codePointBefore(before, before.length());
    return isCjk(last) && isCjk(after.codePointAt(0));
  }
}
