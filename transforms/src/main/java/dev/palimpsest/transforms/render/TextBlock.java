package dev.palimpsest.transforms.render;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.palimpsest.io.region.Line;
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
import io.github.humbleui.skija.paragraph.Shadow;
import io.github.humbleui.skija.paragraph.StrutStyle;
import io.github.humbleui.skija.paragraph.TextStyle;
import io.github.humbleui.types.Rect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One text in one style, ready to be laid out at any size and width. Belongs to the thread that
 * made it.
 */
final class TextBlock {
  /** Widths are measured at this size and scale with it: nothing is hinted. */
  private static final double MEASURED_PX = 100;

  /** Narrower than this a face looks squeezed rather than condensed. */
  static final double MIN_STRETCH = 0.74;

  /** What a face of normal width bears. */
  private static final double MIN_NORMAL_STRETCH = 0.84;

  /** Letters set farther apart than this are spaced, not wide. */
  private static final double SPACED = 1.08;

  private static final double MAX_SPACING_EM = 0.4;

  private final Fonts fonts;
  private final Drawing drawing;
  private final Style style;
  private final String text;
  private final String missing;
  private final List<String> families;
  private final double capHeightPerEm;
  private final double stretch;
  private final double spacingEm;
  private final boolean columns;
  private final LineBreaks breaks;
  private final Hyphenation hyphenation;

  /**
   * @param lineWidthsPx of the source's lines, along their own direction
   * @param columns whether the text is set in columns
   */
  TextBlock(
      Fonts fonts,
      Hyphenation hyphenation,
      Drawing drawing,
      double[] lineWidthsPx,
      boolean columns) {
    this.fonts = fonts;
    this.hyphenation = hyphenation;
    this.drawing = drawing;
    this.style = drawing.region().style().orElseThrow();
    String cased = LetterCase.apply(drawing.text(), style.allCaps(), drawing.languageTag());
    StringBuilder drawable = new StringBuilder();
    StringBuilder gaps = new StringBuilder();
    cased.codePoints().forEach(c -> (fonts.covers(c) ? drawable : gaps).appendCodePoint(c));
    String joined = drawable.toString().strip().replaceAll("\\s+", " ");
    this.columns = columns;
    this.text = columns ? Columns.wide(joined) : joined;
    this.missing = gaps.toString();
    this.families = fonts.familiesFor(text, style, drawing.languageTag());
    try (Font font = new Font(fonts.mainFace(text, style, drawing.languageTag()), 100)) {
      this.capHeightPerEm = capHeight(font);
    }
    double ratio = widthRatio(lineWidthsPx);
    double least = style.condensed() ? MIN_STRETCH : MIN_NORMAL_STRETCH;
    this.stretch = ratio < 1 ? Math.max(least, ratio) : 1;
    this.spacingEm = ratio > SPACED ? spacingEm(lineWidthsPx) : 0;
    this.breaks = breaks(text.replace(LineBreaks.SOFT_HYPHEN, ""));
  }

  /** Capitals where the face has them, else the height of a square character's body. */
  private static double capHeight(Font font) {
    double cap = font.getMetrics().getCapHeight();
    return cap > 40 && cap < 95 ? cap / 100 : 0.72;
  }

  /**
   * How wide the source is set, against the same text in the face that is drawn with: below 1 a
   * condensed face, above 1 spaced letters. Only letters of the same kind can be compared.
   */
  private double widthRatio(double[] lineWidthsPx) {
    double natural = 0;
    double actual = 0;
    List<Line> lines = drawing.region().lines();
    for (int i = 0; i < lines.size() && i < lineWidthsPx.length; i++) {
      if (lines.get(i).vertical() || !comparable(lines.get(i).text())) {
        return 1;
      }
      natural += sourceInk(lines.get(i).text(), sourceSizePx()).getWidth();
      actual += lineWidthsPx[i];
    }
    return natural <= 0 || !comparable(text) ? 1 : actual / natural;
  }

  private static boolean comparable(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .allMatch(
            c ->
                switch (Character.UnicodeScript.of(c)) {
                  case LATIN, GREEK, CYRILLIC -> true;
                  default -> false;
                });
  }

  private double spacingEm(double[] lineWidthsPx) {
    double surplus = 0;
    int gaps = 0;
    List<Line> lines = drawing.region().lines();
    for (int i = 0; i < lines.size() && i < lineWidthsPx.length; i++) {
      surplus += lineWidthsPx[i] - sourceInk(lines.get(i).text(), sourceSizePx()).getWidth();
      gaps += Math.max(1, lines.get(i).text().length() - 1);
    }
    return Math.max(0, Math.min(MAX_SPACING_EM, surplus / gaps / sourceSizePx()));
  }

  private LineBreaks breaks(String text) {
    // Strict: no small kana or long vowel at the start of a line.
    ULocale locale = ULocale.forLanguageTag(drawing.languageTag()).setKeywordValue("lb", "strict");
    BreakIterator iterator = BreakIterator.getLineInstance(locale);
    iterator.setText(text);
    List<String> pieces = new ArrayList<>();
    int from = iterator.first();
    for (int to = iterator.next(); to != BreakIterator.DONE; to = iterator.next()) {
      pieces.add(text.substring(from, to));
      from = to;
    }
    double[] widths = new double[pieces.size()];
    double[] blanks = new double[pieces.size()];
    double blank = columns ? 0.5 : (measured("n n") - measured("nn")) / MEASURED_PX;
    double hyphen = columns ? 1 : measured("-") / MEASURED_PX;
    for (int i = 0; i < widths.length; i++) {
      String bare = pieces.get(i).stripTrailing();
      String shown = bare.replace(LineBreaks.SOFT_HYPHEN, "");
      blanks[i] = (pieces.get(i).length() - bare.length()) * blank;
      widths[i] = (columns ? Columns.cells(shown) : measured(shown) / MEASURED_PX) + blanks[i];
      blanks[i] -= bare.endsWith(LineBreaks.SOFT_HYPHEN) && i + 1 < widths.length ? hyphen : 0;
    }
    return new LineBreaks(pieces, widths, blanks);
  }

  private double measured(String piece) {
    try (Paint paint = new Paint();
        Paragraph paragraph = paragraph(piece, MEASURED_PX, 1.2, Optional.empty(), paint)) {
      paragraph.layout(1e6f);
      return paragraph.getMaxIntrinsicWidth();
    }
  }

  Drawing drawing() {
    return drawing;
  }

  String missing() {
    return missing;
  }

  LineBreaks lineBreaks() {
    return breaks;
  }

  /** With soft hyphens, and where the dictionary has some, as further places to break at. */
  LineBreaks hyphenated() {
    String softened = hyphenation.soften(text, drawing.languageTag());
    return softened.contains(LineBreaks.SOFT_HYPHEN) ? breaks(softened) : breaks;
  }

  boolean columns() {
    return columns;
  }

  /** Horizontal scale that makes the face as narrow as the source's. */
  double sourceStretch() {
    return stretch;
  }

  boolean rightToLeft() {
    return ULocale.forLanguageTag(drawing.languageTag()).isRightToLeft();
  }

  /** The font size at which capitals are as tall, or columns as wide, as the source's. */
  double sourceSizePx() {
    double perEm = sourceVertical() ? 1 : capHeightPerEm;
    return Math.max(4, style.capHeightPx() / perEm);
  }

  private boolean sourceVertical() {
    List<Line> lines = drawing.region().lines();
    return !lines.isEmpty() && lines.get(0).vertical();
  }

  double capHeightPx(double sizePx) {
    return sizePx * capHeightPerEm;
  }

  /** Baseline distance of the source at its own size, in em; the usual 1.2 for a single line. */
  double sourceLeadingEm() {
    double em = style.leadingPx() / sourceSizePx();
    return style.leadingPx() > 0 && !sourceVertical() ? Math.max(1.0, Math.min(1.8, em)) : 1.2;
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
   * Broken into lines at a size.
   *
   * @param stretch horizontal scale of the letters, 1 as the face is
   */
  record Layout(
      double sizePx, double leadingEm, double stretch, List<String> lines, double longestLinePx) {
    double leadingPx() {
      return leadingEm * sizePx;
    }
  }

  Layout layout(double sizePx, double leadingEm, double stretch, int lines, double widthPx) {
    double em = sizePx * stretch;
    return layout(sizePx, leadingEm, stretch, breaks.into(lines, widthPx / em + 1e-6));
  }

  Layout layout(double sizePx, double leadingEm, double stretch, LineBreaks.Broken broken) {
    double longest = broken.longestEm() * sizePx * stretch;
    return new Layout(sizePx, leadingEm, stretch, broken.lines(), longest);
  }

  /** What lies around the letters, in the frame of the text. */
  record Effects(int ink, int outline, double outlinePx, Optional<Style.Shadow> shadow) {}

  /**
   * Paints a layout with the left edge of its lines at 0 and its first baseline at 0; columns with
   * their upper left corner at the origin.
   */
  void paint(Canvas canvas, Layout layout, Effects effects) {
    if (columns) {
      Columns.paint(canvas, layout, effects, c -> fonts.faceInColumns(c, families, style));
      return;
    }
    canvas.save();
    canvas.scale((float) layout.stretch(), 1);
    Optional<Style.Shadow> shadow = effects.shadow();
    if (effects.outlinePx() > 0) {
      try (Paint stroke =
          new Paint()
              .setColor(effects.outline())
              .setMode(PaintMode.STROKE)
              .setStrokeWidth((float) (2 * effects.outlinePx()))
              .setStrokeJoin(PaintStrokeJoin.ROUND)
              .setAntiAlias(true)) {
        paint(canvas, layout, shadow, stroke);
      }
      shadow = Optional.empty();
    }
    try (Paint fill = new Paint().setColor(effects.ink()).setAntiAlias(true)) {
      paint(canvas, layout, shadow, fill);
    }
    canvas.restore();
  }

  private void paint(Canvas canvas, Layout layout, Optional<Style.Shadow> shadow, Paint paint) {
    String lines = String.join("\n", layout.lines());
    try (Paragraph paragraph =
        paragraph(lines, layout.sizePx(), layout.leadingEm(), shadow, paint)) {
      paragraph.layout((float) widthInFace(layout));
      LineMetrics[] metrics = paragraph.getLineMetrics();
      if (metrics.length > 0) {
        paragraph.paint(canvas, 0, (float) -metrics[0].getBaseline());
      }
    }
  }

  /** Of the longest line before it is stretched; a pixel more keeps rounding from wrapping it. */
  private static double widthInFace(Layout layout) {
    return Math.ceil(layout.longestLinePx() / layout.stretch()) + 2;
  }

  /** Width of the box that {@link #paint} aligns the lines in. */
  double boxWidthPx(Layout layout) {
    return columns ? Columns.widthPx(layout) : widthInFace(layout) * layout.stretch();
  }

  private Paragraph paragraph(
      String lines, double sizePx, double leadingEm, Optional<Style.Shadow> shadow, Paint paint) {
    String[] names = families.toArray(String[]::new);
    try (TextStyle textStyle = new TextStyle();
        StrutStyle strut = new StrutStyle();
        ParagraphStyle paragraphStyle = new ParagraphStyle()) {
      textStyle
          .setFontFamilies(names)
          .setFontStyle(TextStyles.fontStyle(style, lines))
          .setFontSize((float) sizePx)
          .setLetterSpacing((float) (spacingEm * sizePx))
          .setLocale(drawing.languageTag())
          .setForeground(paint);
      shadow.ifPresent(
          s ->
              textStyle.addShadow(
                  new Shadow(
                      TextStyles.argb(s.color(), s.opacity()),
                      (float) s.dxPx(),
                      (float) s.dyPx(),
                      s.blurPx())));
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
        return builder.pushStyle(textStyle).addText(lines).build();
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
