package dev.palimpsest.transforms.render;

import com.ibm.icu.util.ULocale;
import dev.palimpsest.io.region.Style;
import io.github.humbleui.skija.Canvas;
import io.github.humbleui.skija.Font;
import io.github.humbleui.skija.FontEdging;
import io.github.humbleui.skija.FontHinting;
import io.github.humbleui.skija.Paint;
import io.github.humbleui.skija.PaintMode;
import io.github.humbleui.skija.PaintStrokeJoin;
import io.github.humbleui.skija.paragraph.Alignment;
import io.github.humbleui.skija.paragraph.Direction;
import io.github.humbleui.skija.paragraph.LineMetrics;
import io.github.humbleui.skija.paragraph.Paragraph;
import io.github.humbleui.skija.paragraph.ParagraphBuilder;
import io.github.humbleui.skija.paragraph.ParagraphStyle;
import io.github.humbleui.skija.paragraph.StrutStyle;
import io.github.humbleui.skija.paragraph.TextStyle;
import io.github.humbleui.types.Rect;
import java.util.List;

/**
 * One text in one style, ready to be laid out at any size and width. Belongs to the thread that
 * made it.
 */
final class TextBlock {
  private final Fonts fonts;
  private final Drawing drawing;
  private final Style style;
  private final String text;
  private final String missing;
  private final List<String> families;
  private final double capHeightPerEm;

  TextBlock(Fonts fonts, Drawing drawing) {
    this.fonts = fonts;
    this.drawing = drawing;
    this.style = drawing.region().style().orElseThrow();
    String cased = LetterCase.apply(drawing.text(), style.allCaps(), drawing.languageTag());
    StringBuilder drawable = new StringBuilder();
    StringBuilder gaps = new StringBuilder();
    cased.codePoints().forEach(c -> (fonts.covers(c) ? drawable : gaps).appendCodePoint(c));
    this.text = drawable.toString().strip();
    this.missing = gaps.toString();
    this.families = fonts.familiesFor(text, style, drawing.languageTag());
    try (Font font = new Font(fonts.mainFace(text, style, drawing.languageTag()), 100)) {
      this.capHeightPerEm = capHeight(font);
    }
  }

  /** Capitals where the face has them, else the height of a square character's body. */
  private static double capHeight(Font font) {
    double cap = font.getMetrics().getCapHeight();
    return cap > 40 && cap < 95 ? cap / 100 : 0.72;
  }

  Drawing drawing() {
    return drawing;
  }

  String text() {
    return text;
  }

  String missing() {
    return missing;
  }

  boolean rightToLeft() {
    return ULocale.forLanguageTag(drawing.languageTag()).isRightToLeft();
  }

  /** The font size at which capitals are as tall as the source's. */
  double sourceSizePx() {
    return Math.max(4, style.capHeightPx() / capHeightPerEm);
  }

  double capHeightPx(double sizePx) {
    return sizePx * capHeightPerEm;
  }

  /** Baseline distance of the source at its own size, in em; the usual 1.2 for a single line. */
  double sourceLeadingEm() {
    double em = style.leadingPx() / sourceSizePx();
    return style.leadingPx() > 0 ? Math.max(1.0, Math.min(1.8, em)) : 1.2;
  }

  /** Which edge the lines share: the mirror image of the source's if the script runs leftwards. */
  Style.Alignment alignment() {
    if (!rightToLeft()) {
      return style.alignment();
    }
    return switch (style.alignment()) {
      case LEFT -> Style.Alignment.RIGHT;
      case RIGHT -> Style.Alignment.LEFT;
      case CENTER -> Style.Alignment.CENTER;
    };
  }

  /**
   * Laid out at a size and width.
   *
   * @param wordsWhole no word had to be broken to fit the width
   */
  record Layout(
      double sizePx,
      double leadingEm,
      double widthPx,
      int lines,
      double longestLinePx,
      double firstBaselinePx,
      boolean wordsWhole) {
    double leadingPx() {
      return leadingEm * sizePx;
    }
  }

  Layout layout(double sizePx, double leadingEm, double widthPx) {
    try (Paint paint = new Paint();
        Paragraph paragraph = paragraph(sizePx, leadingEm, paint)) {
      paragraph.layout((float) widthPx);
      LineMetrics[] lines = paragraph.getLineMetrics();
      double longest = 0;
      for (LineMetrics line : lines) {
        longest = Math.max(longest, line.getWidth());
      }
      return new Layout(
          sizePx,
          leadingEm,
          widthPx,
          lines.length,
          longest,
          lines.length == 0 ? 0 : lines[0].getBaseline(),
          paragraph.getMinIntrinsicWidth() <= widthPx + 0.5);
    }
  }

  /** Width of the text on one line. */
  double naturalWidthPx(double sizePx) {
    return layout(sizePx, 1.2, 1e6).longestLinePx();
  }

  /** Paints a layout with its box's top left corner at the canvas's origin. */
  void paint(Canvas canvas, Layout layout, int ink, int outline, double outlinePx) {
    if (outlinePx > 0) {
      try (Paint stroke =
          new Paint()
              .setColor(outline)
              .setMode(PaintMode.STROKE)
              .setStrokeWidth((float) (2 * outlinePx))
              .setStrokeJoin(PaintStrokeJoin.ROUND)
              .setAntiAlias(true)) {
        paint(canvas, layout, stroke);
      }
    }
    try (Paint fill = new Paint().setColor(ink).setAntiAlias(true)) {
      paint(canvas, layout, fill);
    }
  }

  private void paint(Canvas canvas, Layout layout, Paint paint) {
    try (Paragraph paragraph = paragraph(layout.sizePx(), layout.leadingEm(), paint)) {
      paragraph.layout((float) layout.widthPx());
      paragraph.paint(canvas, 0, 0);
    }
  }

  private Paragraph paragraph(double sizePx, double leadingEm, Paint paint) {
    String[] names = families.toArray(String[]::new);
    try (TextStyle textStyle = new TextStyle();
        StrutStyle strut = new StrutStyle();
        ParagraphStyle paragraphStyle = new ParagraphStyle()) {
      textStyle
          .setFontFamilies(names)
          .setFontStyle(TextStyles.fontStyle(style))
          .setFontSize((float) sizePx)
          .setLocale(drawing.languageTag())
          .setForeground(paint);
      // A forced strut keeps the leading when a fallback font is taller.
      strut
          .setEnabled(true)
          .setFontFamilies(names)
          .setFontSize((float) sizePx)
          .setHeight((float) leadingEm)
          .setHeightOverridden(true)
          .setHeightForced(true);
      paragraphStyle.setTextStyle(textStyle).setStrutStyle(strut);
      paragraphStyle.setDirection(rightToLeft() ? Direction.RTL : Direction.LTR);
      paragraphStyle.setAlignment(
          switch (alignment()) {
            case LEFT -> Alignment.LEFT;
            case CENTER -> Alignment.CENTER;
            case RIGHT -> Alignment.RIGHT;
          });
      // Hinting snaps glyphs to pixels and makes widths jump from size to size.
      paragraphStyle.disableHinting();
      try (ParagraphBuilder builder = new ParagraphBuilder(paragraphStyle, fonts.collection())) {
        return builder.pushStyle(textStyle).addText(text).build();
      }
    }
  }

  /**
   * How far the source text's ink reaches above (negative) and below its baseline at a size, so
   * that the baseline can be found from the box around the ink.
   */
  Rect sourceInk(String sourceText, double sizePx) {
    try (Font font =
        new Font(fonts.mainFace(sourceText, style, drawing.region().language()), (float) sizePx)) {
      font.setEdging(FontEdging.ANTI_ALIAS).setHinting(FontHinting.NONE);
      return font.measureText(sourceText);
    }
  }
}
