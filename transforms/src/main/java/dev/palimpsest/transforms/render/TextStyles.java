package dev.palimpsest.transforms.render;

import dev.palimpsest.io.region.Style;
import io.github.humbleui.skija.FontSlant;
import io.github.humbleui.skija.FontStyle;
import io.github.humbleui.skija.FontWeight;
import io.github.humbleui.skija.FontWidth;

/** Measured style to Skia's. */
final class TextStyles {
  private TextStyles() {}

  /** Bold as measured; italic only in scripts that know it. */
  static FontStyle fontStyle(Style style, String text) {
    return new FontStyle(
        style.bold() ? FontWeight.BOLD : FontWeight.NORMAL,
        FontWidth.NORMAL,
        style.italic() && slants(text) ? FontSlant.ITALIC : FontSlant.UPRIGHT);
  }

  private static boolean slants(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .allMatch(
            c ->
                switch (Character.UnicodeScript.of(c)) {
                  case LATIN, GREEK, CYRILLIC -> true;
                  default -> false;
                });
  }

  /** {@code #rrggbb} to opaque ARGB. */
  static int argb(String color) {
    return argb(color, 1);
  }

  static int argb(String color, double opacity) {
    int alpha = (int) Math.round(255 * Math.max(0, Math.min(1, opacity)));
    return alpha << 24 | Integer.parseInt(color.substring(1), 16);
  }
}
