package dev.palimpsest.transforms.render;

import dev.palimpsest.io.region.Style;
import io.github.humbleui.skija.FontSlant;
import io.github.humbleui.skija.FontStyle;
import io.github.humbleui.skija.FontWeight;
import io.github.humbleui.skija.FontWidth;

/** Measured style to Skia's. */
final class TextStyles {
  private TextStyles() {}

  static FontStyle fontStyle(Style style) {
    return new FontStyle(
        style.bold() ? FontWeight.BOLD : FontWeight.NORMAL,
        FontWidth.NORMAL,
        style.italic() ? FontSlant.ITALIC : FontSlant.UPRIGHT);
  }

  /** {@code #rrggbb} to opaque ARGB. */
  static int argb(String color) {
    return 0xff000000 | Integer.parseInt(color.substring(1), 16);
  }
}
