package dev.palimpsest.transforms.render;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.stream.Collectors;

/** Which package of Debian and Ubuntu has the glyphs of characters. */
public final class FontPackages {
  private FontPackages() {}

  /** The packages for all of the characters, separated by blanks. */
  public static String holding(String characters) {
    return characters
        .codePoints()
        .mapToObj(FontPackages::holding)
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static String holding(int codePoint) {
    if (UCharacter.hasBinaryProperty(codePoint, UProperty.EMOJI_PRESENTATION)) {
      return "fonts-noto-color-emoji";
    }
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> "fonts-noto-cjk";
      default -> wide(codePoint) ? "fonts-noto-cjk" : "fonts-noto-core";
    };
  }

  /** Punctuation of East Asia belongs to no script of its own. */
  private static boolean wide(int codePoint) {
    int width = UCharacter.getIntPropertyValue(codePoint, UProperty.EAST_ASIAN_WIDTH);
    return width == UCharacter.EastAsianWidth.WIDE || width == UCharacter.EastAsianWidth.FULLWIDTH;
  }
}
