package dev.palimpsest.transforms.read;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A line on a wall that is seen aslant: its uprights stay upright, its tops and its feet each rise
 * or fall on a line of their own. Turning it level, as for a line on a tilted picture, would leave
 * its letters leaning and of unequal height.
 *
 * @param left of the band, as right, in pixels of the picture
 * @param top the upper edge
 * @param bottom the lower edge
 */
record Keystone(boolean light, double left, double right, Edge top, Edge bottom)
    implements LineBand {
  /** With fewer letters their own shapes outweigh the perspective. */
  private static final int FEWEST_GLYPHS = 3;

  /** One end of a readable line is so many times as high as the other at most. */
  private static final double LARGEST_TAPER = 2.2;

  /** Lines that slope or taper less than this are as readable as they are. */
  private static final double LEAST_SLOPE = Math.tan(Math.toRadians(3));

  private static final double LEAST_TAPER = 1.15;

  /** Glyphs closer than this, as a share of the line, tell little of its slope. */
  private static final double LEAST_SPAN = 0.3;

  /** A straight line, y = slope · x + offset. */
  record Edge(double slope, double offset) {
    double at(double x) {
      return slope * x + offset;
    }
  }

  /** The candidate's band, or nothing if its letters show no slant. */
  static Optional<Keystone> of(LineCandidate c) {
    List<Glyph> glyphs = c.glyphs();
    if (glyphs.size() < FEWEST_GLYPHS || Math.abs(c.angle()) > Math.PI / 4) {
      return Optional.empty();
    }
    double half = c.length() / 2 * Math.cos(c.angle());
    Keystone keystone =
        new Keystone(
            c.light(),
            c.cx() - half,
            c.cx() + half,
            edge(glyphs, Glyph::y, -1),
            edge(glyphs, Glyph::bottom, 1));
    double first = keystone.heightAt(keystone.left);
    double last = keystone.heightAt(keystone.right);
    double taper = Math.max(first, last) / Math.min(first, last);
    boolean aslant = taper >= LEAST_TAPER || Math.abs(keystone.slope()) >= LEAST_SLOPE;
    return Math.min(first, last) > 0 && taper <= LARGEST_TAPER && aslant
        ? Optional.of(keystone)
        : Optional.empty();
  }

  /**
   * The line along tops or feet (Theil and Sen's median of slopes, which letters that stick out do
   * not tilt), moved out until it holds all of them.
   *
   * @param side 1 if outwards is down, -1 if it is up
   */
  private static Edge edge(List<Glyph> glyphs, ToDoubleFunction<Glyph> y, int side) {
    Glyph last = glyphs.get(glyphs.size() - 1);
    double span = last.cx() - glyphs.get(0).cx();
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < glyphs.size(); i++) {
      for (int j = i + 1; j < glyphs.size(); j++) {
        double run = glyphs.get(j).cx() - glyphs.get(i).cx();
        if (run > LEAST_SPAN * span) {
          slopes.add((y.applyAsDouble(glyphs.get(j)) - y.applyAsDouble(glyphs.get(i))) / run);
        }
      }
    }
    slopes.sort(Comparator.naturalOrder());
    double slope = slopes.isEmpty() ? 0 : slopes.get(slopes.size() / 2);
    double offset =
        side
            * glyphs.stream()
                .mapToDouble(g -> side * (y.applyAsDouble(g) - slope * g.cx()))
                .max()
                .orElseThrow();
    return new Edge(slope, offset);
  }

  private double slope() {
    return (top.slope() + bottom.slope()) / 2;
  }

  private double heightAt(double x) {
    return bottom.at(x) - top.at(x);
  }

  @Override
  public double height() {
    return (heightAt(left) + heightAt(right)) / 2;
  }

  @Override
  public double length() {
    return (right - left) * Math.hypot(1, slope());
  }

  @Override
  public CropMap onPicture(double zoom, int width, int height) {
    float u = (float) (length() * zoom / 2);
    float v = (float) (height() * zoom / 2);
    float cu = width / 2f;
    float cv = height / 2f;
    Mat crop = corners(cu - u, cv - v, cu + u, cv - v, cu + u, cv + v, cu - u, cv + v);
    Mat picture =
        corners(
            left,
            top.at(left),
            right,
            top.at(right),
            right,
            bottom.at(right),
            left,
            bottom.at(left));
    double[] homography = new double[9];
    ((DoubleBuffer) opencv_imgproc.getPerspectiveTransform(crop, picture).createBuffer())
        .get(homography);
    return new MatrixMap(homography, zoom, width, height);
  }

  private static Mat corners(double... xy) {
    Mat corners = new Mat(4, 2, CV_32F);
    FloatBuffer values = corners.createBuffer();
    for (double value : xy) {
      values.put((float) value);
    }
    return corners;
  }
}
