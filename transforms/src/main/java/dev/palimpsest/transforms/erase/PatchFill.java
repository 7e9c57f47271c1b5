package dev.palimpsest.transforms.erase;

import dev.palimpsest.transforms.pixels.Components;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Ground;
import dev.palimpsest.transforms.pixels.Masks;
import java.util.Arrays;
import java.util.Random;

/**
 * Fills a hole in a texture with what is most alike elsewhere: each small square over the hole is
 * matched to a known one (PatchMatch: random search, good matches spread to neighbours), from
 * coarse to fine. What is matched is a guess that is made where the picture is so small that the
 * hole is thin, by continuing the waves around it: rays, rings and edges run through the hole and
 * are not left to chance. On the finest levels each pixel becomes the mean of what the matches say
 * of it; in the end it is the one in the middle of its match.
 *
 * <p>Squares are compared by what differs from a smooth ground, so that those from a lighter place
 * fit a darker one.
 *
 * <p>Barnes et al., PatchMatch, SIGGRAPH 2009; Wexler et al., Space-Time Completion, PAMI 2007.
 */
final class PatchFill {
  private static final int RADIUS = 3;
  private static final int MAX_LEVELS = 5;

  /** A picture less wide or high is not halved: too few squares in it would be whole. */
  private static final int MIN_HALVED_PX = 60;

  /** Rounds of matching on the level where the guess is made. */
  private static final int GUESS_ROUNDS = 2;

  /** Rounds of matching and averaging on the finest level. */
  private static final int FINE_ROUNDS = 2;

  /** On so many of the finest levels matches change what they are matched to. */
  private static final int AVERAGED_LEVELS = 2;

  /** Squares this far from a perfect match (mean squared grey level) speak half as loud. */
  private static final double HALF_WEIGHT = 60;

  /** So many known pixels amid a hole, where the guess is made, are a speck. */
  private static final int MAX_SPECK = 16;

  /** Differences from the ground lie on both sides of it in a byte. */
  private static final int MIDDLE = 128;

  private final int width;
  private final int height;
  private final int[] colors;
  private final boolean[] hole;
  private final int[] targets;
  private final boolean[] source;
  private final int[] match;
  private final int[] cost;
  private final Random random;

  private PatchFill(int width, int height, int[] colors, boolean[] hole, boolean[] banned) {
    this.width = width;
    this.height = height;
    this.colors = colors;
    this.hole = hole;
    this.source = new boolean[width * height];
    this.match = new int[width * height];
    this.cost = new int[width * height];
    this.random = new Random(11L * width + height);
    int[] found = new int[width * height];
    int n = 0;
    int[] unknown = sums(hole, banned);
    int[] holes = sums(hole, hole);
    for (int y = RADIUS; y < height - RADIUS; y++) {
      for (int x = RADIUS; x < width - RADIUS; x++) {
        int i = y * width + x;
        source[i] = square(unknown, x, y) == 0;
        if (square(holes, x, y) > 0) {
          found[n++] = i;
        }
      }
    }
    this.targets = Arrays.copyOf(found, Masks.count(source) > 0 ? n : 0);
  }

  /**
   * Fills the hole, which is not empty.
   *
   * @param colors three bytes a pixel of the whole crop, with a first guess in the hole;
   *     overwritten there
   * @param banned known pixels that must not be copied (other texts)
   * @param ground the smooth ground behind the texture
   */
  static void fill(Crop crop, byte[] colors, boolean[] hole, boolean[] banned, Ground ground) {
    int[] base = base(colors, hole, ground);
    int[] rest = new int[colors.length];
    for (int k = 0; k < rest.length; k++) {
      rest[k] = Byte.toUnsignedInt(colors[k]) - base[k];
    }
    fill(crop.width(), crop.height(), rest, hole, banned, 0);
    for (int k = 0; k < rest.length; k++) {
      if (hole[k / 3]) {
        colors[k] = (byte) Math.max(0, Math.min(255, rest[k] + base[k]));
      }
    }
  }

  /** A level ground; else one colour, since a surface that fits badly would change copies' hues. */
  private static int[] base(byte[] colors, boolean[] hole, Ground ground) {
    int[] base = new int[colors.length];
    if (LevelMarks.level(ground)) {
      for (int k = 0; k < base.length; k++) {
        base[k] = (int) Math.round(ground.at(k % 3, k / 3));
      }
      return base;
    }
    long[] sum = new long[3];
    for (int k = 0; k < base.length; k++) {
      sum[k % 3] += hole[k / 3] ? 0 : Byte.toUnsignedInt(colors[k]);
    }
    int known = Math.max(1, hole.length - Masks.count(hole));
    for (int k = 0; k < base.length; k++) {
      base[k] = (int) (sum[k % 3] / known);
    }
    return base;
  }

  /**
   * @param finer levels there are
   */
  private static PatchFill fill(
      int width, int height, int[] colors, boolean[] hole, boolean[] banned, int finer) {
    PatchFill level = new PatchFill(width, height, colors, hole, banned);
    boolean coarsest = finer == MAX_LEVELS - 1 || Math.min(width, height) < MIN_HALVED_PX;
    if (coarsest) {
      level.guess();
      level.scatter();
      level.rounds(GUESS_ROUNDS, finer < AVERAGED_LEVELS);
    } else {
      Half half = Half.of(width, height, colors, hole, banned);
      PatchFill coarse =
          fill(half.width, half.height, half.colors, half.hole, half.banned, finer + 1);
      level.takeGuess(coarse);
      level.scatter();
      level.takeMatches(coarse);
      if (finer + 1 < AVERAGED_LEVELS) {
        level.average();
      }
      level.rounds(finer == 0 ? FINE_ROUNDS : 1, finer < AVERAGED_LEVELS);
    }
    if (finer == 0) {
      level.copy();
    }
    return level;
  }

  private int[] sums(boolean[] one, boolean[] other) {
    int[] sum = new int[(width + 1) * (height + 1)];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        int s = (y + 1) * (width + 1) + x + 1;
        sum[s] =
            (one[i] || other[i] ? 1 : 0) + sum[s - 1] + sum[s - width - 1] - sum[s - width - 2];
      }
    }
    return sum;
  }

  private int square(int[] sum, int x, int y) {
    int stride = width + 1;
    int top = (y - RADIUS) * stride;
    int bottom = (y + RADIUS + 1) * stride;
    return sum[bottom + x + RADIUS + 1]
        - sum[bottom + x - RADIUS]
        - sum[top + x + RADIUS + 1]
        + sum[top + x - RADIUS];
  }

  /**
   * Continues the waves around the hole. They fade to zero, which is black, the deeper in a hole
   * they are; the mean of what becomes of the colours and of their negative fades to the ground.
   */
  private void guess() {
    byte[] positive = new byte[colors.length];
    byte[] negative = new byte[colors.length];
    for (int k = 0; k < colors.length; k++) {
      int value = Math.max(0, Math.min(255, colors[k] + MIDDLE));
      positive[k] = (byte) value;
      negative[k] = (byte) (255 - value);
    }
    boolean[] unknown = withSpecks();
    TextureFill.fill(positive, unknown, width);
    TextureFill.fill(negative, unknown, width);
    for (int k = 0; k < colors.length; k++) {
      if (hole[k / 3]) {
        int twice = Byte.toUnsignedInt(positive[k]) + 255 - Byte.toUnsignedInt(negative[k]);
        colors[k] = twice / 2 - MIDDLE;
      }
    }
  }

  /** The hole with the specks in it: each may be what is left of a letter, and no wave. */
  private boolean[] withSpecks() {
    byte[] known = new byte[hole.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = (byte) (hole[i] ? 0 : 1);
    }
    boolean[] with = hole.clone();
    Components.visit(
        known,
        width,
        (x, y, w, h, area) -> {
          for (int k = 0; k < w * h && area <= MAX_SPECK; k++) {
            with[(y + k / w) * width + x + k % w] = true;
          }
        });
    return with;
  }

  /** Takes over, interpolated, what is in the hole of the level of half the size. */
  private void takeGuess(PatchFill coarse) {
    for (int i = 0; i < hole.length; i++) {
      if (hole[i]) {
        int row = i / width;
        float x = Math.max(0, Math.min(coarse.width - 1, (i % width - 0.5f) / 2));
        float y = Math.max(0, Math.min(coarse.height - 1, (row - 0.5f) / 2));
        int left = (int) x;
        int top = (int) y;
        int across = left < coarse.width - 1 ? 3 : 0;
        int down = top < coarse.height - 1 ? 3 * coarse.width : 0;
        for (int c = 0; c < 3; c++) {
          int at = 3 * (top * coarse.width + left) + c;
          float fx = x - left;
          float fy = y - top;
          float above = coarse.colors[at] * (1 - fx) + coarse.colors[at + across] * fx;
          float below =
              coarse.colors[at + down] * (1 - fx) + coarse.colors[at + down + across] * fx;
          colors[3 * i + c] = Math.round(above * (1 - fy) + below * fy);
        }
      }
    }
  }

  /** Takes over the matches of the level of half the size. */
  private void takeMatches(PatchFill coarse) {
    for (int t : targets) {
      int from = coarse.match[t / width / 2 * coarse.width + t % width / 2];
      int x = from % coarse.width * 2 + t % width % 2;
      int y = from / coarse.width * 2 + t / width % 2;
      if (from > 0 && x < width && y < height && source[y * width + x]) {
        match[t] = y * width + x;
      }
      cost[t] = difference(t, match[t], Integer.MAX_VALUE);
    }
  }

  /** Any source for each target. */
  private void scatter() {
    int[] all = new int[Masks.count(source)];
    int n = 0;
    for (int i = 0; i < source.length; i++) {
      if (source[i]) {
        all[n++] = i;
      }
    }
    for (int t : targets) {
      match[t] = all[random.nextInt(n)];
      cost[t] = difference(t, match[t], Integer.MAX_VALUE);
    }
  }

  private void rounds(int count, boolean averages) {
    for (int round = 0; round < count; round++) {
      for (int t : targets) {
        cost[t] = difference(t, match[t], Integer.MAX_VALUE);
      }
      boolean forward = true;
      for (int pass = 0; pass < 2; pass++) {
        search(forward);
        forward = !forward;
      }
      if (averages) {
        average();
      }
    }
  }

  private void search(boolean forward) {
    int step = forward ? -1 : 1;
    for (int n = 0; n < targets.length; n++) {
      int t = targets[forward ? n : targets.length - 1 - n];
      propagate(t, t + step, -step);
      propagate(t, t + step * width, -step * width);
      int reach = Math.max(width, height) / 2;
      while (reach >= 1) {
        int x = match[t] % width + random.nextInt(2 * reach + 1) - reach;
        int y = match[t] / width + random.nextInt(2 * reach + 1) - reach;
        if (x >= 0 && y >= 0 && x < width && y < height) {
          offer(t, y * width + x);
        }
        reach /= 3;
      }
    }
  }

  private void propagate(int target, int neighbour, int shift) {
    if (neighbour >= 0 && neighbour < match.length && match[neighbour] > 0) {
      int candidate = match[neighbour] + shift;
      if (candidate >= 0 && candidate < source.length) {
        offer(target, candidate);
      }
    }
  }

  private void offer(int target, int candidate) {
    if (source[candidate] && candidate != match[target]) {
      int difference = difference(target, candidate, cost[target]);
      if (difference < cost[target]) {
        cost[target] = difference;
        match[target] = candidate;
      }
    }
  }

  /** Sum of squares over the square, broken off above the bound. */
  private int difference(int target, int candidate, int bound) {
    int sum = 0;
    int length = 3 * (2 * RADIUS + 1);
    for (int dy = -RADIUS; dy <= RADIUS; dy++) {
      int a = 3 * (target + dy * width - RADIUS);
      int b = 3 * (candidate + dy * width - RADIUS);
      for (int k = 0; k < length; k++) {
        int d = colors[a + k] - colors[b + k];
        sum += d * d;
      }
      if (sum >= bound) {
        return sum;
      }
    }
    return sum;
  }

  /** Means have found the matches, but have no grain: the matches themselves have. */
  private void copy() {
    int[] means = colors.clone();
    for (int t : targets) {
      if (hole[t]) {
        System.arraycopy(means, 3 * match[t], colors, 3 * t, 3);
      }
    }
  }

  private void average() {
    float[] sum = new float[colors.length];
    float[] total = new float[hole.length];
    int size = (2 * RADIUS + 1) * (2 * RADIUS + 1) * 3;
    for (int t : targets) {
      float weight = (float) (1 / (1 + Math.pow(cost[t] / (size * HALF_WEIGHT), 2)));
      for (int dy = -RADIUS; dy <= RADIUS; dy++) {
        for (int dx = -RADIUS; dx <= RADIUS; dx++) {
          int to = t + dy * width + dx;
          if (hole[to]) {
            int from = match[t] + dy * width + dx;
            total[to] += weight;
            sum[3 * to] += weight * colors[3 * from];
            sum[3 * to + 1] += weight * colors[3 * from + 1];
            sum[3 * to + 2] += weight * colors[3 * from + 2];
          }
        }
      }
    }
    for (int i = 0; i < hole.length; i++) {
      if (hole[i] && total[i] > 0) {
        for (int c = 0; c < 3; c++) {
          colors[3 * i + c] = Math.round(sum[3 * i + c] / total[i]);
        }
      }
    }
  }
}
