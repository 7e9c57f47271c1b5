package dev.palimpsest.io.region;

import java.util.List;

/**
 * An upright rectangle in pixels of the upright picture; {@code x}, {@code y} is its top left
 * corner. Right and bottom edges are exclusive.
 */
public record Box(int x, int y, int width, int height) {
  public Box {
    if (width < 0 || height < 0) {
      throw new IllegalArgumentException("negative size: " + width + "x" + height);
    }
  }

  public int right() {
    return x + width;
  }

  public int bottom() {
    return y + height;
  }

  public long area() {
    return (long) width * height;
  }

  public double centerX() {
    return x + width / 2.0;
  }

  public double centerY() {
    return y + height / 2.0;
  }

  /** The part inside both, empty (zero area) if they do not meet. */
  public Box intersect(Box other) {
    int left = Math.max(x, other.x);
    int top = Math.max(y, other.y);
    int w = Math.max(0, Math.min(right(), other.right()) - left);
    int h = Math.max(0, Math.min(bottom(), other.bottom()) - top);
    return new Box(left, top, w, h);
  }

  /** The smallest box around both. */
  public Box union(Box other) {
    int left = Math.min(x, other.x);
    int top = Math.min(y, other.y);
    return new Box(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }

  /** This box with {@code margin_px} more on each side (negative shrinks, to no less than zero). */
  public Box grow(int marginPx) {
    return new Box(
        x - marginPx,
        y - marginPx,
        Math.max(0, width + 2 * marginPx),
        Math.max(0, height + 2 * marginPx));
  }

  /** The part of this box inside a picture of the given size. */
  public Box clip(int pictureWidthPx, int pictureHeightPx) {
    return intersect(new Box(0, 0, pictureWidthPx, pictureHeightPx));
  }

  /** The smallest box around all of them. */
  public static Box around(List<Box> boxes) {
    return boxes.stream().reduce(Box::union).orElseThrow();
  }
}
