package dev.palimpsest.transforms.erase;

import java.util.Arrays;

/**
 * What letters cast to one side, as far as a shadow reaches: every letter casts one, and it falls
 * on the ground between two letters also where the other one is nearer.
 */
final class Cast {
  private static final float DIAGONAL = (float) Math.sqrt(2);

  private Cast() {}

  /**
   * Marks the pixels whose way to a letter within a quarter turn around one direction is short.
   *
   * @param cast marks are added to it
   * @param distance of each pixel from the letters; 0 in them
   * @param width of the mask in pixels
   * @param side where the letters lie: 0 above, 1 below, 2 left, 3 right
   * @param reachPx how far away at most
   */
  static void add(boolean[] cast, float[] distance, int width, int side, float reachPx) {
    float[] away = away(distance, width, side);
    for (int i = 0; i < cast.length; i++) {
      cast[i] |= away[i] <= reachPx;
    }
  }

  /** Lines of pixels are taken one after the other, each from the one that is nearer to letters. */
  private static float[] away(float[] distance, int width, int side) {
    float[] away = new float[distance.length];
    Arrays.fill(away, Float.MAX_VALUE);
    int height = distance.length / width;
    boolean rows = side < 2;
    int lines = rows ? height : width;
    int length = rows ? width : height;
    int along = rows ? 1 : width;
    int across = rows ? width : 1;
    int back = side % 2 == 0 ? -across : across;
    for (int n = 0; n < lines; n++) {
      int line = side % 2 == 0 ? n : lines - 1 - n;
      for (int k = 0; k < length; k++) {
        int i = line * across + k * along;
        if (distance[i] == 0) {
          away[i] = 0;
        } else if (n > 0) {
          float least = away[i + back] + 1;
          if (k > 0) {
            least = Math.min(least, away[i + back - along] + DIAGONAL);
          }
          if (k < length - 1) {
            least = Math.min(least, away[i + back + along] + DIAGONAL);
          }
          away[i] = least;
        }
      }
    }
    return away;
  }
}
