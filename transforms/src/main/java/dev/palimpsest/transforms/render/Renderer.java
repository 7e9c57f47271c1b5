package dev.palimpsest.transforms.render;

import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.render.Rendering.Drawn;
import dev.palimpsest.transforms.render.Rendering.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws translated texts into a clean plate so that they look as if they had always been there: in
 * the measured style, fitted to their places, without touching anything else. Thread-safe.
 */
public final class Renderer {
  /** Labels whose capitals differ by less than this share were set in one size. */
  private static final double SIBLING_TOLERANCE = 0.08;

  /** A text that must shrink below this share does not pull its siblings down with it. */
  private static final double SIBLING_FLOOR = 0.75;

  /** How far text may grow on each side. */
  private static final int MAX_REACH_PX = 600;

  /** The picture shows through; the source's letters do not compete. */
  private static final int PANEL_ALPHA = 0xf0;

  private final Fonts fonts;
  private final double minFontSizePx;
  private final Hyphenation hyphenation;

  /**
   * @param minFontSizePx smallest readable size; longer text is drawn at it and flagged
   * @param hyphenation for words that do not fit even at that size
   */
  public Renderer(Fonts fonts, double minFontSizePx, Hyphenation hyphenation) {
    this.fonts = fonts;
    this.minFontSizePx = minFontSizePx;
    this.hyphenation = hyphenation;
  }

  /**
   * Draws all texts of one language.
   *
   * @param plate the clean plate (for {@link Mode#LIGHT_NOVEL} the source); left as it is
   * @param drawings what to draw; their regions do not overlap
   * @param untouched regions that stay in the picture: nothing is drawn over them
   */
  public Rendering draw(Picture plate, List<Drawing> drawings, List<Region> untouched, Mode mode) {
    List<Placed> placed = new ArrayList<>();
    for (Drawing drawing : drawings) {
      placed.add(place(plate, drawing, drawings, untouched, placed, mode));
    }
    Picture picture = plate.copy();
    List<Drawn> drawn = new ArrayList<>();
    for (Placed text : evenedOut(placed)) {
      drawn.add(paint(picture, text, mode));
    }
    return new Rendering(picture, drawn);
  }

  private record Placed(TextBlock block, Place place, Box free, Fitter.Room room, Fitter.Fit fit) {
    double scale() {
      return fit.layout().sizePx() / block.sourceSizePx();
    }

    Placed with(Fitter.Fit other) {
      return new Placed(block, place, free, room, other);
    }

    double leftPx(double widthPx) {
      if (room.balloon().isPresent()) {
        return room.balloon().get().center().x() - widthPx / 2;
      }
      return switch (block.alignment()) {
        case LEFT -> place.box().x();
        case RIGHT -> place.box().right() - widthPx;
        case CENTER -> place.box().centerX() - widthPx / 2;
      };
    }

    /**
     * Top of the first line's capitals: where the source's was for paragraphs that hang from it,
     * else around the source's middle; inside the free ground.
     */
    double topPx() {
      if (room.balloon().isPresent()) {
        double height =
            block.columns() ? fit.layout().longestLinePx() : Fitter.heightPx(block, fit.layout());
        return room.balloon().get().center().y() - height / 2;
      }
      double height = Fitter.heightPx(block, fit.layout());
      double top = place.topPx(block);
      boolean hangs = place.lines().size() > 1 && block.alignment() != Style.Alignment.CENTER;
      if (!hangs) {
        top = place.middle(block) - height / 2;
      }
      double lowest = Math.max(free.bottom(), place.box().bottom()) - height;
      return Math.max(Math.min(free.y(), place.topPx(block)), Math.min(top, lowest));
    }

    /** The laid-out text in the place's frame. */
    Box box() {
      TextBlock.Layout layout = fit.layout();
      if (block.columns()) {
        double width = Columns.widthPx(layout);
        return new Box(
            (int) Math.floor(leftPx(width)),
            (int) Math.floor(topPx()),
            (int) Math.ceil(width),
            (int) Math.ceil(layout.longestLinePx()));
      }
      double cap = block.capHeightPx(layout.sizePx());
      // Accents reach above the capitals, descenders below the baseline, by about a third of them.
      return new Box(
          (int) Math.floor(leftPx(layout.longestLinePx())),
          (int) Math.floor(topPx() - cap * 0.3),
          (int) Math.ceil(layout.longestLinePx()),
          (int) Math.ceil(Fitter.heightPx(block, layout) + cap * 0.65));
    }
  }

  private Placed place(
      Picture plate,
      Drawing drawing,
      List<Drawing> all,
      List<Region> untouched,
      List<Placed> before,
      Mode mode) {
    Place place = Place.of(drawing.region());
    boolean columns =
        mode == Mode.MANGA && place.vertical() && Columns.customary(drawing.languageTag());
    TextBlock block = new TextBlock(fonts, hyphenation, drawing, place.lineWidthsPx(), columns);
    List<Box> obstacles = obstacles(drawing, all, untouched, before);
    int lines = place.vertical() ? Integer.MAX_VALUE : place.lines().size();
    if (mode == Mode.MANGA && place.level()) {
      Optional<Placed> filling = inBalloon(plate, drawing, place, block, obstacles);
      if (filling.isPresent()) {
        return filling.get();
      }
    }
    Box free = place.box();
    if (place.level() && mode != Mode.LIGHT_NOVEL) {
      double cap = block.capHeightPx(block.sourceSizePx());
      Box window = window(plate, block, place, cap);
      free = FreeSpace.around(plate, place.box(), obstacles, cap, window).grown(place.box(), cap);
    }
    Fitter.Room room = Fitter.room(block, place.box(), free, lines);
    Fitter.Fit fit = Fitter.fit(block, room, block.sourceSizePx(), minFontSizePx);
    return new Placed(block, place, free, room, fit);
  }

  private static List<Box> obstacles(
      Drawing drawing, List<Drawing> all, List<Region> untouched, List<Placed> before) {
    List<Box> obstacles = new ArrayList<>();
    untouched.forEach(r -> obstacles.add(r.box()));
    for (Drawing other : all) {
      if (!other.region().id().equals(drawing.region().id())) {
        obstacles.add(other.region().box());
      }
    }
    before.forEach(p -> obstacles.add(p.place().upright(p.box())));
    return obstacles;
  }

  /** Centred in its balloon; columns outside of balloons fill the source's box. */
  private Optional<Placed> inBalloon(
      Picture plate, Drawing drawing, Place place, TextBlock block, List<Box> obstacles) {
    double cap = block.capHeightPx(block.sourceSizePx());
    Optional<Balloon> found = Balloon.around(plate, place.box(), obstacles, cap);
    if (found.isEmpty() && !block.columns()) {
      return Optional.empty();
    }
    Balloon balloon = found.orElseGet(() -> Balloon.of(place.box()));
    Style style = drawing.region().style().orElseThrow();
    Drawing centered =
        new Drawing(
            drawing.region().withStyle(style.withAlignment(Style.Alignment.CENTER)),
            drawing.text(),
            drawing.languageTag());
    TextBlock text =
        new TextBlock(fonts, hyphenation, centered, place.lineWidthsPx(), block.columns());
    Fitter.Room room = Fitter.Room.in(balloon, place.box(), place.lines().size());
    Fitter.Fit fit = Fitter.fit(text, room, text.sourceSizePx(), minFontSizePx);
    return Optional.of(new Placed(text, place, place.box(), room, fit));
  }

  /** No farther than the text could need to grow, plus the distance it keeps from edges. */
  private static Box window(Picture plate, TextBlock block, Place place, double capPx) {
    Box box = place.box();
    double size = block.sourceSizePx();
    double natural = block.lineBreaks().naturalEm() * size * block.sourceStretch();
    int margin = (int) Math.ceil(3 * capPx);
    int across = margin + (int) Math.max(0, Math.min(MAX_REACH_PX, natural - box.width()));
    double lines = 1 + natural / Math.max(1, box.width());
    double height = lines * block.sourceLeadingEm() * size;
    int down = margin + (int) Math.max(0, Math.min(MAX_REACH_PX, height - box.height()));
    return new Box(
            box.x() - across, box.y() - down, box.width() + 2 * across, box.height() + 2 * down)
        .clip(plate.widthPx(), plate.heightPx());
  }

  /** Labels of one size in the source keep one size: the smallest that any of them needs. */
  private List<Placed> evenedOut(List<Placed> placed) {
    List<Placed> out = new ArrayList<>();
    for (Placed text : placed) {
      double scale = text.scale();
      for (Placed other : placed) {
        if (siblings(text, other) && other.scale() >= SIBLING_FLOOR) {
          scale = Math.min(scale, other.scale());
        }
      }
      if (scale < text.scale() - 0.005) {
        Fitter.Fit fit =
            Fitter.fit(
                text.block(), text.room(), scale * text.block().sourceSizePx(), minFontSizePx);
        out.add(text.with(fit));
      } else {
        out.add(text);
      }
    }
    return out;
  }

  private static boolean siblings(Placed one, Placed other) {
    Style a = one.block().drawing().region().style().orElseThrow();
    Style b = other.block().drawing().region().style().orElseThrow();
    double larger = Math.max(a.capHeightPx(), b.capHeightPx());
    return Math.abs(a.capHeightPx() - b.capHeightPx()) <= SIBLING_TOLERANCE * larger
        && a.bold() == b.bold()
        && a.allCaps() == b.allCaps();
  }

  private Drawn paint(Picture picture, Placed text, Mode mode) {
    TextBlock block = text.block();
    Style style = block.drawing().region().style().orElseThrow();
    List<Warning> warnings = new ArrayList<>();
    if (!text.fit().fits()) {
      warnings.add(Warning.TEXT_TOO_LONG);
    }
    if (!block.missing().isEmpty()) {
      warnings.add(Warning.MISSING_GLYPHS);
    }
    Box upright = text.place().upright(text.box());
    TextBlock.Effects measured = effects(text, style, mode);
    TextBlock.Effects readable;
    if (mode == Mode.LIGHT_NOVEL) {
      int ground = TextStyles.argb(style.ground()) & 0xffffff;
      panel(
          picture,
          text.place().upright(text.place().box()).union(upright),
          PANEL_ALPHA << 24 | ground);
      int ink = Contrast.readable(measured.ink(), ground, Contrast.MIN_RATIO);
      readable = new TextBlock.Effects(ink, 0, 0, Optional.empty());
    } else {
      double cap = block.capHeightPx(text.fit().layout().sizePx());
      readable = Readability.readable(picture, upright, measured, cap, mode);
      if (!readable.equals(measured)) {
        warnings.add(Warning.LOW_CONTRAST_FIXED);
      }
    }
    paint(picture, text, upright, readable);
    return new Drawn(
        block.drawing().region().id(),
        upright,
        text.fit().layout().sizePx(),
        warnings,
        block.missing());
  }

  private static TextBlock.Effects effects(Placed text, Style style, Mode mode) {
    return new TextBlock.Effects(
        TextStyles.argb(style.ink()),
        style.outline().map(TextStyles::argb).orElse(0),
        mode == Mode.E_COMMERCE ? 0 : style.outlinePx() * text.scale(),
        style.shadow().map(s -> scaled(s, text.scale(), text.place())));
  }

  private static void paint(Picture picture, Placed text, Box upright, TextBlock.Effects effects) {
    TextBlock.Layout layout = text.fit().layout();
    TextBlock block = text.block();
    Place place = text.place();
    double left = text.leftPx(block.boxWidthPx(layout));
    double top = text.topPx();
    double baseline = block.columns() ? top : top + block.capHeightPx(layout.sizePx());
    double reach =
        effects.shadow().map(s -> 3 * s.blurPx() + Math.hypot(s.dxPx(), s.dyPx())).orElse(0.0);
    int margin = (int) Math.ceil(layout.sizePx() + effects.outlinePx() + reach);
    Canvases.drawOn(
        picture,
        upright.grow(margin),
        canvas -> {
          canvas.translate((float) place.pivot().x(), (float) place.pivot().y());
          canvas.rotate((float) place.angleDegrees());
          canvas.translate(
              (float) (left - place.pivot().x()), (float) (baseline - place.pivot().y()));
          block.paint(canvas, layout, effects);
        });
  }

  /** A shadow at the text's own size, in its frame: the light comes from where it came from. */
  private static Style.Shadow scaled(Style.Shadow shadow, double scale, Place place) {
    double cos = Math.cos(Math.toRadians(place.angleDegrees()));
    double sin = Math.sin(Math.toRadians(place.angleDegrees()));
    return new Style.Shadow(
        shadow.color(),
        shadow.opacity(),
        scale * (shadow.dxPx() * cos + shadow.dyPx() * sin),
        scale * (shadow.dyPx() * cos - shadow.dxPx() * sin),
        scale * shadow.blurPx());
  }

  private static void panel(Picture picture, Box box, int color) {
    int padding = Math.max(3, box.height() / 10);
    Box area = box.grow(padding);
    Canvases.drawOn(
        picture,
        area,
        canvas -> {
          try (io.github.humbleui.skija.Paint paint =
              new io.github.humbleui.skija.Paint().setColor(color).setAntiAlias(true)) {
            canvas.drawRRect(
                io.github.humbleui.types.RRect.makeXYWH(
                    area.x(), area.y(), area.width(), area.height(), padding),
                paint);
          }
        });
  }
}
