package dev.palimpsest.transforms.read;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Point;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Word;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** How a whole page lies: where its lines run, if not from left to right. */
enum PageTurn {
  UPRIGHT(0, OptionalInt.empty()),
  /** Lines run down: the page was turned clockwise. */
  RIGHT(90, OptionalInt.of(opencv_core.ROTATE_90_COUNTERCLOCKWISE)),
  UPSIDE_DOWN(180, OptionalInt.of(opencv_core.ROTATE_180)),
  /** Lines run up. */
  LEFT(-90, OptionalInt.of(opencv_core.ROTATE_90_CLOCKWISE));

  private final int degrees;
  private final OptionalInt turnBack;

  PageTurn(int degrees, OptionalInt turnBack) {
    this.degrees = degrees;
    this.turnBack = turnBack;
  }

  /** The picture as it is read; the same object if it is upright. */
  Mat upright(Mat picture) {
    if (turnBack.isEmpty()) {
      return picture;
    }
    Mat upright = new Mat();
    opencv_core.rotate(picture, upright, turnBack.getAsInt());
    return upright;
  }

  /**
   * A region of the upright page where it lies on the picture.
   *
   * @param widthPx of the picture as it lies
   * @param heightPx of the picture as it lies
   */
  Region onPicture(Region region, int widthPx, int heightPx) {
    if (this == UPRIGHT) {
      return region;
    }
    List<Line> lines = region.lines().stream().map(l -> line(l, widthPx, heightPx)).toList();
    return new Region(
        region.id(),
        region.text(),
        region.language(),
        region.confidence(),
        box(region.box(), widthPx, heightPx),
        lines,
        region.kept(),
        region.style());
  }

  private Line line(Line line, int widthPx, int heightPx) {
    return new Line(
        line.text(),
        box(line.box(), widthPx, heightPx),
        line.polygon().stream().map(p -> point(p, widthPx, heightPx)).toList(),
        // Not wrapped at 180: the mean over lines must make sense.
        line.angleDegrees() + degrees,
        line.vertical(),
        line.confidence(),
        line.words().stream()
            .map(w -> new Word(w.text(), box(w.box(), widthPx, heightPx), w.confidence()))
            .toList());
  }

  private Point point(Point p, int widthPx, int heightPx) {
    return switch (this) {
      case UPRIGHT -> p;
      case RIGHT -> new Point(widthPx - p.y(), p.x());
      case UPSIDE_DOWN -> new Point(widthPx - p.x(), heightPx - p.y());
      case LEFT -> new Point(p.y(), heightPx - p.x());
    };
  }

  private Box box(Box b, int widthPx, int heightPx) {
    return switch (this) {
      case UPRIGHT -> b;
      case RIGHT -> new Box(widthPx - b.bottom(), b.x(), b.height(), b.width());
      case UPSIDE_DOWN ->
          new Box(widthPx - b.right(), heightPx - b.bottom(), b.width(), b.height());
      case LEFT -> new Box(b.y(), heightPx - b.right(), b.height(), b.width());
    };
  }
}
