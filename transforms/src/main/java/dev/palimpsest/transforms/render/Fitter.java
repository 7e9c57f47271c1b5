package dev.palimpsest.transforms.render;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Style;
import java.util.Optional;

/**
 * Finds the size, width and leading at which a text fits its place: first the box grows into free
 * ground, then the leading shrinks, then the size.
 */
final class Fitter {
  /** Sizes tried are this factor apart. */
  private static final double SIZE_STEP = 0.97;

  /** Leading may shrink to this, in em. */
  private static final double MIN_LEADING_EM = 1.05;

  /** A label of one line rather loses this much of its size than becomes two lines. */
  private static final double ONE_LINE_PREFERENCE = 0.78;

  private Fitter() {}

  /**
   * The room of a text.
   *
   * @param widthPx most width
   * @param heightPx most height, from the top of the first line's capitals to the last baseline
   * @param sourceWidthPx width of the source's lines
   * @param sourceLines how many lines the source had
   */
  record Room(double widthPx, double heightPx, double sourceWidthPx, int sourceLines) {}

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
    double height = 2 * Math.min(region.centerY() - free.y(), free.bottom() - region.centerY());
    return new Room(
        Math.max(width, region.width()),
        Math.max(height, region.height()),
        region.width(),
        sourceLines);
  }

  /**
   * @param maxSizePx size to begin with
   * @param minSizePx smallest readable size; used even if the text is too long then
   */
  static Fit fit(TextBlock block, Room room, double maxSizePx, double minSizePx) {
    double floor = Math.min(minSizePx, maxSizePx);
    double oneLine = oneLineSize(block, room, maxSizePx, floor);
    if (room.sourceLines() == 1 && oneLine >= ONE_LINE_PREFERENCE * maxSizePx) {
      return new Fit(singleLine(block, oneLine), true);
    }
    for (double size = maxSizePx; ; size *= SIZE_STEP) {
      size = Math.max(size, floor);
      Optional<TextBlock.Layout> wrapped = wrapped(block, room, size);
      if (wrapped.isPresent() && (oneLine < size || room.sourceLines() > 1)) {
        return new Fit(wrapped.get(), true);
      }
      if (oneLine >= size) {
        return new Fit(singleLine(block, oneLine), true);
      }
      if (size <= floor) {
        double width = Math.max(room.widthPx(), 1);
        return new Fit(block.layout(floor, MIN_LEADING_EM, width), false);
      }
    }
  }

  /** The largest size at which the text fits on one line; 0 if there is none above the floor. */
  private static double oneLineSize(TextBlock block, Room room, double max, double floor) {
    double natural = block.naturalWidthPx(max);
    double size = natural <= room.widthPx() ? max : max * room.widthPx() / natural * 0.995;
    return size >= floor ? size : 0;
  }

  private static TextBlock.Layout singleLine(TextBlock block, double size) {
    double width = Math.ceil(block.naturalWidthPx(size)) + 1;
    return block.layout(size, block.sourceLeadingEm(), width);
  }

  private static Optional<TextBlock.Layout> wrapped(TextBlock block, Room room, double size) {
    double[] leadings = {block.sourceLeadingEm(), MIN_LEADING_EM};
    double[] widths = {room.sourceWidthPx() * 1.02, room.widthPx()};
    for (double leading : leadings) {
      for (double width : widths) {
        TextBlock.Layout layout = block.layout(size, Math.min(leading, leadings[0]), width);
        boolean lineCountAsGiven = layout.lines() <= Math.max(room.sourceLines(), 1);
        boolean tall = heightPx(block, layout) > room.heightPx();
        if (layout.wordsWhole() && !tall && (lineCountAsGiven || width == widths[1])) {
          return Optional.of(balanced(block, layout));
        }
      }
    }
    return Optional.empty();
  }

  /** From the top of the first capitals to the last baseline. */
  static double heightPx(TextBlock block, TextBlock.Layout layout) {
    return block.capHeightPx(layout.sizePx()) + (layout.lines() - 1) * layout.leadingPx();
  }

  /** Centred lines look best when about equally long: the narrowest width with as many lines. */
  private static TextBlock.Layout balanced(TextBlock block, TextBlock.Layout layout) {
    if (layout.lines() < 2 || block.alignment() != Style.Alignment.CENTER) {
      return layout;
    }
    double low = layout.widthPx() / layout.lines();
    double high = layout.widthPx();
    TextBlock.Layout best = layout;
    while (high - low > 2) {
      double middle = (low + high) / 2;
      TextBlock.Layout tried = block.layout(layout.sizePx(), layout.leadingEm(), middle);
      if (tried.wordsWhole() && tried.lines() <= layout.lines()) {
        best = tried;
        high = middle;
      } else {
        low = middle;
      }
    }
    return best;
  }
}
