package dev.palimpsest.transforms.erase;

/** What {@link PatchFill} fills, at half the size. A pixel is banned if any of its four is. */
final class Half {
  final int width;
  final int height;
  final int[] colors;
  final boolean[] hole;
  final boolean[] banned;

  private Half(int width, int height, int[] colors, boolean[] hole, boolean[] banned) {
    this.width = width;
    this.height = height;
    this.colors = colors;
    this.hole = hole;
    this.banned = banned;
  }

  static Half of(int width, int height, int[] colors, boolean[] hole, boolean[] banned) {
    int w = (width + 1) / 2;
    int h = (height + 1) / 2;
    int[] sums = new int[3 * w * h];
    int[] known = new int[w * h];
    int[] all = new int[3 * w * h];
    int[] count = new int[w * h];
    boolean[] anyHole = new boolean[w * h];
    boolean[] anyBanned = new boolean[w * h];
    for (int i = 0; i < hole.length; i++) {
      int to = i / width / 2 * w + i % width / 2;
      anyBanned[to] |= banned[i];
      count[to]++;
      known[to] += hole[i] ? 0 : 1;
      for (int c = 0; c < 3; c++) {
        all[3 * to + c] += colors[3 * i + c];
        sums[3 * to + c] += hole[i] ? 0 : colors[3 * i + c];
      }
    }
    int[] means = new int[3 * w * h];
    for (int i = 0; i < means.length; i++) {
      int n = known[i / 3];
      means[i] = n > 0 ? sums[i] / n : all[i] / count[i / 3];
    }
    for (int i = 0; i < anyHole.length; i++) {
      // Half known is known well enough on a coarse level; holes would never end otherwise.
      anyHole[i] = known[i] < 2;
    }
    return new Half(w, h, means, anyHole, anyBanned);
  }
}
