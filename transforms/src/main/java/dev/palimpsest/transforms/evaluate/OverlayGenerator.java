package dev.palimpsest.transforms.evaluate;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Point;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.SourceFile;
import dev.palimpsest.transforms.render.JarFace;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Lays known text over grounds with Java2D, so that nothing that is measured draws its own truth:
 * 20 faces, colours, outlines, shadows and angles. The same seed gives the same pictures.
 */
final class OverlayGenerator {
  private static final int WIDTH_PX = 640;
  private static final int HEIGHT_PX = 320;
  private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";

  private static final List<String> FACES = JarFace.names();

  private static final List<String> TEXTS =
      List.of(
          "Fresh from the oven",
          "SUMMER SALE",
          "Handle with care",
          "Made in Portugal",
          "Keep refrigerated",
          "FREE DELIVERY",
          "Best before June",
          "Organic cotton shirt",
          "Quality you can trust",
          "OPEN DAILY",
          "Extra virgin olive oil",
          "Ready in five minutes");

  private static final int[] INKS = {
    0xffffff, 0x101418, 0xf6e27a, 0xc8102e, 0x0b4ea2, 0x1e4d2b, 0xfff2da, 0x5a2206
  };

  private final Grounds grounds;

  OverlayGenerator(Grounds grounds) {
    this.grounds = grounds;
  }

  /** Pictures in which every face meets every kind of ground once. */
  int round() {
    return grounds.kinds().size() * FACES.size();
  }

  /**
   * @param index of the picture; every face meets every kind of ground
   */
  Overlay draw(int index) {
    Random random = new Random(1000L + index);
    String kind = grounds.kinds().get(index / FACES.size() % grounds.kinds().size());
    BufferedImage clean = grounds.draw(kind, WIDTH_PX, HEIGHT_PX, index);
    String face = FACES.get(index % FACES.size());
    int size = 24 + random.nextInt(48);
    String text = TEXTS.get(random.nextInt(TEXTS.size()));
    double angle = random.nextInt(4) == 0 ? random.nextInt(25) - 12 : 0;
    Font font = font(face).deriveFont((float) size);
    BufferedImage source = copy(clean);
    Graphics2D g = graphics(source);
    TextLayout layout = new TextLayout(text, font, g.getFontRenderContext());
    double scale = Math.min(1, 0.8 * WIDTH_PX / layout.getAdvance());
    font = font.deriveFont((float) (size * scale));
    layout = new TextLayout(text, font, g.getFontRenderContext());
    double x = (WIDTH_PX - layout.getAdvance()) / 2;
    double y = HEIGHT_PX / 2.0 + size * 0.3;
    AffineTransform place =
        AffineTransform.getRotateInstance(Math.toRadians(angle), WIDTH_PX / 2.0, HEIGHT_PX / 2.0);
    place.translate(x, y);
    Shape glyphs = layout.getOutline(place);
    int ink = readableInk(clean, glyphs.getBounds2D(), random);
    if (random.nextInt(4) == 0) {
      castShadow(source, glyphs, size * scale);
    }
    if (random.nextInt(4) == 0) {
      g.setColor(luminance(ink) > 128 ? new Color(0x202020) : Color.WHITE);
      g.setStroke(
          new BasicStroke(
              (float) (size * scale * 0.12), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(glyphs);
    }
    g.setColor(new Color(ink));
    g.fill(glyphs);
    g.dispose();
    double cap =
        new TextLayout("H", font, graphics(copy(clean)).getFontRenderContext())
            .getBounds()
            .getHeight();
    Region region = region(text, layout, place, angle, random);
    return new Overlay(
        "%s-%s-%d".formatted(kind, face, index),
        kind,
        picture(clean),
        picture(source),
        region,
        String.format("#%06x", ink),
        cap);
  }

  /** An ink that a designer could have chosen: it stands out from what is behind it. */
  private static int readableInk(BufferedImage ground, Rectangle2D where, Random random) {
    double behind = 0;
    int n = 0;
    for (int y = (int) where.getMinY(); y < where.getMaxY(); y += 4) {
      for (int x = (int) where.getMinX(); x < where.getMaxX(); x += 4) {
        if (x >= 0 && y >= 0 && x < ground.getWidth() && y < ground.getHeight()) {
          behind += luminance(ground.getRGB(x, y));
          n++;
        }
      }
    }
    double mean = behind / Math.max(1, n);
    int[] apart = Arrays.stream(INKS).filter(i -> Math.abs(luminance(i) - mean) > 95).toArray();
    return apart.length == 0
        ? (mean > 128 ? 0x101418 : 0xffffff)
        : apart[random.nextInt(apart.length)];
  }

  private static double luminance(int rgb) {
    return 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
  }

  private static void castShadow(BufferedImage on, Shape glyphs, double size) {
    BufferedImage layer = new BufferedImage(WIDTH_PX, HEIGHT_PX, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = graphics(layer);
    g.translate(size * 0.06, size * 0.06);
    g.setColor(new Color(0, 0, 0, 150));
    g.fill(glyphs);
    g.dispose();
    int radius = Math.max(1, (int) (size * 0.05));
    float[] row = new float[2 * radius + 1];
    Arrays.fill(row, 1f / row.length);
    BufferedImage soft =
        new ConvolveOp(new Kernel(row.length, 1, row), ConvolveOp.EDGE_NO_OP, null)
            .filter(layer, null);
    soft =
        new ConvolveOp(new Kernel(1, row.length, row), ConvolveOp.EDGE_NO_OP, null)
            .filter(soft, null);
    Graphics2D onto = on.createGraphics();
    onto.drawImage(soft, 0, 0, null);
    onto.dispose();
  }

  /** Boxes up to three pixels off on every side, as a reader's are. */
  private static Region region(
      String text, TextLayout layout, AffineTransform place, double angle, Random random) {
    Rectangle2D ink = layout.getBounds();
    double[] off = random.doubles(4, -1, 3).toArray();
    double[] corners = {
      ink.getMinX() - off[0],
      ink.getMinY() - off[1],
      ink.getMaxX() + off[2],
      ink.getMinY() - off[1],
      ink.getMaxX() + off[2],
      ink.getMaxY() + off[3],
      ink.getMinX() - off[0],
      ink.getMaxY() + off[3]
    };
    place.transform(corners, 0, corners, 0, 4);
    List<Point> polygon = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      polygon.add(new Point(corners[2 * i], corners[2 * i + 1]));
    }
    Rectangle2D around = place.createTransformedShape(ink).getBounds2D();
    Box box =
        new Box(
            (int) Math.floor(around.getMinX()),
            (int) Math.floor(around.getMinY()),
            (int) Math.ceil(around.getWidth()) + 1,
            (int) Math.ceil(around.getHeight()) + 1);
    Line line = new Line(text, box, polygon, angle, false, 1, List.of());
    return new Region("r1", text, "en", 1, box, List.of(line), Optional.empty(), Optional.empty());
  }

  private static Font font(String face) {
    try (InputStream in = OverlayGenerator.class.getResourceAsStream(FOLDER + face + ".ttf")) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the jar's font " + face + " is damaged", e);
    }
  }

  static Graphics2D graphics(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    return g;
  }

  private static BufferedImage copy(BufferedImage image) {
    BufferedImage copy =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    copy.setData(image.getRaster());
    return copy;
  }

  private static Picture picture(BufferedImage image) {
    Mat bgr = new Mat(image.getHeight(), image.getWidth(), CV_8UC3);
    bgr.data().put(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    return new Picture(bgr, Optional.empty(), SourceFile.DRAWN);
  }
}
