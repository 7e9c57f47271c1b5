package dev.palimpsest.transforms.pixels;

/** The pixels that a mask encloses. */
final class Holes {
  private Holes() {}

  /** True where the crop's border cannot be reached without crossing the mask. */
  static boolean[] of(Crop crop, boolean[] mask) {
    int width = crop.width();
    int height = crop.height();
    boolean[] reached = new boolean[mask.length];
    int[] queue = new int[mask.length];
    int tail = 0;
    for (int i = 0; i < mask.length; i++) {
      int x = i % width;
      int y = i / width;
      boolean border = x == 0 || y == 0 || x == width - 1 || y == height - 1;
      if (border && !mask[i]) {
        reached[i] = true;
        queue[tail++] = i;
      }
    }
    for (int head = 0; head < tail; head++) {
      int i = queue[head];
      int x = i % width;
      int[] next = {x > 0 ? i - 1 : i, x < width - 1 ? i + 1 : i, i - width, i + width};
      for (int n : next) {
        if (n >= 0 && n < mask.length && !reached[n] && !mask[n]) {
          reached[n] = true;
          queue[tail++] = n;
        }
      }
    }
    boolean[] holes = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      holes[i] = !mask[i] && !reached[i];
    }
    return holes;
  }
}
