import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Pictures of real size, made of the sample catalog's; no two have the same bytes. */
final class Library {
  /** Longest side of the pictures, as shops keep them. */
  private static final int SIDE_PX = 1_200;

  /** English pictures: one in a target language is drawn from its original, which is a download. */
  private static final String PICTURES =
      "(candle|care-label|cereal-box|coffee-bag|comic-panel|egg-sticker|fjord-cruise|gym-poster"
          + "|headphones|market-card|menu-board|opening-hours|shampoo-bottle|size-chart"
          + "|summer-sale|warning-label)\\.(jpg|png)";

  private final List<BufferedImage> sources = new ArrayList<>();

  Library(Path catalog) throws IOException {
    try (Stream<Path> files = Files.list(catalog)) {
      for (Path file : files.filter(f -> f.getFileName().toString().matches(PICTURES)).sorted().toList()) {
        sources.add(ImageIO.read(file.toFile()));
      }
    }
  }

  byte[] picture(int number, int version) throws IOException {
    BufferedImage source = sources.get(number % sources.size());
    double scale = (double) SIDE_PX / Math.max(source.getWidth(), source.getHeight());
    int width = (int) Math.round(source.getWidth() * scale);
    int height = (int) Math.round(source.getHeight() * scale);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(source, 0, 0, width, height, Color.WHITE, null);
    // A mark in the corner makes the bytes its own.
    graphics.setColor(new Color(number * 37 % 256, number / 256, 200 * version));
    graphics.fillRect(0, 0, 16, 16);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpg", bytes);
    return bytes.toByteArray();
  }
}
