package dev.palimpsest.transforms.erase;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;

import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ground;
import dev.palimpsest.transforms.pixels.TextArea;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The pixels that are not ground because of a region's text: glyphs of either polarity with their
 * outline, shadow, glow and blended edges.
 */
final class GlyphMask {
  /** Grey levels (Euclidean) that are seen as a mark on smooth ground. */
  private static final double STRONG = 26;

  /** A faint trace this far from the ground still belongs to the mark it touches. */
  private static final double WEAK = 7;

  /** A mark with more than this share away from the text is picture content. */
  private static final double MAX_OUTSIDE = 0.35;

  private GlyphMask() {}

  /** The mask over the area's crop, not yet grown. */
  static boolean[] onSmooth(TextArea area, Ground ground) {
    Crop crop = area.crop();
    double noise = Math.sqrt(3) * ground.sigma();
    double strong = Math.max(STRONG, 4 * noise);
    double weak = Math.max(WEAK, 2.2 * noise);
    boolean[] marks = new boolean[crop.size()];
    boolean[] seeds = new boolean[crop.size()];
    for (int i = 0; i < marks.length; i++) {
      double distance = ground.distance(i);
      marks[i] = distance > weak && !area.foreign()[i];
      seeds[i] = distance > strong;
    }
    return textMarks(area, marks, seeds);
  }

  /** Joins marks to wholes and keeps those that are text. */
  private static boolean[] textMarks(TextArea area, boolean[] marks, boolean[] seeds) {
    Crop crop = area.crop();
    int[] labels = new int[crop.size()];
    int count = label(crop, marks, labels);
    int[] size = new int[count];
    int[] outside = new int[count];
    int[] inTight = new int[count];
    int[] strong = new int[count];
    for (int i = 0; i < labels.length; i++) {
      size[labels[i]]++;
      outside[labels[i]] += area.near()[i] ? 0 : 1;
      inTight[labels[i]] += area.tight()[i] ? 1 : 0;
      strong[labels[i]] += seeds[i] ? 1 : 0;
    }
    boolean[] mask = new boolean[crop.size()];
    for (int i = 0; i < mask.length; i++) {
      int l = labels[i];
      if (l == 0 || strong[l] == 0) {
        continue;
      }
      boolean content = outside[l] > MAX_OUTSIDE * size[l];
      mask[i] = content ? area.tight()[i] && marks[i] : area.near()[i] || inTight[l] > 0;
    }
    return mask;
  }

  /** Numbers the eight-connected parts of a mask from 1; returns their count plus one. */
  static int label(Crop crop, boolean[] mask, int[] labels) {
    try (Mat binary = crop.mat(mask);
        Mat numbers = new Mat();
        Mat stats = new Mat();
        Mat centroids = new Mat()) {
      int count = connectedComponentsWithStats(binary, numbers, stats, centroids, 8, CV_32S);
      try (IntPointer pointer = new IntPointer(numbers.data())) {
        pointer.get(labels);
      }
      return count;
    }
  }
}
