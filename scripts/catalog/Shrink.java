import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Shrinks a picture for the documentation: java Shrink.java IN OUT.jpg */
public class Shrink {
  private static final int WIDTH_PX = 640;

  public static void main(String[] args) throws IOException {
    BufferedImage in = ImageIO.read(new File(args[0]));
    int height = in.getHeight() * WIDTH_PX / in.getWidth();
    BufferedImage out = new BufferedImage(WIDTH_PX, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(in, 0, 0, WIDTH_PX, height, null);
    ImageIO.write(out, "jpg", new File(args[1]));
  }
}
