package dev.palimpsest.transforms.render;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Point;
import dev.palimpsest.io.region.Region;
import io.github.humbleui.types.Rect;
import java.util.List;

/**
 * A region in its own upright frame: turned back by its angle around the centre of its box. For
 * level text the frame is the picture's.
 *
 * @param box around all lines, in the frame
 * @param lines around each line, in the frame
 */
record Place(Region region, double angleDegrees, Point pivot, Box box, List<Box> lines) {
  /** Below this a baseline counts as level: drawing it turned would only blur it. */
  private static final double LEVEL_DEGREES = 0.5;

  static Place of(Region region) {
    double angle = region.style().orElseThrow().angleDegrees();
    Point pivot = new Point(region.box().centerX(), region.box().centerY());
    boolean level = Math.abs(angle) < LEVEL_DEGREES;
    List<Box> lines =
        region.lines().stream()
            .map(l -> level || l.polygon().size() < 3 ? l.box() : turned(l, pivot, -angle))
            .toList();
    Box box = lines.isEmpty() || level ? region.box() : Box.around(lines);
    return new Place(region, level ? 0 : angle, pivot, box, lines.isEmpty() ? List.of(box) : lines);
  }

  private static Box turned(Line line, Point pivot, double degrees) {
    List<Point> points = line.polygon().stream().map(p -> turn(p, pivot, degrees)).toList();
    int left = (int) Math.floor(points.stream().mapToDouble(Point::x).min().orElseThrow());
    int top = (int) Math.floor(points.stream().mapToDouble(Point::y).min().orElseThrow());
    int right = (int) Math.ceil(points.stream().mapToDouble(Point::x).max().orElseThrow());
    int bottom = (int) Math.ceil(points.stream().mapToDouble(Point::y).max().orElseThrow());
    return new Box(left, top, right - left, bottom - top);
  }

  private static Point turn(Point p, Point pivot, double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    double dx = p.x() - pivot.x();
    double dy = p.y() - pivot.y();
    return new Point(pivot.x() + dx * cos - dy * sin, pivot.y() + dx * sin + dy * cos);
  }

  boolean level() {
    return angleDegrees == 0;
  }

  boolean vertical() {
    return !region.lines().isEmpty() && region.lines().get(0).vertical();
  }

  /** Of the source's lines, along their own direction. */
  double[] lineWidthsPx() {
    return lines.stream().mapToDouble(l -> vertical() ? l.height() : l.width()).toArray();
  }

  /** Top of the first line's capitals. */
  double topPx(TextBlock block) {
    if (vertical() || region.lines().isEmpty()) {
      return box.y();
    }
    double size = block.sourceSizePx();
    return baseline(block, 0, size) - block.capHeightPx(size);
  }

  /**
   * The middle between the top of the first line's capitals and the last line's baseline: what the
   * eye takes for the middle of a text, whatever its descenders.
   */
  double middle(TextBlock block) {
    if (vertical() || region.lines().isEmpty()) {
      return box.centerY();
    }
    double size = block.sourceSizePx();
    double first = baseline(block, 0, size) - block.capHeightPx(size);
    return (first + baseline(block, lines.size() - 1, size)) / 2;
  }

  /** Where the line's box says that its baseline is, from both its edges. */
  private double baseline(TextBlock block, int line, double sizePx) {
    Rect ink = block.sourceInk(region.lines().get(line).text(), sizePx);
    double fromTop = lines.get(line).y() - ink.getTop();
    double fromBottom = lines.get(line).bottom() - ink.getBottom();
    return (fromTop + fromBottom) / 2;
  }

  /** The upright box around a box of the frame. */
  Box upright(Box inFrame) {
    if (level()) {
      return inFrame;
    }
    List<Point> corners =
        List.of(
            new Point(inFrame.x(), inFrame.y()),
            new Point(inFrame.right(), inFrame.y()),
            new Point(inFrame.right(), inFrame.bottom()),
            new Point(inFrame.x(), inFrame.bottom()));
    List<Point> turned = corners.stream().map(p -> turn(p, pivot, angleDegrees)).toList();
    int left = (int) Math.floor(turned.stream().mapToDouble(Point::x).min().orElseThrow());
    int top = (int) Math.floor(turned.stream().mapToDouble(Point::y).min().orElseThrow());
    int right = (int) Math.ceil(turned.stream().mapToDouble(Point::x).max().orElseThrow());
    int bottom = (int) Math.ceil(turned.stream().mapToDouble(Point::y).max().orElseThrow());
    return new Box(left, top, right - left, bottom - top);
  }
}
