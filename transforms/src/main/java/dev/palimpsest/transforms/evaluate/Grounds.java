package dev.palimpsest.transforms.evaluate;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** What text is laid on. */
final class Grounds {
  private static final List<String> DRAWN = List.of("flat", "gradient", "textured", "photographic");

  private static final String PHOTOGRAPHS = "photographs";

  /** Of so many places on a photograph the calmest is taken. */
  private static final int PLACES = 4;

  private final List<Path> photographs;

  /**
   * @param photographs pictures without text, for one more kind of ground; may be none
   */
  Grounds(List<Path> photographs) {
    this.photographs = List.copyOf(photographs);
  }

  List<String> kinds() {
    return photographs.isEmpty()
        ? DRAWN
        : Stream.concat(DRAWN.stream(), Stream.of(PHOTOGRAPHS)).toList();
  }

  BufferedImage draw(String kind, int widthPx, int heightPx, int index) {
    Random random = new Random(77L * index + 5);
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_3BYTE_BGR);
    switch (kind) {
      case "flat" -> fill(image, random);
      case "gradient" -> gradient(image, random);
      case "textured" -> texture(image, random);
      case "photographic" -> calmest(image, cut -> DeadLeaves.draw(cut, random));
      default -> calmest(image, cut -> photograph(cut, random, index));
    }
    return image;
  }

  /** Text is laid where a photograph is calm: a designer looks for such a place, too. */
  private static void calmest(BufferedImage image, Consumer<BufferedImage> photographer) {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < PLACES; i++) {
      BufferedImage cut =
          new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
      photographer.accept(cut);
      double change = changeBehindText(cut);
      if (change < least) {
        least = change;
        image.setData(cut.getRaster());
      }
    }
  }

  /** Mean difference between neighbouring pixels in the middle, where text goes. */
  private static double changeBehindText(BufferedImage image) {
    long sum = 0;
    long count = 0;
    for (int y = image.getHeight() * 3 / 8; y < image.getHeight() * 5 / 8; y++) {
      for (int x = image.getWidth() / 8; x < image.getWidth() * 7 / 8; x++) {
        int green = image.getRGB(x, y) >> 8 & 0xff;
        sum += Math.abs(green - (image.getRGB(x - 1, y) >> 8 & 0xff));
        sum += Math.abs(green - (image.getRGB(x, y - 1) >> 8 & 0xff));
        count += 2;
      }
    }
    return (double) sum / count;
  }

  private static Color color(Random random) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }

  private static void fill(BufferedImage image, Random random) {
    Graphics2D g = image.createGraphics();
    g.setColor(color(random));
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.dispose();
    grain(image, random, random.nextInt(3) * 0.8);
  }

  private static void gradient(BufferedImage image, Random random) {
    Graphics2D g = image.createGraphics();
    Color from = color(random);
    // Neighbouring tones, as designers choose them.
    Color to =
        new Color(
            near(from.getRed(), random),
            near(from.getGreen(), random),
            near(from.getBlue(), random));
    g.setPaint(
        new GradientPaint(0, 0, from, random.nextInt(image.getWidth()), image.getHeight(), to));
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.dispose();
    grain(image, random, random.nextInt(3) * 0.8);
  }

  private static int near(int channel, Random random) {
    return Math.max(0, Math.min(255, channel + random.nextInt(141) - 70));
  }

  private static void grain(BufferedImage image, Random random, double sigma) {
    for (int y = 0; y < image.getHeight() && sigma > 0; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        double noise = sigma * random.nextGaussian();
        image.setRGB(x, y, shifted(image.getRGB(x, y), noise));
      }
    }
  }

  static int shifted(int rgb, double by) {
    int out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      long value = Math.round((rgb >> shift & 0xff) + by);
      out = out << 8 | (int) Math.max(0, Math.min(255, value));
    }
    return out;
  }

  /** Wood: noise stretched along x; cloth: along both; stone: along neither. */
  private static void texture(BufferedImage image, Random random) {
    int stretchX = random.nextBoolean() ? 40 : 6;
    int stretchY = random.nextBoolean() ? 3 : 6;
    noise(image, random, new int[][] {{stretchX, stretchY}, {stretchX / 2, 2}}, 28);
  }

  private static void noise(BufferedImage image, Random random, int[][] cells, double strength) {
    Color base = color(random);
    double[] sum = new double[image.getWidth() * image.getHeight()];
    for (int[] cell : cells) {
      addNoise(sum, image.getWidth(), image.getHeight(), cell[0], Math.max(1, cell[1]), random);
    }
    for (int i = 0; i < sum.length; i++) {
      double by = strength * sum[i] / Math.sqrt(cells.length);
      image.setRGB(i % image.getWidth(), i / image.getWidth(), shifted(base.getRGB(), by));
    }
  }

  /** Normal values on a lattice, interpolated between. */
  static void addNoise(double[] sum, int width, int height, int cellX, int cellY, Random random) {
    int columns = width / cellX + 2;
    double[] lattice = random.doubles((long) columns * (height / cellY + 2), -1.7, 1.7).toArray();
    for (int i = 0; i < sum.length; i++) {
      int column = i % width;
      int row = i / width;
      double x = (double) column / cellX;
      double y = (double) row / cellY;
      int at = row / cellY * columns + column / cellX;
      double fx = smooth(x - Math.floor(x));
      double fy = smooth(y - Math.floor(y));
      double top = lattice[at] * (1 - fx) + lattice[at + 1] * fx;
      double low = lattice[at + columns] * (1 - fx) + lattice[at + columns + 1] * fx;
      sum[i] += top * (1 - fy) + low * fy;
    }
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private void photograph(BufferedImage image, Random random, int index) {
    Path file = photographs.get(index % photographs.size());
    try {
      BufferedImage photo = ImageIO.read(file.toFile());
      double scale =
          Math.max(
              (double) image.getWidth() / photo.getWidth(),
              (double) image.getHeight() / photo.getHeight());
      double cut = Math.max(1, scale);
      int w = (int) (image.getWidth() / cut);
      int h = (int) (image.getHeight() / cut);
      int x = random.nextInt(Math.max(1, photo.getWidth() - w + 1));
      int y = random.nextInt(Math.max(1, photo.getHeight() - h + 1));
      Graphics2D g = image.createGraphics();
      g.drawImage(photo, 0, 0, image.getWidth(), image.getHeight(), x, y, x + w, y + h, null);
      g.dispose();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
