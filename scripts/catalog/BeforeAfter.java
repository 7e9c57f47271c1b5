import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Puts some pictures of a demo run side by side: original, clean, German, Arabic.
 *
 * <p>Run as {@code java BeforeAfter.java CATALOG OUTPUT_ROOT FILE.jpg}.
 */
final class BeforeAfter {
  private static final List<String> PICTURES = List.of("warning-label", "summer-sale", "candle");
  private static final List<String> VERSIONS = List.of("clean", "de", "ar");
  private static final int ROW_HEIGHT_PX = 260;
  private static final int GAP_PX = 12;

  private BeforeAfter() {}

  public static void main(String[] args) throws IOException {
    Path catalog = Path.of(args[0]);
    Path images = Path.of(args[1], "images");
    int width = GAP_PX;
    BufferedImage[][] cells = new BufferedImage[PICTURES.size()][VERSIONS.size() + 1];
    for (int column = 0; column <= VERSIONS.size(); column++) {
      int columnWidth = 0;
      for (int row = 0; row < PICTURES.size(); row++) {
        String id = PICTURES.get(row);
        Path file =
            column == 0
                ? catalog.resolve(id + ".jpg")
                : find(images.resolve(id), VERSIONS.get(column - 1) + ".jpg");
        cells[row][column] = ImageIO.read(file.toFile());
        columnWidth = Math.max(columnWidth, widthOf(cells[row][column]));
      }
      width += columnWidth + GAP_PX;
    }
    ImageIO.write(sheet(cells, width), "jpg", Path.of(args[2]).toFile());
  }

  private static BufferedImage sheet(BufferedImage[][] cells, int width) {
    int height = GAP_PX + cells.length * (ROW_HEIGHT_PX + GAP_PX);
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    int x = GAP_PX;
    for (int column = 0; column < cells[0].length; column++) {
      int columnWidth = 0;
      for (BufferedImage[] row : cells) {
        columnWidth = Math.max(columnWidth, widthOf(row[column]));
      }
      for (int row = 0; row < cells.length; row++) {
        BufferedImage scaled = scaled(cells[row][column]);
        int left = x + (columnWidth - scaled.getWidth()) / 2;
        g.drawImage(scaled, left, GAP_PX + row * (ROW_HEIGHT_PX + GAP_PX), null);
      }
      x += columnWidth + GAP_PX;
    }
    g.dispose();
    return sheet;
  }

  private static int widthOf(BufferedImage image) {
    return image.getWidth() * ROW_HEIGHT_PX / image.getHeight();
  }

  private static BufferedImage scaled(BufferedImage image) {
    int width = widthOf(image);
    Image smooth =
        image.getScaledInstance(width, ROW_HEIGHT_PX, Image.SCALE_AREA_AVERAGING);
    BufferedImage scaled = new BufferedImage(width, ROW_HEIGHT_PX, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = scaled.createGraphics();
    g.drawImage(smooth, 0, 0, null);
    g.dispose();
    return scaled;
  }

  private static Path find(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.endsWith(name)).findFirst().orElseThrow();
    }
  }
}
