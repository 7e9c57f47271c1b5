package dev.palimpsest.transforms.pixels;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures with known text for tests, drawn without any code of ours. */
public final class DrawnPictures {
  private static final String FONT = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";

  private DrawnPictures() {}

  /** A PNG of 600×300 with dark text on a flat light ground, one line above the other. */
  public static byte[] banner(String upper, String lower) {
    BufferedImage image = new BufferedImage(600, 300, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(new Color(0xfff4d6));
    g.fillRect(0, 0, 600, 300);
    g.setColor(new Color(0x203a5c));
    try (InputStream font = DrawnPictures.class.getResourceAsStream(FONT);
        ByteArrayOutputStream png = new ByteArrayOutputStream()) {
      g.setFont(Font.createFont(Font.TRUETYPE_FONT, font).deriveFont(48f));
      g.drawString(upper, 60, 110);
      g.drawString(lower, 60, 230);
      g.dispose();
      ImageIO.write(image, "png", png);
      return png.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
