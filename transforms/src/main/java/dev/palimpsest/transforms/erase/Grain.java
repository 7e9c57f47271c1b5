package dev.palimpsest.transforms.erase;

import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Masks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The grain of a smooth ground: what its pixels differ from the planes of their blocks. It is
 * copied block by block and not made up, since compression, scaling and sensors leave grain that is
 * coarser than independent noise of its strength, and differs between channels. Blocks are those of
 * JPEG in the picture, so that what compression did to a block stays in one.
 */
final class Grain {
  private static final int BLOCK_PX = 8;

  /** Sum of squared offsets from the middle along one axis, over a block. */
  private static final double MOMENT = BLOCK_PX * BLOCK_PX * (BLOCK_PX * BLOCK_PX - 1) / 12.0;

  /** Blocks with an energy above so many times that of a quiet one hold picture content. */
  private static final double MAX_ENERGY = 2.5;

  /** The quiet one is this far up among all. */
  private static final double QUIET = 0.25;

  /** Weaker grain (standard deviation, grey levels) is rounding. */
  private static final double MIN_SIGMA = 1;

  /** So many blocks nearest to the hole are its ground. */
  private static final int MAX_BLOCKS = 64;

  /** From fewer blocks copies would be seen to repeat. */
  private static final int MIN_BLOCKS = 4;

  private final Crop crop;
  private final List<Block> blocks = new ArrayList<>();

  private Grain(Crop crop) {
    this.crop = crop;
  }

  /** What a block of ground bears besides its plane. */
  private static final class Block {
    /** Three values a pixel, in grey levels. */
    private final float[] residuals;

    /** Mean square of the residuals, of the strongest channel. */
    private final double energy;

    Block(float[] residuals, double energy) {
      this.residuals = residuals;
      this.energy = energy;
    }
  }

  /** Where a block begins. */
  private record Place(int x, int y, float distancePx) {}

  /**
   * Grain for a hole; without any where the ground has none.
   *
   * @param hole what to fill
   * @param unknown what is no ground
   * @param masked indices of the hole's pixels
   * @return three values for each of these
   */
  static float[] of(Crop crop, boolean[] hole, boolean[] unknown, int[] masked) {
    Grain grain = new Grain(crop);
    grain.collect(Masks.distanceTo(crop, hole), unknown);
    float[] values = new float[3 * masked.length];
    if (grain.blocks.size() < MIN_BLOCKS) {
      return values;
    }
    Block block = null;
    long drawnFor = 0;
    long seed = 31L * crop.box().x() + crop.box().y();
    for (int m = 0; m < masked.length; m++) {
      int x = crop.box().x() + masked[m] % crop.width();
      int y = crop.box().y() + masked[m] / crop.width();
      long place = seed + x / BLOCK_PX * 7919L + y / BLOCK_PX * 104_729L;
      if (block == null || place != drawnFor) {
        block = grain.blocks.get(new Random(place).nextInt(grain.blocks.size()));
        drawnFor = place;
      }
      int from = 3 * (y % BLOCK_PX * BLOCK_PX + x % BLOCK_PX);
      System.arraycopy(block.residuals, from, values, 3 * m, 3);
    }
    return values;
  }

  /** Keeps the blocks near the hole that are ground alone. */
  private void collect(float[] distance, boolean[] unknown) {
    int firstX = -crop.box().x() & BLOCK_PX - 1;
    int firstY = -crop.box().y() & BLOCK_PX - 1;
    List<Place> places = new ArrayList<>();
    for (int y = firstY; y + BLOCK_PX <= crop.height(); y += BLOCK_PX) {
      for (int x = firstX; x + BLOCK_PX <= crop.width(); x += BLOCK_PX) {
        if (free(unknown, x, y)) {
          places.add(new Place(x, y, distance[y * crop.width() + x]));
        }
      }
    }
    places.sort(Comparator.comparingDouble(Place::distancePx));
    places.stream().limit(MAX_BLOCKS).map(p -> block(p.x, p.y)).forEach(blocks::add);
    blocks.sort(Comparator.comparingDouble(block -> block.energy));
    if (!blocks.isEmpty()) {
      double quiet = blocks.get((int) (QUIET * blocks.size())).energy;
      blocks.removeIf(b -> b.energy > MAX_ENERGY * quiet || quiet < MIN_SIGMA * MIN_SIGMA);
    }
  }

  private boolean free(boolean[] unknown, int left, int top) {
    for (int y = top; y < top + BLOCK_PX; y++) {
      for (int x = left; x < left + BLOCK_PX; x++) {
        if (unknown[y * crop.width() + x]) {
          return false;
        }
      }
    }
    return true;
  }

  private Block block(int left, int top) {
    float[] residuals = new float[3 * BLOCK_PX * BLOCK_PX];
    double most = 0;
    for (int c = 0; c < 3; c++) {
      double sum = 0;
      double alongX = 0;
      double alongY = 0;
      for (int k = 0; k < BLOCK_PX * BLOCK_PX; k++) {
        int value = crop.at(index(left, top, k), c);
        sum += value;
        alongX += value * off(k % BLOCK_PX);
        alongY += value * off(k / BLOCK_PX);
      }
      double energy = 0;
      for (int k = 0; k < BLOCK_PX * BLOCK_PX; k++) {
        double plane =
            sum / (BLOCK_PX * BLOCK_PX)
                + alongX / MOMENT * off(k % BLOCK_PX)
                + alongY / MOMENT * off(k / BLOCK_PX);
        double residual = crop.at(index(left, top, k), c) - plane;
        residuals[3 * k + c] = (float) residual;
        energy += residual * residual;
      }
      most = Math.max(most, energy / (BLOCK_PX * BLOCK_PX));
    }
    return new Block(residuals, most);
  }

  private int index(int left, int top, int k) {
    return (top + k / BLOCK_PX) * crop.width() + left + k % BLOCK_PX;
  }

  private static double off(int at) {
    return at - (BLOCK_PX - 1) / 2.0;
  }
}
