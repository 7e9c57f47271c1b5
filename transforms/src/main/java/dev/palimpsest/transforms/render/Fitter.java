package dev.palimpsest.transforms.render;

import dev.palimpsest.io.region.Box;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds lines, leading, width and size at which a text fits its place: first it grows into free
 * ground, then the leading shrinks, then the letters get narrower, then smaller.
 */
final class Fitter {
  /** Sizes tried are this factor apart. */
  private static final double SIZE_STEP = 0.97;

  /** Leading may shrink to this, in em. */
  private static final double MIN_LEADING_EM = 1.05;

  /** Letters may be narrowed to this share of the source's width before they get smaller. */
  private static final double NARROWED = 0.9;

  /** A label of one line rather loses this much of its size than becomes two lines. */
  private static final double ONE_LINE_PREFERENCE = 0.78;

  /** Translations set in the source's own width may be this much wider without being seen. */
  private static final double WIDTH_SLACK = 1.03;

  /** Lines that fill their balloon by less than this need not become more lines. */
  private static final double LOOSE = 0.65;

  /** Paragraphs keep their column, titles their lines. */
  private static final int MAX_TITLE_LINES = 3;

  private Fitter() {}

  /**
   * The room of a text.
   *
   * @param widthPx most width
   * @param heightPx most height, from the top of the first line's capitals to the last baseline
   * @param sourceWidthPx width of the source's lines
   * @param sourceLines how many lines the source had
   * @param balloon the shape to fill, if the room is no plain rectangle
   */
  record Room(
      double widthPx,
      double heightPx,
      double sourceWidthPx,
      int sourceLines,
      Optional<Balloon> balloon) {
    static Room in(Balloon balloon, Box region, int sourceLines) {
      double x = balloon.center().x();
      double y = balloon.center().y();
      double width = Math.max(1, balloon.widthPx(y, y + 1));
      double height = Math.max(1, balloon.heightPx(x, x + 1));
      return new Room(width, height, region.width(), sourceLines, Optional.of(balloon));
    }
  }

  /**
   * @param fits false if even the smallest size is larger than the room
   */
  record Fit(TextBlock.Layout layout, boolean fits) {}

  /** The room that free space leaves to a text, given which of its edges must stay. */
  static Room room(TextBlock block, Box region, Box free, int sourceLines) {
    double width =
        switch (block.alignment()) {
          case LEFT -> free.right() - region.x();
          case RIGHT -> region.right() - free.x();
          case CENTER -> 2 * Math.min(region.centerX() - free.x(), free.right() - region.centerX());
        };
    return new Room(
        Math.max(width, region.width() * WIDTH_SLACK),
        Math.max(free.height(), region.height()),
        region.width() * WIDTH_SLACK,
        sourceLines,
        Optional.empty());
  }

  /**
   * @param maxSizePx size to begin with
   * @param minSizePx smallest readable size; used even if the text is too long then
   */
  static Fit fit(TextBlock block, Room room, double maxSizePx, double minSizePx) {
    double floor = Math.min(minSizePx, maxSizePx);
    if (room.balloon().isPresent()) {
      return filling(block, room, maxSizePx, floor);
    }
    double[] stretches = {
      block.sourceStretch(), Math.max(TextBlock.MIN_STRETCH, NARROWED * block.sourceStretch())
    };
    if (room.sourceLines() == 1) {
      Optional<TextBlock.Layout> line = oneLine(block, room, maxSizePx, floor, stretches);
      if (line.isPresent()) {
        return new Fit(line.get(), true);
      }
    }
    for (double size = maxSizePx; ; size *= SIZE_STEP) {
      size = Math.max(size, floor);
      for (double stretch : stretches) {
        Optional<TextBlock.Layout> wrapped = wrapped(block, room, size, stretch);
        if (wrapped.isPresent()) {
          return new Fit(wrapped.get(), true);
        }
      }
      if (size <= floor) {
        return hyphenated(block, room, floor, stretches[1])
            .map(layout -> new Fit(layout, true))
            .orElseGet(() -> new Fit(tooLong(block, room, floor, stretches[1]), false));
      }
    }
  }

  /** Words are parted only when nothing else helps. */
  private static Optional<TextBlock.Layout> hyphenated(
      TextBlock block, Room room, double size, double stretch) {
    double width = room.widthPx() / (size * stretch);
    LineBreaks breaks = block.hyphenated();
    int lines = breaks.fewest(width);
    return lines < Integer.MAX_VALUE
            && heightPx(block, size, MIN_LEADING_EM, lines) <= room.heightPx() + 0.5
        ? Optional.of(block.layout(size, MIN_LEADING_EM, stretch, breaks.into(lines, width)))
        : Optional.empty();
  }

  private static Fit filling(TextBlock block, Room room, double maxSizePx, double floor) {
    Balloon balloon = room.balloon().orElseThrow();
    double narrowed = Math.max(TextBlock.MIN_STRETCH, NARROWED * block.sourceStretch());
    double[] stretches =
        block.columns() ? new double[] {1} : new double[] {block.sourceStretch(), narrowed};
    double source = block.sourceLeadingEm();
    double[] leadings = {source, Math.min(source, MIN_LEADING_EM)};
    for (double size = maxSizePx; ; size *= SIZE_STEP) {
      size = Math.max(size, floor);
      for (double stretch : stretches) {
        for (double leading : leadings) {
          Optional<TextBlock.Layout> filled =
              filled(block, block.lineBreaks(), balloon, room, size, leading, stretch);
          if (filled.isPresent()) {
            return new Fit(filled.get(), true);
          }
        }
      }
      if (size <= floor) {
        double last = stretches[stretches.length - 1];
        return filled(block, block.hyphenated(), balloon, room, floor, leadings[1], last)
            .map(layout -> new Fit(layout, true))
            .orElseGet(() -> new Fit(tooLong(block, room, floor, last), false));
      }
    }
  }

  /** In as many lines as leave the most air around the text, on its tightest side. */
  private static Optional<TextBlock.Layout> filled(
      TextBlock block,
      LineBreaks breaks,
      Balloon balloon,
      Room room,
      double size,
      double leading,
      double stretch) {
    Optional<TextBlock.Layout> best = Optional.empty();
    double least = 1 + 1e-6;
    for (int lines = 1; lines <= breaks.size(); lines++) {
      double[] rooms = rooms(block, balloon, size, leading, lines);
      double across =
          block.columns()
              ? (size + (lines - 1) * leading * size) / room.widthPx()
              : heightPx(block, size, leading, lines) / room.heightPx();
      if (across > 1 || Arrays.stream(rooms).anyMatch(r -> r <= 0)) {
        break;
      }
      double em = size * stretch;
      double[] roomsEm = Arrays.stream(rooms).map(r -> r / em).toArray();
      LineBreaks.Broken broken = breaks.into(roomsEm);
      double fill = Math.max(LOOSE, Math.max(across, broken.fill(roomsEm)));
      if (fill < least) {
        least = fill;
        best = Optional.of(block.layout(size, leading, stretch, broken));
      }
    }
    return best;
  }

  /** What the balloon leaves to each line or column, in pixels. */
  private static double[] rooms(
      TextBlock block, Balloon balloon, double size, double leading, int lines) {
    double pitch = leading * size;
    double cap = block.capHeightPx(size);
    double[] rooms = new double[lines];
    for (int i = 0; i < lines; i++) {
      if (block.columns()) {
        double right = balloon.center().x() + (size + (lines - 1) * pitch) / 2 - i * pitch;
        rooms[i] = balloon.heightPx(right - size, right);
      } else {
        double top = balloon.center().y() - (cap + (lines - 1) * pitch) / 2 + i * pitch;
        rooms[i] = balloon.widthPx(top, top + cap);
      }
    }
    return rooms;
  }

  private static Optional<TextBlock.Layout> oneLine(
      TextBlock block, Room room, double max, double floor, double[] stretches) {
    double natural = block.lineBreaks().naturalEm() * max;
    for (double stretch : stretches) {
      if (natural * stretch <= room.widthPx()) {
        return Optional.of(block.layout(max, block.sourceLeadingEm(), stretch, 1, room.widthPx()));
      }
    }
    double size = max * room.widthPx() / (natural * stretches[1]) * 0.999;
    boolean readable = size >= floor;
    boolean large = size >= ONE_LINE_PREFERENCE * max;
    boolean indivisible = block.lineBreaks().size() <= 1;
    return readable && (large || indivisible)
        ? Optional.of(
            block.layout(size, block.sourceLeadingEm(), stretches[1], 1, room.widthPx() + 1))
        : Optional.empty();
  }

  /**
   * In the source's own width if that is tall enough, else in all the room; a title keeps its
   * number of lines if there is room to grow.
   */
  private static Optional<TextBlock.Layout> wrapped(
      TextBlock block, Room room, double size, double stretch) {
    double source = block.sourceLeadingEm();
    double[] leadings = {source, Math.min(source, MIN_LEADING_EM)};
    double[] widths = {Math.min(room.sourceWidthPx(), room.widthPx()), room.widthPx()};
    int fewest = block.lineBreaks().fewest(room.widthPx() / (size * stretch));
    if (fewest <= room.sourceLines() && room.sourceLines() <= MAX_TITLE_LINES) {
      int lines = Math.min(room.sourceLines(), block.lineBreaks().size());
      if (heightPx(block, size, source, lines) <= room.heightPx() + 0.5) {
        return Optional.of(block.layout(size, source, stretch, lines, room.widthPx()));
      }
    }
    for (double leading : leadings) {
      for (double width : widths) {
        int lines = block.lineBreaks().fewest(width / (size * stretch));
        if (lines < Integer.MAX_VALUE
            && heightPx(block, size, leading, lines) <= room.heightPx() + 0.5) {
          return Optional.of(block.layout(size, leading, stretch, lines, width));
        }
      }
    }
    return Optional.empty();
  }

  private static TextBlock.Layout tooLong(TextBlock block, Room room, double size, double stretch) {
    double length = block.columns() ? room.heightPx() : room.widthPx();
    double width = length / (size * stretch);
    LineBreaks breaks = block.hyphenated();
    int most = Math.max(1, Math.min(breaks.fewest(width), breaks.size()));
    return block.layout(size, MIN_LEADING_EM, stretch, breaks.into(most, width));
  }

  /** From the top of the first capitals to the last baseline. */
  static double heightPx(TextBlock block, TextBlock.Layout layout) {
    return heightPx(block, layout.sizePx(), layout.leadingEm(), layout.lines().size());
  }

  private static double heightPx(TextBlock block, double size, double leading, int lines) {
    return block.capHeightPx(size) + (lines - 1) * leading * size;
  }
}
