package dev.palimpsest.transforms.render;

import dev.palimpsest.io.region.Style;
import io.github.humbleui.skija.Canvas;
import io.github.humbleui.skija.FilterBlurMode;
import io.github.humbleui.skija.Font;
import io.github.humbleui.skija.FontEdging;
import io.github.humbleui.skija.FontHinting;
import io.github.humbleui.skija.MaskFilter;
import io.github.humbleui.skija.Paint;
import io.github.humbleui.skija.PaintMode;
import io.github.humbleui.skija.PaintStrokeJoin;
import io.github.humbleui.skija.TextLine;
import io.github.humbleui.skija.Typeface;
import io.github.humbleui.skija.shaper.Shaper;
import io.github.humbleui.skija.shaper.ShapingOptions;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Text in columns from right to left, each character upright in a square cell, with the face's
 * vertical forms of punctuation, brackets and long vowels. Skia's paragraphs know lines only.
 */
final class Columns {
  /** Baseline in the em square of East Asian faces (OpenType's ideographic em-box). */
  private static final double BASELINE_EM = 0.88;

  private static final ShapingOptions VERTICAL = ShapingOptions.DEFAULT.withFeatures("vert");

  private Columns() {}

  /** Whether a language is written in columns by custom. */
  static boolean customary(String languageTag) {
    String language = Locale.forLanguageTag(languageTag).getLanguage();
    return List.of("ja", "zh", "yue").contains(language);
  }

  /** Letters, digits and marks of ASCII as the wide forms that stand upright in a cell. */
  static String wide(String text) {
    StringBuilder wide = new StringBuilder();
    text.chars().forEach(c -> wide.append((char) (c > 0x20 && c < 0x7f ? c + 0xfee0 : c)));
    return wide.toString();
  }

  /** Cells that a piece of text fills; blanks take half of one. */
  static double cells(String text) {
    return text.codePoints()
        .mapToDouble(c -> Character.isWhitespace(c) && c != 0x3000 ? 0.5 : 1)
        .sum();
  }

  static double widthPx(TextBlock.Layout layout) {
    return layout.sizePx() + (layout.lines().size() - 1) * layout.leadingPx();
  }

  /**
   * Paints with the columns' upper left corner at the origin.
   *
   * @param faces the face for a character
   */
  static void paint(
      Canvas canvas,
      TextBlock.Layout layout,
      TextBlock.Effects effects,
      IntFunction<Typeface> faces) {
    try (Paint paint = new Paint().setAntiAlias(true)) {
      if (effects.shadow().isPresent()) {
        shadow(canvas, layout, effects.shadow().get(), faces);
      }
      if (effects.outlinePx() > 0) {
        paint
            .setColor(effects.outline())
            .setMode(PaintMode.STROKE)
            .setStrokeWidth((float) (2 * effects.outlinePx()))
            .setStrokeJoin(PaintStrokeJoin.ROUND);
        glyphs(canvas, layout, faces, paint);
      }
      paint.setMode(PaintMode.FILL).setColor(effects.ink());
      glyphs(canvas, layout, faces, paint);
    }
  }

  private static void shadow(
      Canvas canvas, TextBlock.Layout layout, Style.Shadow shadow, IntFunction<Typeface> faces) {
    try (Paint paint = new Paint().setAntiAlias(true);
        MaskFilter blur =
            MaskFilter.makeBlur(FilterBlurMode.NORMAL, (float) Math.max(0.01, shadow.blurPx()))) {
      paint.setColor(TextStyles.argb(shadow.color(), shadow.opacity())).setMaskFilter(blur);
      canvas.save();
      canvas.translate((float) shadow.dxPx(), (float) shadow.dyPx());
      glyphs(canvas, layout, faces, paint);
      canvas.restore();
    }
  }

  private static void glyphs(
      Canvas canvas, TextBlock.Layout layout, IntFunction<Typeface> faces, Paint paint) {
    double size = layout.sizePx();
    double x = widthPx(layout) - size;
    try (Shaper shaper = Shaper.makeShapeDontWrapOrReorder()) {
      for (String column : layout.lines()) {
        double y = 0;
        for (int c : column.codePoints().toArray()) {
          String character = Character.toString(c);
          if (!Character.isWhitespace(c)) {
            glyph(canvas, shaper, character, faces.apply(c), size, x, y, paint);
          }
          y += cells(character) * size;
        }
        x -= layout.leadingPx();
      }
    }
  }

  private static void glyph(
      Canvas canvas,
      Shaper shaper,
      String character,
      Typeface face,
      double size,
      double x,
      double y,
      Paint paint) {
    try (Font font = new Font(face, (float) size)) {
      font.setEdging(FontEdging.ANTI_ALIAS).setHinting(FontHinting.NONE).setSubpixel(true);
      try (TextLine line = shaper.shapeLine(character, font, VERTICAL)) {
        double middle = (size - line.getWidth()) / 2;
        canvas.drawTextLine(line, (float) (x + middle), (float) (y + BASELINE_EM * size), paint);
      }
    }
  }
}
