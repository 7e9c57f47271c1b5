package dev.palimpsest.transforms.style;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Point;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Word;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ink;
import dev.palimpsest.transforms.pixels.Masks;
import dev.palimpsest.transforms.pixels.TextArea;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws a region's boxes close around its letters and turns them to the letters' own baseline:
 * OCR's boxes take in icons, cross edges and stand upright around slanted lines.
 */
final class Tightener {
  /** Fewer letters do not say which way their line runs. */
  private static final int MIN_LETTERS = 4;

  /** Half of all pairs of letters must agree on the line's direction within this. */
  private static final double MAX_SPREAD_DEGREES = 3;

  /** A smaller difference from what OCR says is within what letters of unlike shape make. */
  private static final double MIN_TURN_DEGREES = 0.4;

  private static final double LEVEL_DEGREES = 1.2;

  private static final double STEEPEST_DEGREES = 60;

  private Tightener() {}

  static Region tightened(Region region, Ink ink) {
    if (!ink.found()) {
      return region;
    }
    Crop crop = ink.area().crop();
    boolean[] taken = new boolean[crop.size()];
    List<Line> lines = new ArrayList<>();
    for (Line line : region.lines()) {
      boolean[] around = crop.inside(TextArea.polygon(line));
      boolean[] own = ownLetters(crop, ink.core(), around, taken);
      boolean bent = line.polygon().size() > 4;
      lines.add(bent || Masks.count(own) < 8 ? line : tightened(crop, line, own));
    }
    return new Region(
        region.id(),
        region.text(),
        region.language(),
        region.confidence(),
        Box.around(lines.stream().map(Line::box).toList()),
        lines,
        region.kept(),
        region.style());
  }

  /** Whole letters of which most lies in the line. */
  private static boolean[] ownLetters(
      Crop crop, boolean[] core, boolean[] around, boolean[] taken) {
    Masks.Parts parts = Masks.parts(crop, core);
    int[] inside = new int[parts.count()];
    for (int i = 0; i < core.length; i++) {
      inside[parts.at(i)] += around[i] && !taken[i] ? 1 : 0;
    }
    boolean[] own = new boolean[core.length];
    for (int i = 0; i < core.length; i++) {
      int p = parts.at(i);
      own[i] = p > 0 && 2 * inside[p] > parts.area(p);
      taken[i] |= own[i];
    }
    return own;
  }

  private static Line tightened(Crop crop, Line line, boolean[] own) {
    double angle = angle(crop, line, own);
    double cos = Math.cos(Math.toRadians(angle));
    double sin = Math.sin(Math.toRadians(angle));
    double[] range = {1e9, 1e9, -1e9, -1e9};
    for (int i = 0; i < own.length; i++) {
      if (own[i]) {
        // The corners of a pixel reach half a pixel beyond its middle.
        double x = crop.box().x() + i % crop.width() + 0.5;
        double y = crop.box().y() + i / crop.width() + 0.5;
        double along = x * cos + y * sin;
        double across = y * cos - x * sin;
        range[0] = Math.min(range[0], along - 0.5);
        range[1] = Math.min(range[1], across - 0.5);
        range[2] = Math.max(range[2], along + 0.5);
        range[3] = Math.max(range[3], across + 0.5);
      }
    }
    List<Point> corners =
        List.of(
            turned(range[0], range[1], cos, sin),
            turned(range[2], range[1], cos, sin),
            turned(range[2], range[3], cos, sin),
            turned(range[0], range[3], cos, sin));
    Box box = around(corners);
    return new Line(
        line.text(),
        box,
        corners,
        angle,
        line.vertical(),
        line.confidence(),
        line.words().stream().map(word -> within(box, word)).toList());
  }

  /** Words lie in their line. */
  private static Word within(Box line, Word word) {
    Box box = word.box().intersect(line);
    return box.area() > 0 ? new Word(word.text(), box, word.confidence()) : word;
  }

  private static Point turned(double along, double across, double cos, double sin) {
    return new Point(along * cos - across * sin, along * sin + across * cos);
  }

  private static Box around(List<Point> corners) {
    int left = (int) Math.floor(corners.stream().mapToDouble(Point::x).min().orElseThrow() + 1e-6);
    int top = (int) Math.floor(corners.stream().mapToDouble(Point::y).min().orElseThrow() + 1e-6);
    int right = (int) Math.ceil(corners.stream().mapToDouble(Point::x).max().orElseThrow() - 1e-6);
    int bottom = (int) Math.ceil(corners.stream().mapToDouble(Point::y).max().orElseThrow() - 1e-6);
    return new Box(left, top, right - left, bottom - top);
  }

  /**
   * The direction on which the feet of most pairs of letters agree (Theil and Sen's median slope):
   * descenders and small parts are outvoted.
   */
  private static double angle(Crop crop, Line line, boolean[] own) {
    // On a turned page letters have no feet where these are looked for.
    if (line.vertical() || Math.abs(line.angleDegrees()) > STEEPEST_DEGREES) {
      return line.angleDegrees();
    }
    Masks.Parts parts = Masks.parts(crop, own);
    int tallest = 0;
    for (int p = 1; p < parts.count(); p++) {
      tallest = Math.max(tallest, parts.box(p).height());
    }
    List<Box> letters = new ArrayList<>();
    for (int p = 1; p < parts.count(); p++) {
      if (parts.box(p).height() > 0.4 * tallest) {
        letters.add(parts.box(p));
      }
    }
    if (letters.size() < MIN_LETTERS) {
      return line.angleDegrees();
    }
    double[] slopes = slopes(letters, 1.5 * tallest);
    if (slopes.length < MIN_LETTERS) {
      return line.angleDegrees();
    }
    double spread = slopes[3 * slopes.length / 4] - slopes[slopes.length / 4];
    double angle = slopes[slopes.length / 2];
    boolean sure = spread <= 2 * MAX_SPREAD_DEGREES;
    boolean level = Math.abs(angle) < LEVEL_DEGREES && line.angleDegrees() == 0;
    return sure && !level && Math.abs(angle - line.angleDegrees()) > MIN_TURN_DEGREES
        ? angle
        : line.angleDegrees();
  }

  /** Degrees, ascending, of all pairs that are far enough apart to say. */
  private static double[] slopes(List<Box> letters, double minApartPx) {
    double[] slopes = new double[letters.size() * (letters.size() - 1) / 2];
    int n = 0;
    for (int a = 0; a < letters.size(); a++) {
      for (int b = a + 1; b < letters.size(); b++) {
        double dx = letters.get(b).centerX() - letters.get(a).centerX();
        if (Math.abs(dx) >= minApartPx) {
          double dy = letters.get(b).bottom() - letters.get(a).bottom();
          slopes[n++] = Math.toDegrees(Math.atan(dy / dx));
        }
      }
    }
    double[] found = Arrays.copyOf(slopes, n);
    Arrays.sort(found);
    return found;
  }
}
