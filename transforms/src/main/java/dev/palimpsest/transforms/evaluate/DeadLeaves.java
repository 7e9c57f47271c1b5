package dev.palimpsest.transforms.evaluate;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.Random;

/**
 * Grounds with the statistics of photographs: objects of all sizes, each in front of the last, with
 * few but sharp edges between calm shaded surfaces. Noise of many scales has a photograph's
 * spectrum too, but changes everywhere at once, which no photograph does.
 *
 * <p>The dead leaves model (Lee, Mumford and Huang, Occlusion Models for Natural Images, IJCV
 * 2001): radii are distributed as r⁻³, which makes pictures look the same at every scale. What is
 * farther is more out of focus, and a sensor adds noise. The constants were chosen so that contrast
 * (standard deviation of grey 35 to 60), change from pixel to pixel (mean 3 to 5, median 1 to 2
 * grey levels) and the spectrum's slope (−2.3 to −2.8) are those measured on street scenes, product
 * photographs and posters.
 */
final class DeadLeaves {
  private static final int MARGIN_PX = 48;
  private static final double MIN_RADIUS_PX = 30;
  private static final double MAX_RADIUS_PX = 320;

  /** From far to near. */
  private static final int LAYERS = 4;

  /** Leaves of a layer for each pixel of the picture: the nearest do not hide all others. */
  private static final double DENSITY = 1.0 / 5500;

  /** Standard deviation of the leaves' lightness. */
  private static final double CONTRAST = 48;

  private static final double HUE_SPREAD = 16;

  /** Between the two ends of a leaf: surfaces are lit from one side. */
  private static final int SHADING = 26;

  /** Foliage, cloth, gravel: surfaces with a grain of their own, in grey levels. */
  private static final double ROUGH_SHARE = 0.3;

  private static final int MAX_ROUGHNESS = 30;

  private static final double SENSOR_NOISE = 1.3;

  private DeadLeaves() {}

  static void draw(BufferedImage image, Random random) {
    int width = image.getWidth() + 2 * MARGIN_PX;
    int height = image.getHeight() + 2 * MARGIN_PX;
    BufferedImage colours = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage roughness = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    double base = 70 + random.nextInt(110);
    Graphics2D g = OverlayGenerator.graphics(colours);
    g.setColor(color(base, random));
    g.fillRect(0, 0, width, height);
    g.dispose();
    int defocus = random.nextInt(4);
    for (int layer = 0; layer < LAYERS; layer++) {
      boolean near = layer == LAYERS - 1;
      leaves(colours, roughness, base, near || defocus == 0, random);
      int radius = near ? 1 : defocus * (LAYERS - 1 - layer);
      colours = blurred(colours, radius);
      roughness = blurred(roughness, radius);
    }
    double[] surface = new double[width * height];
    for (int cell : new int[] {3, 7, 15}) {
      Grounds.addNoise(surface, width, height, cell, cell, random);
    }
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int i = (y + MARGIN_PX) * width + x + MARGIN_PX;
        int rough = roughness.getRaster().getSample(x + MARGIN_PX, y + MARGIN_PX, 0);
        double by = rough * surface[i] / Math.sqrt(3) + SENSOR_NOISE * random.nextGaussian();
        image.setRGB(x, y, Grounds.shifted(colours.getRGB(x + MARGIN_PX, y + MARGIN_PX), by));
      }
    }
  }

  private static void leaves(
      BufferedImage colours, BufferedImage roughness, double base, boolean sharp, Random random) {
    Graphics2D g = OverlayGenerator.graphics(colours);
    Graphics2D rough = OverlayGenerator.graphics(roughness);
    int count = (int) (DENSITY * colours.getWidth() * colours.getHeight());
    for (int i = 0; i < count; i++) {
      double r = radius(random);
      double flat = 0.4 + 0.6 * random.nextDouble();
      double x = random.nextDouble() * colours.getWidth();
      double y = random.nextDouble() * colours.getHeight();
      AffineTransform place = AffineTransform.getTranslateInstance(x, y);
      place.rotate(random.nextDouble() * Math.PI);
      Shape leaf =
          place.createTransformedShape(new Ellipse2D.Double(-r, -r * flat, 2 * r, 2 * r * flat));
      Color from = color(base, random);
      Color to = lighter(from, random.nextInt(2 * SHADING + 1) - SHADING);
      g.setPaint(
          new GradientPaint(
              (float) (x - r), (float) (y - r), from, (float) (x + r), (float) (y + r), to));
      g.fill(leaf);
      boolean grained = sharp && random.nextDouble() < ROUGH_SHARE;
      int amplitude = grained ? random.nextInt(MAX_ROUGHNESS) : 0;
      rough.setColor(new Color(amplitude, amplitude, amplitude));
      rough.fill(leaf);
    }
    g.dispose();
    rough.dispose();
  }

  /** By inverting the distribution function of r⁻³. */
  private static double radius(Random random) {
    double least = 1 / (MIN_RADIUS_PX * MIN_RADIUS_PX);
    double most = 1 / (MAX_RADIUS_PX * MAX_RADIUS_PX);
    return 1 / Math.sqrt(least + random.nextDouble() * (most - least));
  }

  /** Channels of photographs go together: most of a colour is lightness. */
  private static Color color(double base, Random random) {
    double lightness = base + CONTRAST * random.nextGaussian();
    int[] channels = new int[3];
    Arrays.setAll(channels, c -> clipped(lightness + HUE_SPREAD * random.nextGaussian()));
    return new Color(channels[0], channels[1], channels[2]);
  }

  private static Color lighter(Color color, int by) {
    return new Color(
        clipped(color.getRed() + by),
        clipped(color.getGreen() + by),
        clipped(color.getBlue() + by));
  }

  private static int clipped(double value) {
    return (int) Math.max(0, Math.min(255, value));
  }

  /** By a triangle of twice the radius, which is close to a normal curve. */
  private static BufferedImage blurred(BufferedImage image, int radius) {
    if (radius == 0) {
      return image;
    }
    float[] row = new float[2 * radius + 1];
    float sum = (radius + 1) * (radius + 1);
    for (int i = 0; i < row.length; i++) {
      row[i] = (radius + 1 - Math.abs(i - radius)) / sum;
    }
    BufferedImage across =
        new ConvolveOp(new Kernel(row.length, 1, row), ConvolveOp.EDGE_NO_OP, null)
            .filter(image, null);
    return new ConvolveOp(new Kernel(1, row.length, row), ConvolveOp.EDGE_NO_OP, null)
        .filter(across, null);
  }
}
