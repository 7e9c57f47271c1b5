package dev.palimpsest.transforms.erase;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.KMEANS_PP_CENTERS;
import static org.bytedeco.opencv.global.opencv_core.kmeans;
import static org.bytedeco.opencv.global.opencv_core.setRNGSeed;

import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.TextArea;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.TermCriteria;

/**
 * Glyphs on textured ground: colours that fill the lines but hardly occur around them are the ink
 * (and its outline).
 */
final class TexturedMask {
  private static final int CLUSTERS = 5;
  private static final int MAX_SAMPLES = 8000;

  /** A colour this much denser inside the lines than around them belongs to the text. */
  private static final double MIN_DENSITY_RATIO = 2.5;

  /** Less of the lines than this is no text but a speck of another colour. */
  private static final double MIN_SHARE = 0.04;

  private TexturedMask() {}

  static boolean[] of(TextArea area) {
    Crop crop = area.crop();
    float[][] centers = clusters(area);
    int[] inside = new int[centers.length];
    int[] around = new int[centers.length];
    int[] nearest = new int[crop.size()];
    int insideTotal = 0;
    int aroundTotal = 0;
    for (int i = 0; i < crop.size(); i++) {
      nearest[i] = nearest(crop, i, centers);
      if (area.tight()[i]) {
        inside[nearest[i]]++;
        insideTotal++;
      } else if (!area.foreign()[i]) {
        around[nearest[i]]++;
        aroundTotal++;
      }
    }
    boolean[] text = new boolean[centers.length];
    boolean found = false;
    for (int k = 0; k < centers.length; k++) {
      double share = (double) inside[k] / Math.max(1, insideTotal);
      double shareAround = (double) around[k] / Math.max(1, aroundTotal);
      text[k] = share > MIN_SHARE && share > MIN_DENSITY_RATIO * shareAround;
      found |= text[k];
    }
    if (!found) {
      // Ink and ground share their colours: better a filled box than a ghost.
      return area.tight().clone();
    }
    boolean[] mask = new boolean[crop.size()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = text[nearest[i]] && area.near()[i] && !area.foreign()[i];
    }
    // Outlines and shadows are a fraction of the letters' height wide.
    return crop.grow(mask, (int) Math.round(Math.max(1, area.lineHeightPx() * 0.06)));
  }

  private static float[][] clusters(TextArea area) {
    Crop crop = area.crop();
    int step = Math.max(1, crop.size() / MAX_SAMPLES);
    int n = (crop.size() + step - 1) / step;
    float[] samples = new float[3 * n];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        samples[3 * i + c] = crop.at(i * step, c);
      }
    }
    int k = Math.min(CLUSTERS, n);
    setRNGSeed(7);
    try (Mat data = new Mat(n, 3, CV_32F);
        Mat labels = new Mat();
        Mat centers = new Mat();
        TermCriteria stop = new TermCriteria(TermCriteria.EPS + TermCriteria.COUNT, 30, 0.5)) {
      new FloatPointer(data.data()).put(samples);
      kmeans(data, k, labels, stop, 3, KMEANS_PP_CENTERS, centers);
      float[][] out = new float[k][3];
      for (int i = 0; i < k; i++) {
        new FloatPointer(centers.ptr(i)).get(out[i]);
      }
      return out;
    }
  }

  private static int nearest(Crop crop, int index, float[][] centers) {
    int best = 0;
    double bestDistance = Double.MAX_VALUE;
    for (int k = 0; k < centers.length; k++) {
      double distance = 0;
      for (int c = 0; c < 3; c++) {
        double d = crop.at(index, c) - centers[k][c];
        distance += d * d;
      }
      if (distance < bestDistance) {
        bestDistance = distance;
        best = k;
      }
    }
    return best;
  }
}
