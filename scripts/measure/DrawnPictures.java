import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;

/** Pictures of words on even ground, as many different ones as are asked for. */
final class DrawnPictures {
  private static final List<String> WORDS =
      List.of(
          "summer", "garden", "fresh", "bread", "winter", "jacket", "free", "delivery", "morning",
          "coffee");

  private DrawnPictures() {}

  /** A small one of any size, two lines on it. */
  static BufferedImage label(int number) {
    int width = 320 + number * 37 % 480;
    int height = 200 + number * 53 % 280;
    Color ground = Color.getHSBColor(number % 97 / 97f, 0.25f, 0.95f);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(picture, ground);
    graphics.setColor(Color.getHSBColor(number % 89 / 89f, 0.9f, 0.3f));
    graphics.setFont(new Font("DejaVu Sans", Font.BOLD, 32));
    graphics.drawString(word(number) + " " + word(number / 10), 24, 64);
    graphics.setFont(new Font("DejaVu Sans", Font.PLAIN, 22));
    graphics.drawString(word(number / 100) + " " + word(number / 3) + " " + number, 24, 128);
    graphics.dispose();
    return picture;
  }

  /** Of 1200 x 900 px, 8 to 14 lines of 3 to 6 words on it. */
  static BufferedImage list(int number) {
    Random random = new Random(number);
    BufferedImage picture = new BufferedImage(1200, 900, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(picture, Color.getHSBColor(random.nextFloat(), 0.2f, 0.95f));
    graphics.setColor(Color.getHSBColor(random.nextFloat(), 0.9f, 0.3f));
    graphics.setFont(new Font("DejaVu Sans", Font.PLAIN, 30));
    int lines = random.nextInt(8, 15);
    for (int line = 0; line < lines; line++) {
      StringBuilder text = new StringBuilder();
      for (int words = random.nextInt(3, 7); words > 0; words--) {
        text.append(word(random.nextInt(WORDS.size()))).append(' ');
      }
      graphics.drawString(text.toString(), 60, 80 + line * 58);
    }
    graphics.dispose();
    return picture;
  }

  private static Graphics2D graphics(BufferedImage picture, Color ground) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(ground);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    return graphics;
  }

  private static String word(int number) {
    return WORDS.get(number % WORDS.size());
  }
}
