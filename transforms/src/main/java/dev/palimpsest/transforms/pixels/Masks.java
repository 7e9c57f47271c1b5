package dev.palimpsest.transforms.pixels;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.DIST_L2;
import static org.bytedeco.opencv.global.opencv_imgproc.distanceTransform;

import dev.palimpsest.io.region.Box;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** What is often asked of a mask over a {@link Crop}. */
public final class Masks {
  private Masks() {}

  /** The eight-connected parts of a mask, numbered from 1; 0 is the outside, all around. */
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
    byte[] bytes = new byte[mask.length];
    for (int i = 0; i < mask.length; i++) {
      bytes[i] = (byte) (mask[i] ? 1 : 0);
    }
    Components components = Components.of(bytes, crop.width());
    List<Box> boxes = new ArrayList<>(List.of(new Box(0, 0, crop.width(), crop.height())));
    List<Integer> areas = new ArrayList<>(List.of(mask.length - count(mask)));
    components.tell(
        (x, y, width, height, area) -> {
          boxes.add(new Box(x, y, width, height));
          areas.add(area);
        });
    return new Parts(
        components.labels(mask.length),
        boxes.toArray(Box[]::new),
        areas.stream().mapToInt(Integer::intValue).toArray());
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
