package dev.palimpsest.transforms.pixels;

/**
 * A guess of what is behind hidden pixels: known colours averaged in ever larger squares (a
 * pyramid) and interpolated back down into the gaps.
 */
public final class Backdrop {
  private final int width;
  private final int height;
  private final float[] colors;
  private final float[] weight;

  private Backdrop(int width, int height) {
    this.width = width;
    this.height = height;
    this.colors = new float[3 * width * height];
    this.weight = new float[width * height];
  }

  /**
   * @param hidden pixels to guess; the others keep their colours
   * @return three values a pixel, 0 to 255
   */
  public static float[] of(Crop crop, boolean[] hidden) {
    Backdrop finest = new Backdrop(crop.width(), crop.height());
    for (int i = 0; i < hidden.length; i++) {
      if (!hidden[i]) {
        finest.weight[i] = 1;
        for (int c = 0; c < 3; c++) {
          finest.colors[3 * i + c] = crop.at(i, c);
        }
      }
    }
    finest.fill();
    return finest.colors;
  }

  private void fill() {
    if (width <= 1 && height <= 1) {
      return;
    }
    Backdrop half = halved();
    half.fill();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        if (weight[i] < 1) {
          half.sample(x, y, weight[i], colors, 3 * i);
          weight[i] = 1;
        }
      }
    }
  }

  private Backdrop halved() {
    Backdrop half = new Backdrop((width + 1) / 2, (height + 1) / 2);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = y * width + x;
        int to = y / 2 * half.width + x / 2;
        half.weight[to] += weight[from];
        for (int c = 0; c < 3; c++) {
          half.colors[3 * to + c] += weight[from] * colors[3 * from + c];
        }
      }
    }
    for (int i = 0; i < half.weight.length; i++) {
      if (half.weight[i] > 0) {
        for (int c = 0; c < 3; c++) {
          half.colors[3 * i + c] /= half.weight[i];
        }
      }
      half.weight[i] = Math.min(1, half.weight[i] / 2);
    }
    return half;
  }

  /** Mixes the bilinear sample at a pixel of the next finer level into what is known of it. */
  private void sample(int fineX, int fineY, float known, float[] to, int at) {
    float x = Math.max(0, Math.min(width - 1, (fineX - 0.5f) / 2));
    float y = Math.max(0, Math.min(height - 1, (fineY - 0.5f) / 2));
    int x0 = (int) x;
    int y0 = (int) y;
    int x1 = Math.min(width - 1, x0 + 1);
    int y1 = Math.min(height - 1, y0 + 1);
    float fx = x - x0;
    float fy = y - y0;
    for (int c = 0; c < 3; c++) {
      float top =
          colors[3 * (y0 * width + x0) + c] * (1 - fx) + colors[3 * (y0 * width + x1) + c] * fx;
      float low =
          colors[3 * (y1 * width + x0) + c] * (1 - fx) + colors[3 * (y1 * width + x1) + c] * fx;
      float coarse = top * (1 - fy) + low * fy;
      to[at + c] = known * to[at + c] + (1 - known) * coarse;
    }
  }
}
