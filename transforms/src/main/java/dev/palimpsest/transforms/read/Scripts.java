package dev.palimpsest.transforms.read;

import com.ibm.icu.lang.UScript;

/** What the reading step must know of writing systems. */
final class Scripts {
  private Scripts() {}

  /** Han, Kana: written without blanks between words. */
  static boolean isCjk(int codePoint) {
    int script = UScript.getScript(codePoint);
    return script == UScript.HAN || script == UScript.HIRAGANA || script == UScript.KATAKANA;
  }

  /** More than half of the letters are Han or Kana. */
  static boolean isCjk(String text) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    return letters > 0 && text.codePoints().filter(Scripts::isCjk).count() * 2 > letters;
  }

  /** Chinese and Japanese join what stands on both sides of a break without a blank. */
  static boolean joinsWithoutSpace(CharSequence before, String after) {
    int last = Character.codePointBefore(before, before.length());
    return isCjk(last) && isCjk(after.codePointAt(0));
  }
}
