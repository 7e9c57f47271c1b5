package dev.palimpsest.transforms.pixels;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_HEIGHT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_LEFT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_TOP;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_WIDTH;
import static org.bytedeco.opencv.global.opencv_imgproc.DIST_L2;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.distanceTransform;

import dev.palimpsest.io.region.Box;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** What is often asked of a mask over a {@link Crop}. */
public final class Masks {
  private Masks() {}

  /** The eight-connected parts of a mask, numbered from 1; 0 is the outside. */
  public static final class Parts {
    private final int[] labels;
    private final Box[] boxes;
    private final int[] areas;

    private Parts(int[] labels, Box[] boxes, int[] areas) {
      this.labels = labels;
      this.boxes = boxes;
      this.areas = areas;
    }

    /** How many, with the outside. */
    public int count() {
      return boxes.length;
    }

    /** The number of the part that a pixel belongs to. */
    public int at(int index) {
      return labels[index];
    }

    /** Around a part, in the crop's coordinates. */
    public Box box(int part) {
      return boxes[part];
    }

    /** Pixels of a part. */
    public int area(int part) {
      return areas[part];
    }
  }

  public static Parts parts(Crop crop, boolean[] mask) {
    try (Mat binary = crop.mat(mask);
        Mat numbers = new Mat();
        Mat stats = new Mat();
        Mat centroids = new Mat()) {
      int count = connectedComponentsWithStats(binary, numbers, stats, centroids, 8, CV_32S);
      int[] labels = new int[crop.size()];
      int[] rows = new int[5 * count];
      try (IntPointer pointer = new IntPointer(numbers.data());
          IntPointer table = new IntPointer(stats.data())) {
        pointer.get(labels);
        table.get(rows);
      }
      Box[] boxes = new Box[count];
      int[] areas = new int[count];
      for (int i = 0; i < count; i++) {
        int at = 5 * i;
        boxes[i] =
            new Box(
                rows[at + CC_STAT_LEFT],
                rows[at + CC_STAT_TOP],
                rows[at + CC_STAT_WIDTH],
                rows[at + CC_STAT_HEIGHT]);
        areas[i] = rows[at + CC_STAT_AREA];
      }
      return new Parts(labels, boxes, areas);
    }
  }

  /** How far each pixel of the mask is from the nearest pixel outside it; 0 outside. */
  public static float[] depth(Crop crop, boolean[] mask) {
    try (Mat binary = crop.mat(mask);
        Mat distance = new Mat()) {
      distanceTransform(binary, distance, DIST_L2, 5, CV_32F);
      float[] out = new float[crop.size()];
      try (FloatPointer pointer = new FloatPointer(distance.data())) {
        pointer.get(out);
      }
      return out;
    }
  }

  /** How far each pixel is from the mask; 0 inside. */
  public static float[] distanceTo(Crop crop, boolean[] mask) {
    boolean[] outside = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      outside[i] = !mask[i];
    }
    return depth(crop, outside);
  }

  public static int count(boolean[] mask) {
    int count = 0;
    for (boolean b : mask) {
      count += b ? 1 : 0;
    }
    return count;
  }

  /** Indices of about {@code most} pixels spread evenly over the mask. */
  public static int[] thinned(boolean[] mask, int most) {
    int count = count(mask);
    int step = Math.max(1, count / most);
    int[] indices = new int[(count + step - 1) / step];
    int seen = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] && seen++ % step == 0) {
        indices[(seen - 1) / step] = i;
      }
    }
    return indices;
  }
}
