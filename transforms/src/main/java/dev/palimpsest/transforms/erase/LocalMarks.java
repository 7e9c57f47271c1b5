package dev.palimpsest.transforms.erase;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;

import dev.palimpsest.transforms.pixels.Backdrop;
import dev.palimpsest.transforms.pixels.ColorClusters;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Masks;
import dev.palimpsest.transforms.pixels.TextArea;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What is more like the ink than like the ground right around the text: missed ends of letters.
 * Whatever else differs from the ground there is mostly picture content, but for calm ground, on
 * which bits of shadow would be seen.
 */
final class LocalMarks {
  /** Ground of which most differs by no more from its surroundings, in grey levels. */
  private static final double MAX_CALM = 6;

  /** Most, as a share. */
  private static final double QUANTILE = 0.85;

  /** A mark on it differs by so much more: times the ground's own, and grey levels. */
  private static final double TIMES = 3;

  private static final double MIN_STEP = 14;

  /** In the outer part of where marks may be … */
  private static final double OUTER = 0.6;

  /** … hardly any are. */
  private static final double MAX_OUTER = 0.3;

  /** A mark with more than this share away from the letters is picture content. */
  private static final double MAX_OUTSIDE = 0.2;

  /** Ink is so much nearer to the ink around it than to the ground around it … */
  private static final double INK_SHARE = 0.5;

  /** … in grey levels, where the two are far enough apart to say. */
  private static final double MIN_CONTRAST = 30;

  /** … and of the ink's own colour, in grey levels … */
  private static final double MAX_TO_INK = 40;

  /** … within the line, or no farther from the letters than this share of where marks may be. */
  private static final double INK_REACH = 0.34;

  /** Enough to tell a band's colour from that of what is behind the band. */
  private static final int GROUND_COLOURS = 5;

  private LocalMarks() {}

  /**
   * @param ink the letters' bodies
   * @param distance of each pixel from the letters' bodies
   * @param text what is text for certain; marks belong to it if they touch it
   * @param farPx where ground begins, measured from the letters
   */
  static boolean[] of(TextArea area, boolean[] ink, float[] distance, boolean[] text, int farPx) {
    Crop crop = area.crop();
    boolean[] around = around(area, distance, farPx);
    double[] beside = difference(crop, ground(area, distance, farPx));
    double[] difference = fromGround(crop, around, beside);
    boolean[] marks =
        roughness(around, beside) <= MAX_CALM
            ? calmMarks(area, around, difference, distance, text, farPx)
            : text.clone();
    double[] toInk = difference(crop, inkColours(crop, ink));
    for (int i = 0; i < marks.length; i++) {
      marks[i] |=
          !area.foreign()[i]
              && (distance[i] <= INK_REACH * farPx || area.tight()[i])
              && toInk[i] < MAX_TO_INK
              && difference[i] > MIN_CONTRAST
              && toInk[i] < INK_SHARE * difference[i];
    }
    Masks.Parts parts = Masks.parts(crop, marks);
    int[] outside = new int[parts.count()];
    int[] sure = new int[parts.count()];
    for (int i = 0; i < marks.length; i++) {
      outside[parts.at(i)] += distance[i] > farPx ? 1 : 0;
      sure[parts.at(i)] += text[i] ? 1 : 0;
    }
    for (int i = 0; i < marks.length; i++) {
      int p = parts.at(i);
      marks[i] = p > 0 && sure[p] > 0 && outside[p] <= MAX_OUTSIDE * parts.area(p);
      marks[i] &= distance[i] <= farPx && !text[i];
    }
    return crop.grow(marks, 1);
  }

  /** The text and whatever stands out from calm ground around it: bits of shadow. */
  private static boolean[] calmMarks(
      TextArea area,
      boolean[] around,
      double[] difference,
      float[] distance,
      boolean[] text,
      int farPx) {
    double own = roughness(around, difference);
    boolean[] marks = text.clone();
    int outer = 0;
    int marked = 0;
    for (int i = 0; i < marks.length; i++) {
      boolean mark = !area.foreign()[i] && difference[i] > MIN_STEP + TIMES * own;
      marks[i] |= mark;
      if (distance[i] > OUTER * farPx && distance[i] <= farPx && !area.foreign()[i]) {
        outer++;
        marked += mark ? 1 : 0;
      }
    }
    // Marks that go on to where ground begins are a band or sign that the text stands on.
    return marked > MAX_OUTER * outer ? text.clone() : marks;
  }

  /** What most of the ground differs from its own surroundings, in grey levels. */
  private static double roughness(boolean[] where, double[] difference) {
    double[] sorted =
        IntStream.range(0, where.length)
            .filter(i -> where[i])
            .mapToDouble(i -> difference[i])
            .sorted()
            .toArray();
    return sorted.length == 0 ? 255 : sorted[(int) (QUANTILE * (sorted.length - 1))];
  }

  private static boolean[] around(TextArea area, float[] distance, int farPx) {
    boolean[] around = new boolean[distance.length];
    for (int i = 0; i < around.length; i++) {
      around[i] = distance[i] > farPx && distance[i] <= 3 * farPx && !area.foreign()[i];
    }
    return around;
  }

  /** How much each pixel differs from the ground beside it and from all the ground's colours. */
  private static double[] fromGround(Crop crop, boolean[] around, double[] beside) {
    double[] difference = beside.clone();
    ColorClusters colours = ColorClusters.of(crop, around, GROUND_COLOURS);
    for (int i = 0; i < difference.length; i++) {
      double[] nearest = colours.center(colours.at(i));
      difference[i] = Math.min(difference[i], crop.distance(i, nearest));
    }
    return difference;
  }

  /** What the letters' colours are around each pixel. */
  private static float[] inkColours(Crop crop, boolean[] ink) {
    boolean[] other = new boolean[ink.length];
    for (int i = 0; i < other.length; i++) {
      other[i] = !ink[i];
    }
    return Backdrop.of(crop, other);
  }

  /** The mean colour of the ground around each pixel. */
  private static float[] ground(TextArea area, float[] distance, int farPx) {
    Crop crop = area.crop();
    boolean[] hidden = area.foreign().clone();
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] |= distance[i] <= farPx;
    }
    float[] ground = Backdrop.of(crop, hidden);
    try (Mat exact = new Mat(crop.height(), crop.width(), CV_32FC3);
        FloatPointer from = new FloatPointer(exact.data());
        Mat mean = new Mat();
        Size size = new Size(farPx | 1, farPx | 1)) {
      from.put(ground);
      blur(exact, mean, size);
      try (FloatPointer to = new FloatPointer(mean.data())) {
        to.get(ground);
      }
    }
    return ground;
  }

  private static double[] difference(Crop crop, float[] colours) {
    double[] difference = new double[crop.size()];
    for (int i = 0; i < difference.length; i++) {
      double sum = 0;
      for (int c = 0; c < 3; c++) {
        double d = crop.at(i, c) - colours[3 * i + c];
        sum += d * d;
      }
      difference[i] = Math.sqrt(sum);
    }
    return difference;
  }
}
