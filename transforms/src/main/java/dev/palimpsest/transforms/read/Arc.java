package dev.palimpsest.transforms.read;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import dev.palimpsest.io.region.Point;
import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A line whose letters stand on a circle, as on badges and over doors: either over its centre, feet
 * inwards, or under it, feet outwards. Pixels of the picture, angles in radians, clockwise from the
 * right.
 *
 * @param row the same glyphs as a straight row, for all that needs no circle
 * @param circle through the middles of the letters
 * @param over whether it stands over its centre
 * @param middle angle of the middle of the line
 * @param span from its beginning to its end
 * @param height of the band that the letters fill
 */
record Arc(
    LineCandidate row, Circle circle, boolean over, double middle, double span, double height)
    implements LineBand {
  /** Letters turned less than this show their height. */
  private static final double UPRIGHT = Math.toRadians(30);

  /** From the height of the box of a letter that is turned further to that of the letter. */
  private static final double HEIGHT_OF_TURNED = 0.9;

  private static final int OUTLINE_STEPS = 16;

  /** In heights of the band: letters are not quite on one circle. */
  private static final double OUTLINE_MARGIN = 0.1;

  /** A circle on the picture. */
  record Circle(double x, double y, double radius) {
    double angle(Glyph glyph) {
      return Math.atan2(glyph.cy() - y, glyph.cx() - x);
    }

    /** Of the glyph's centre from the circle, outwards positive. */
    double distance(Glyph glyph) {
      return Math.hypot(glyph.cx() - x, glyph.cy() - y) - radius;
    }

    /** The least-squares circle through the glyphs' centres (Kåsa 1976). */
    static Circle through(List<Glyph> glyphs) {
      double mx = glyphs.stream().mapToDouble(Glyph::cx).average().orElseThrow();
      double my = glyphs.stream().mapToDouble(Glyph::cy).average().orElseThrow();
      double suu = 0;
      double svv = 0;
      double suv = 0;
      double bu = 0;
      double bv = 0;
      for (Glyph glyph : glyphs) {
        double u = glyph.cx() - mx;
        double v = glyph.cy() - my;
        double square = u * u + v * v;
        suu += u * u;
        svv += v * v;
        suv += u * v;
        bu += u * square / 2;
        bv += v * square / 2;
      }
      double determinant = suu * svv - suv * suv;
      double u = (bu * svv - bv * suv) / determinant;
      double v = (bv * suu - bu * suv) / determinant;
      return new Circle(mx + u, my + v, Math.sqrt(u * u + v * v + (suu + svv) / glyphs.size()));
    }
  }

  /**
   * @param glyphs in their order along the circle, clockwise
   */
  static Arc of(boolean light, List<Glyph> glyphs, Circle circle) {
    Glyph first = glyphs.get(0);
    Glyph last = glyphs.get(glyphs.size() - 1);
    double from = circle.angle(first) - halfWidth(first) / circle.radius();
    double span =
        clockwise(circle.angle(first), circle.angle(last))
            + (halfWidth(first) + halfWidth(last)) / circle.radius();
    double middle = from + span / 2;
    double[] heights = glyphs.stream().mapToDouble(g -> height(g, circle)).sorted().toArray();
    return new Arc(
        LineCandidate.of(light, glyphs, new Specks(List.of())),
        circle,
        Math.sin(middle) < 0,
        middle,
        span,
        heights[heights.length / 2]);
  }

  /** From one angle to the other, from 0 to a full turn. */
  static double clockwise(double from, double to) {
    double turn = (to - from) % (2 * Math.PI);
    return turn < 0 ? turn + 2 * Math.PI : turn;
  }

  private static double halfWidth(Glyph glyph) {
    return Math.min(glyph.w(), glyph.h()) / 2;
  }

  /** A turned rectangle's upright box is higher than it; solved for the rectangle. */
  private static double height(Glyph g, Circle circle) {
    double fromTop = Math.abs(circle.angle(g) + Math.PI / 2);
    double turned = Math.min(fromTop, Math.abs(Math.PI - fromTop));
    if (turned > UPRIGHT) {
      return HEIGHT_OF_TURNED * Math.max(g.w(), g.h());
    }
    double cos = Math.cos(turned);
    double sin = Math.sin(turned);
    return Math.max(g.h() / 2, (g.h() * cos - g.w() * sin) / (cos * cos - sin * sin));
  }

  /** The band on the picture, along its outer edge and back along the inner one. */
  List<Point> outline() {
    List<Point> outline = new ArrayList<>();
    for (int edge : new int[] {1, -1}) {
      double radius = Math.max(0, circle.radius() + edge * (0.5 + OUTLINE_MARGIN) * height);
      for (int i = 0; i <= OUTLINE_STEPS; i++) {
        double angle = middle + edge * span * ((double) i / OUTLINE_STEPS - 0.5);
        outline.add(
            new Point(
                circle.x() + radius * Math.cos(angle), circle.y() + radius * Math.sin(angle)));
      }
    }
    return outline;
  }

  @Override
  public boolean light() {
    return row.light();
  }

  @Override
  public double length() {
    return span * circle.radius();
  }

  @Override
  public CropMap onPicture(double zoom, int width, int height) {
    return new Unrolled(this, zoom, width, height);
  }

  /** Columns of the crop are radii, its rows are circles. */
  private record Unrolled(Arc arc, double zoom, int width, int height) implements CropMap {
    @Override
    public double[] at(double u, double v) {
      double along = (u - width / 2.0) / zoom / arc.circle.radius();
      double down = (v - height / 2.0) / zoom;
      double angle = arc.middle + (arc.over ? along : -along);
      double radius = Math.max(0, arc.circle.radius() + (arc.over ? -down : down));
      return new double[] {
        arc.circle.x() + radius * Math.cos(angle), arc.circle.y() + radius * Math.sin(angle)
      };
    }

    @Override
    public Mat cut(Mat picture) {
      Mat x = new Mat(height, width, CV_32F);
      Mat y = new Mat(height, width, CV_32F);
      FloatBuffer xs = x.createBuffer();
      FloatBuffer ys = y.createBuffer();
      for (int v = 0; v < height; v++) {
        for (int u = 0; u < width; u++) {
          double[] at = at(u, v);
          xs.put((float) at[0]);
          ys.put((float) at[1]);
        }
      }
      Mat crop = new Mat();
      opencv_imgproc.remap(
          picture,
          crop,
          x,
          y,
          // Areas cannot be averaged on a curve.
          opencv_imgproc.INTER_CUBIC,
          opencv_core.BORDER_REPLICATE,
          new Scalar());
      return crop;
    }
  }
}
