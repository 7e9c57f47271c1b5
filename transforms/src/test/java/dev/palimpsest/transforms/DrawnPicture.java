package dev.palimpsest.transforms;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Point;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.SourceFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;

/** Test pictures drawn with Java2D, so that nothing under test draws its own truth. */
public final class DrawnPicture {
  private final BufferedImage image;
  private final Graphics2D graphics;

  public DrawnPicture(int widthPx, int heightPx, Color ground) {
    image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_3BYTE_BGR);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(ground);
    graphics.fillRect(0, 0, widthPx, heightPx);
  }

  public Graphics2D graphics() {
    return graphics;
  }

  /** Normal noise of a fixed seed on every channel. */
  public DrawnPicture noise(double sigma) {
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    Random random = new Random(5);
    for (int i = 0; i < bytes.length; i++) {
      long value = Math.round((bytes[i] & 0xff) + sigma * random.nextGaussian());
      bytes[i] = (byte) Math.max(0, Math.min(255, value));
    }
    return this;
  }

  public static Font font(String name, double sizePx) {
    String path = "/net/sf/jasperreports/fonts/dejavu/" + name + ".ttf";
    try (InputStream in = DrawnPicture.class.getResourceAsStream(path)) {
      return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont((float) sizePx);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Draws one line; the region's box is its ink, cut a little short as OCR does. */
  public Region text(String id, String text, Font font, Color ink, double x, double baseline) {
    Shape shape =
        new TextLayout(text, font, graphics.getFontRenderContext())
            .getOutline(AffineTransform.getTranslateInstance(x, baseline));
    graphics.setColor(ink);
    graphics.fill(shape);
    Rectangle b = shape.getBounds();
    return region(id, text, new Box(b.x, b.y, b.width, b.height));
  }

  public static Region region(String id, String text, Box box) {
    List<Point> polygon =
        List.of(
            new Point(box.x(), box.y()),
            new Point(box.right(), box.y()),
            new Point(box.right(), box.bottom()),
            new Point(box.x(), box.bottom()));
    Line line = new Line(text, box, polygon, 0, false, 1, List.of());
    return new Region(id, text, "en", 1, box, List.of(line), Optional.empty(), Optional.empty());
  }

  public Picture picture() {
    Mat bgr = new Mat(image.getHeight(), image.getWidth(), CV_8UC3);
    bgr.data().put(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    return new Picture(bgr, Optional.empty(), SourceFile.DRAWN);
  }

  /** The picture's bytes, three a pixel. */
  public static byte[] bytes(Picture picture) {
    byte[] bytes = new byte[3 * picture.widthPx() * picture.heightPx()];
    picture.bgr().data().get(bytes);
    return bytes;
  }
}
