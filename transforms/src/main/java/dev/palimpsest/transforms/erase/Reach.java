package dev.palimpsest.transforms.erase;

import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.TextArea;
import java.util.Arrays;

/**
 * How far an outline or shadow goes on each of the letters' four sides, on any ground. Textures
 * differ from place to place; what belongs to the text differs from the ground beyond it in the
 * same way all along the text. So the rings of pixels around the letters are compared, place by
 * place, with the ground a little farther out (a paired t-test), and must come to equal it.
 */
final class Reach {
  private static final int SIDES = 4;

  /** Outlines and shadows end within this share of the line's height … */
  private static final double MAX_REACH = 0.25;

  private static final int MIN_REACH_PX = 7;

  /** … and from there to here is ground. */
  private static final double GROUND_TO = 0.45;

  /** Places are squares of this share of the line's height. */
  private static final double PLACE = 0.6;

  private static final int MIN_PLACE_PX = 8;

  /** Fewer places, or fewer pixels in one, say nothing. */
  private static final int MIN_PLACES = 5;

  private static final int MIN_PIXELS = 3;

  /** An opaque outline varies less from place to place than the ground that it hides. */
  private static final double MAX_VARIANCE_RATIO = 0.3;

  private static final int MIN_PLACES_FOR_VARIANCE = 8;

  /** Square grey levels over three channels, below which a ground is much the same everywhere. */
  private static final double MIN_VARIANCE = 3 * 15 * 15;

  /** Mean difference in grey levels that is seen. */
  private static final double MIN_STEP = 5;

  /** Student's t; 3 is beyond the 99th percentile for all numbers of places. */
  private static final double MIN_T = 3;

  /** A light letter's blended edge may pass through the ground's colour into a dark shadow. */
  private static final int MAX_GAP = 3;

  private final Crop crop;
  private final float[] distance;
  private final int farPx;
  private final int[] reachPx = new int[SIDES];
  private final boolean[] cast;

  private Reach(TextArea area, float[] distance) {
    this.crop = area.crop();
    this.distance = distance;
    this.cast = new boolean[distance.length];
    this.farPx = (int) Math.max(MIN_REACH_PX, Math.round(MAX_REACH * area.lineHeightPx()));
  }

  /**
   * @param distance of each pixel from the letters' bodies
   * @param edgePx what blending and compression change anyway
   */
  static Reach of(TextArea area, float[] distance, int edgePx) {
    Reach reach = new Reach(area, distance);
    int place = (int) Math.max(MIN_PLACE_PX, Math.round(PLACE * area.lineHeightPx()));
    Places places = reach.places(area, place);
    int[] found = new int[SIDES];
    boolean[] told = new boolean[SIDES];
    for (int side = 0; side < SIDES; side++) {
      told[side] = places.tell(side, 1);
      for (int d = 1; d <= reach.farPx && d <= found[side] + MAX_GAP; d++) {
        found[side] = places.differs(side, d) ? d : found[side];
      }
    }
    int[] rim = Rim.reach(area, distance, reach.farPx, reach::side);
    for (int side = 0; side < SIDES; side++) {
      found[side] = Math.max(found[side], rim[side]);
    }
    withoutBands(found, told, reach.farPx - 1);
    int[] sorted = found.clone();
    Arrays.sort(sorted);
    for (int side = 0; side < SIDES; side++) {
      // What is seen on three sides is an outline, and those go all around.
      int whole = Math.max(found[side], sorted[1]);
      reach.reachPx[side] = whole > edgePx ? whole + 1 : edgePx;
      if (whole > edgePx) {
        Cast.add(reach.cast, distance, reach.crop.width(), side, reach.reachPx[side]);
      }
    }
    return reach;
  }

  /**
   * What never comes to equal the ground is a band or a sign that the text stands on. So is what is
   * seen above and below the text but not at its ends, and the other way round: an outline goes all
   * around; a shadow falls to one side.
   */
  private static void withoutBands(int[] found, boolean[] told, int bandPx) {
    int[] all = found.clone();
    for (int side = 0; side < SIDES; side++) {
      found[side] = all[side] >= bandPx ? 0 : all[side];
    }
    for (int pair = 0; pair < SIDES; pair += 2) {
      int across = 2 - pair;
      boolean both = all[pair] > 0 && all[pair + 1] > 0;
      boolean ends = told[across] && told[across + 1];
      if (both && ends && found[across] == 0 && found[across + 1] == 0) {
        found[pair] = 0;
        found[pair + 1] = 0;
      }
    }
  }

  private Places places(TextArea area, int placePx) {
    int columns = (crop.width() + placePx - 1) / placePx;
    int rows = (crop.height() + placePx - 1) / placePx;
    Places places = new Places(columns * rows, farPx);
    double groundTo = Math.max(farPx + 4, GROUND_TO * area.lineHeightPx());
    for (int i = 0; i < distance.length; i++) {
      float d = distance[i];
      if (d >= 0.5 && d <= groundTo && !area.foreign()[i]) {
        int place = i / crop.width() / placePx * columns + i % crop.width() / placePx;
        boolean ground = d > farPx;
        places.add(place, ground ? SIDES : side(i), ground ? 0 : Math.round(d), i, crop);
      }
    }
    return places;
  }

  /** Sums of colours by place, side and ring; the ground is one more side. */
  private static final class Places {
    private final int count;
    private final int rings;
    private final double[] sums;
    private final int[] pixels;

    Places(int count, int farPx) {
      this.count = count;
      this.rings = farPx + 1;
      this.sums = new double[3 * count * (SIDES + 1) * rings];
      this.pixels = new int[count * (SIDES + 1) * rings];
    }

    private int at(int place, int side, int ring) {
      return (place * (SIDES + 1) + side) * rings + ring;
    }

    void add(int place, int side, int ring, int index, Crop crop) {
      int at = at(place, side, ring);
      pixels[at]++;
      for (int c = 0; c < 3; c++) {
        sums[3 * at + c] += crop.at(index, c);
      }
    }

    /** Whether there are enough places to say anything of a ring. */
    boolean tell(int side, int ring) {
      int n = 0;
      for (int place = 0; place < count; place++) {
        boolean enough =
            pixels[at(place, side, ring)] >= MIN_PIXELS
                && pixels[at(place, SIDES, 0)] >= MIN_PIXELS;
        n += enough ? 1 : 0;
      }
      return n >= MIN_PLACES;
    }

    /** Whether a ring belongs to the text: it differs from the ground, or hides its changes. */
    boolean differs(int side, int ring) {
      double ofRing = 0;
      double ofGround = 0;
      int n = 0;
      for (int c = 0; c < 3; c++) {
        double[] sum = new double[3];
        double[] squares = new double[3];
        n = 0;
        for (int place = 0; place < count; place++) {
          int at = at(place, side, ring);
          int ground = at(place, SIDES, 0);
          if (pixels[at] >= MIN_PIXELS && pixels[ground] >= MIN_PIXELS) {
            double here = sums[3 * at + c] / pixels[at];
            double there = sums[3 * ground + c] / pixels[ground];
            double[] values = {here - there, here, there};
            for (int k = 0; k < 3; k++) {
              sum[k] += values[k];
              squares[k] += values[k] * values[k];
            }
            n++;
          }
        }
        if (n < MIN_PLACES) {
          return false;
        }
        double mean = Math.abs(sum[0] / n);
        if (mean > MIN_STEP && mean > MIN_T * Math.sqrt(variance(sum[0], squares[0], n) / n)) {
          return true;
        }
        ofRing += variance(sum[1], squares[1], n);
        ofGround += variance(sum[2], squares[2], n);
      }
      return n >= MIN_PLACES_FOR_VARIANCE
          && ofGround > MIN_VARIANCE
          && ofRing < MAX_VARIANCE_RATIO * ofGround;
    }

    private static double variance(double sum, double squares, int n) {
      return Math.max(0, squares - sum * sum / n) / (n - 1);
    }
  }

  /** Where ground begins, measured from the letters. */
  int farPx() {
    return farPx;
  }

  /** The farthest reach of any side. */
  int mostPx() {
    return Arrays.stream(reachPx).max().orElseThrow();
  }

  boolean covers(int index) {
    return distance[index] <= reachPx[side(index)] + 0.5f;
  }

  /** Whether a letter that is not the nearest one casts its shadow or outline on a pixel. */
  boolean casts(int index) {
    return cast[index];
  }

  /** Which way the letters lie: 0 above, 1 below, 2 left of, 3 right of the pixel. */
  private int side(int i) {
    float dx = slopeX(i);
    float dy = slopeY(i);
    if (Math.abs(dx) > Math.abs(dy)) {
      return dx > 0 ? 2 : 3;
    }
    return dy > 0 ? 0 : 1;
  }

  private float slopeX(int i) {
    int width = crop.width();
    int x = i % width;
    return distance[x < width - 1 ? i + 1 : i] - distance[x > 0 ? i - 1 : i];
  }

  private float slopeY(int i) {
    int width = crop.width();
    return distance[i < distance.length - width ? i + width : i]
        - distance[i >= width ? i - width : i];
  }
}
