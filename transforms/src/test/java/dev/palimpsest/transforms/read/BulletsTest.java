package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class BulletsTest {
  private static final Box DISC = new Box(20, 20, 11, 11);

  @Test
  void dropsADiscThatWasTakenForALetter() {
    for (Color ink : new Color[] {Color.BLACK, Color.WHITE}) {
      try (Mat slide = drawn(ink, g -> g.fillOval(20, 20, 11, 11))) {
        assertThat(Bullets.drop(slide, line(DISC, "¢", "First", "item")).text())
            .isEqualTo("First item");
        assertThat(Garbage.credible(Bullets.drop(slide, line(DISC, "e")))).isFalse();
      }
    }
  }

  @Test
  void keepsLetters() {
    for (String letter : List.of("e", "a", "o", "s", "A", "D", "8", "@")) {
      for (int style : new int[] {Font.PLAIN, Font.BOLD}) {
        Font font = new Font(Font.SANS_SERIF, style, 20);
        Rectangle ink = ink(font, letter);
        Box box = new Box(20, 20, ink.width, ink.height);
        try (Mat slide = drawn(Color.BLACK, g -> draw(g, font, letter))) {
          assertThat(Bullets.drop(slide, line(box, letter, "item")).text())
              .isEqualTo(letter + " item");
        }
      }
    }
  }

  private static void draw(Graphics2D g, Font font, String letter) {
    Rectangle ink = ink(font, letter);
    g.setFont(font);
    g.drawString(letter, 20 - ink.x, 20 - ink.y);
  }

  private static Rectangle ink(Font font, String letter) {
    FontRenderContext context = new FontRenderContext(null, true, false);
    return font.createGlyphVector(context, letter).getPixelBounds(context, 0, 0);
  }

  private interface Drawing {
    void on(Graphics2D g);
  }

  private static Mat drawn(Color ink, Drawing drawing) {
    BufferedImage image = new BufferedImage(200, 60, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    g.setColor(ink.equals(Color.BLACK) ? Color.WHITE : Color.BLACK);
    g.fillRect(0, 0, 200, 60);
    g.setColor(ink);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    drawing.on(g);
    g.dispose();
    Mat gray = new Mat(60, 200, opencv_core.CV_8U);
    gray.data().put(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    return gray;
  }

  /** The first word stands on the drawing. */
  private static ReadLine line(Box first, String... texts) {
    List<Word> words = new ArrayList<>();
    for (String text : texts) {
      Box box = words.isEmpty() ? first : new Box(40 + 50 * words.size(), 20, 45, 14);
      words.add(new Word(text, box, 0.9));
    }
    return new ReadLine(words, 0, false);
  }
}
