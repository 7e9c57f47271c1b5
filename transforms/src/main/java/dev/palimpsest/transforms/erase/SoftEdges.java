package dev.palimpsest.transforms.erase;

import dev.palimpsest.transforms.pixels.Colors;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.TextArea;

/**
 * How far a soft shadow or glow reaches on each of the letters' four sides. It fades: going away
 * from the letters, the usual colour changes steadily from ring to ring. A band's or a button's
 * edge is told from it by the flat ground between it and the letters.
 */
final class SoftEdges {
  private static final int SIDES = 4;

  /** Rings this share of the line's height apart are compared: a soft shadow begins flat. */
  private static final double STEP = 0.045;

  private static final int MIN_STEP_PX = 2;

  /** Change (Euclidean, grey levels) from ring to ring that is fading; compression makes one. */
  private static final double FADING = 1.4;

  /** Pictures make rings differ too: the change must be this share of the ring's own spread. */
  private static final double OF_SPREAD = 0.06;

  /** A shadow's whole change, in grey levels. */
  private static final double MIN_FADED = 10;

  /** A side with fewer pixels on a ring says nothing. */
  private static final int MIN_PIXELS = 24;

  private static final double CORNER = 0.3;

  private final TextArea area;
  private final float[] distance;
  private final int[] reachPx = new int[SIDES];
  private final int fromPx;

  private SoftEdges(TextArea area, float[] distance, int fromPx) {
    this.area = area;
    this.distance = distance;
    this.fromPx = fromPx;
  }

  /**
   * @param distance of each pixel from the letters
   * @param fromPx where to begin: what is nearer is text anyway
   * @param toPx farthest reach
   */
  static SoftEdges of(TextArea area, float[] distance, int fromPx, int toPx) {
    SoftEdges edges = new SoftEdges(area, distance, fromPx);
    int step = Math.max(MIN_STEP_PX, (int) Math.round(STEP * area.lineHeightPx()));
    int rings = toPx + step + 1;
    int[][][][] histograms = new int[SIDES][rings][3][256];
    int[][] counts = new int[SIDES][rings];
    Crop crop = area.crop();
    for (int i = 0; i < distance.length; i++) {
      int d = Math.round(distance[i]);
      if (d >= fromPx && d < rings && !area.foreign()[i]) {
        int side = edges.side(i);
        counts[side][d]++;
        for (int c = 0; c < 3; c++) {
          histograms[side][d][c][crop.at(i, c)]++;
        }
      }
    }
    for (int side = 0; side < SIDES; side++) {
      double[][] usual = new double[rings][];
      for (int d = fromPx; d < rings; d++) {
        usual[d] = medians(histograms[side][d], counts[side][d]);
      }
      double[] spread = new double[rings];
      for (int d = fromPx; d < rings; d++) {
        spread[d] = spread(histograms[side][d][1], counts[side][d]);
      }
      edges.reachPx[side] = reach(usual, spread, counts[side], fromPx, toPx, step);
    }
    return edges;
  }

  private static int reach(
      double[][] usual, double[] spread, int[] counts, int fromPx, int toPx, int stepPx) {
    int reach = 0;
    for (int d = fromPx; d <= toPx; d++) {
      double change = 0;
      for (int c = 0; c < 3; c++) {
        double difference = usual[d][c] - usual[d + stepPx][c];
        change += difference * difference;
      }
      if (counts[d + stepPx] < MIN_PIXELS
          || Math.sqrt(change) < Math.max(FADING, OF_SPREAD * spread[d])) {
        break;
      }
      reach = d + stepPx;
    }
    boolean seen = reach > 0 && Colors.distance(usual[fromPx], usual[reach]) >= MIN_FADED;
    return seen ? reach : 0;
  }

  /** Between the quartiles. */
  private static double spread(int[] histogram, int count) {
    int seen = 0;
    int low = 0;
    while (low < 255 && 4 * (seen + histogram[low]) < count) {
      seen += histogram[low++];
    }
    int high = low;
    while (high < 255 && 4 * (seen + histogram[high]) < 3 * count) {
      seen += histogram[high++];
    }
    return (double) high - low;
  }

  /** Interpolated within the grey level, so that slow fading is seen. */
  private static double[] medians(int[][] histograms, int count) {
    double[] medians = new double[3];
    for (int c = 0; c < 3; c++) {
      int below = 0;
      int level = 0;
      while (level < 255 && 2 * (below + histograms[c][level]) < count) {
        below += histograms[c][level++];
      }
      int here = Math.max(1, histograms[c][level]);
      medians[c] = level + (count / 2.0 - below) / here;
    }
    return medians;
  }

  /** Which way the letters lie: 0 above, 1 below, 2 left of, 3 right of the pixel. */
  private int side(int i) {
    float dx = slopeX(i);
    float dy = slopeY(i);
    return Math.abs(dx) > Math.abs(dy) ? horizontal(dx) : vertical(dy);
  }

  private static int horizontal(float dx) {
    return dx > 0 ? 2 : 3;
  }

  private static int vertical(float dy) {
    return dy > 0 ? 0 : 1;
  }

  private float slopeX(int i) {
    int width = area.crop().width();
    int x = i % width;
    return distance[x < width - 1 ? i + 1 : i] - distance[x > 0 ? i - 1 : i];
  }

  private float slopeY(int i) {
    int width = area.crop().width();
    return distance[i < distance.length - width ? i + width : i]
        - distance[i >= width ? i - width : i];
  }

  boolean any() {
    for (int reach : reachPx) {
      if (reach > fromPx) {
        return true;
      }
    }
    return false;
  }

  /** Whether a pixel lies in a shadow or glow; round a corner the farther side counts. */
  boolean covers(int index) {
    float d = distance[index];
    float dx = slopeX(index);
    float dy = slopeY(index);
    int reach = reachPx[Math.abs(dx) > Math.abs(dy) ? horizontal(dx) : vertical(dy)];
    if (Math.abs(dx) > CORNER * Math.abs(dy) && Math.abs(dy) > CORNER * Math.abs(dx)) {
      reach = Math.max(reachPx[horizontal(dx)], reachPx[vertical(dy)]);
    }
    return reach > 0 && d <= reach + 2;
  }
}
