package dev.palimpsest.transforms.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Point;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Colors;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.SourceFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text is drawn with Java2D, so that nothing that draws here is what measures or renders. */
class StyleMeterTest {
  private static final int WIDTH = 700;

  private final BufferedImage image = new BufferedImage(WIDTH, 300, BufferedImage.TYPE_3BYTE_BGR);
  private final List<Line> lines = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  private static Font font(String name, double size) {
    return DrawnPicture.font(name, size);
  }

  private Graphics2D canvas(Color ground) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(ground);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    return g;
  }

  private Shape line(Graphics2D g, String text, Font font, Color ink, double x, double baseline) {
    Shape shape =
        new TextLayout(text, font, g.getFontRenderContext())
            .getOutline(AffineTransform.getTranslateInstance(x, baseline));
    g.setColor(ink);
    g.fill(shape);
    java.awt.Rectangle b = shape.getBounds();
    Box box = new Box(b.x - 1, b.y - 1, b.width + 2, b.height + 2);
    List<Point> polygon =
        List.of(
            new Point(box.x(), box.y()),
            new Point(box.right(), box.y()),
            new Point(box.right(), box.bottom()),
            new Point(box.x(), box.bottom()));
    lines.add(new Line(text, box, polygon, 0, false, 1, List.of()));
    texts.add(text);
    return shape;
  }

  private Style measure() {
    try (Picture picture = new Picture(pixels(), Optional.empty(), SourceFile.DRAWN)) {
      return StyleMeter.measure(picture, region(lines));
    }
  }

  private Mat pixels() {
    Mat bgr = new Mat(image.getHeight(), image.getWidth(), CV_8UC3);
    bgr.data().put(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    return bgr;
  }

  private Region region(List<Line> lines) {
    return new Region(
        "r1",
        String.join(" ", texts),
        "en",
        1,
        Box.around(lines.stream().map(Line::box).toList()),
        lines,
        Optional.empty(),
        Optional.empty());
  }

  /** The line after its picture was turned clockwise by a quarter. */
  private Line turned(Line line) {
    int height = image.getHeight();
    Box b = line.box();
    return new Line(
        line.text(),
        new Box(height - b.bottom(), b.x(), /* width= */ b.height(), /* height= */ b.width()),
        line.polygon().stream().map(p -> new Point(height - p.y(), p.x())).toList(),
        90,
        false,
        1,
        List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DejaVuSans", "DejaVuSans-Bold", "DejaVuSerif-Italic", "DejaVuSansCondensed"})
  void aTurnedPageHasTheSameStyle(String face) {
    Graphics2D g = canvas(Color.WHITE);
    line(g, "Handmade olive oil soap", font(face, 32), new Color(0x203040), 40, 100);
    line(g, "with a hint of lavender", font(face, 32), new Color(0x203040), 40, 145);
    Mat page = new Mat();
    opencv_core.rotate(pixels(), page, opencv_core.ROTATE_90_CLOCKWISE);

    try (Picture picture = new Picture(page, Optional.empty(), SourceFile.DRAWN)) {
      Style style = StyleMeter.measure(picture, region(lines.stream().map(this::turned).toList()));

      Style upright = measure();
      assertThat(style.angleDegrees()).isEqualTo(90);
      assertThat(style.capHeightPx()).isCloseTo(32 * 0.729, within(2.0));
      assertThat(style.leadingPx()).isCloseTo(upright.leadingPx(), within(1.0));
      assertThat(style.bold()).isEqualTo(upright.bold());
      assertThat(style.italic()).isEqualTo(upright.italic());
      assertThat(style.condensed()).isEqualTo(upright.condensed());
      assertThat(style.ink()).isEqualTo("#203040");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DejaVuSans, 20, false, false",
    "DejaVuSans, 40, false, false",
    "DejaVuSans-Bold, 20, true, false",
    "DejaVuSans-Bold, 40, true, false",
    "DejaVuSans-Oblique, 32, false, true",
    "DejaVuSerif, 40, false, false",
    "DejaVuSerif-Bold, 40, true, false",
    "DejaVuSerif-Italic, 40, false, true",
    "DejaVuSansCondensed, 30, false, false",
    "DejaVuSansCondensed-Bold, 30, true, false"
  })
  void weightSlantAndSizeComeFromTheGlyphs(String face, double size, boolean bold, boolean italic) {
    Graphics2D g = canvas(Color.WHITE);
    line(g, "Handmade soap", font(face, size), new Color(0x203040), 40, 100);
    Style style = measure();
    assertThat(style.bold()).isEqualTo(bold);
    assertThat(style.italic()).isEqualTo(italic);
    assertThat(style.capHeightPx()).isCloseTo(size * 0.729, within(size * 0.06));
    assertThat(style.ink()).isEqualTo("#203040");
    assertThat(style.ground()).isEqualTo("#ffffff");
    assertThat(style.outline()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DejaVuSans, SANS",
    "DejaVuSans-Bold, SANS",
    "DejaVuSans-Oblique, SANS",
    "DejaVuSansCondensed-BoldOblique, SANS",
    "DejaVuSansMono, MONO",
    "DejaVuSerif, SERIF",
    "DejaVuSerif-Bold, SERIF",
    "DejaVuSerif-Italic, SERIF",
    "DejaVuSerifCondensed, SERIF",
    "DejaVuSerifCondensed-BoldItalic, SERIF"
  })
  void kindOfFace(String face, Style.Family family) {
    Graphics2D g = canvas(Color.WHITE);
    line(g, "Millet with fillings", font(face, 36), Color.BLACK, 40, 100);
    assertThat(measure().family()).isEqualTo(family);
  }

  /** The tail of its only capital reaches below the baseline; small letters vary in height. */
  @Test
  void ascendersTellTheSizeOfALineWithoutPlainCapitals() {
    Graphics2D g = canvas(Color.WHITE);
    line(g, "Quality you", font("DejaVuSans-Bold", 60), Color.BLACK, 40, 100);
    assertThat(measure().capHeightPx()).isCloseTo(60 * 0.729, within(1.0));
  }

  /** A speck and two letters that touch make as many parts as the text has letters. */
  @Test
  void aSpeckIsNoLetter() {
    Graphics2D g = canvas(Color.WHITE);
    line(g, "Keep warm", font("DejaVuSans-Bold", 50), Color.BLACK, 60, 120);
    Box box = lines.get(0).box();
    g.fillRect(box.x() - 8, box.y() + 6, 5, 5);
    g.fillRect(box.right() - 70, box.bottom() - 20, 40, 4);
    Box wider = new Box(box.x() - 10, box.y(), box.width() + 10, box.height());
    lines.set(0, DrawnPicture.region("r1", "Keep warm", wider).lines().get(0));
    assertThat(measure().capHeightPx()).isCloseTo(50 * 0.729, within(3.0));
  }

  /** The outline's blend with the ground is no second colour of the ink. */
  @Test
  void aThinOutlinesRimIsNotTakenForTheInk() {
    Graphics2D g = canvas(new Color(0x6ca552));
    Font face = font("DejaVuSerif", 25);
    Shape glyphs = line(g, "OPEN DAILY", face, new Color(0x202020), 60.4, 150.6);
    g.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(glyphs);
    g.setColor(Color.WHITE);
    g.fill(glyphs);
    Style style = measure();
    assertThat(Colors.distance(Colors.of(style.ink()), Colors.of("#ffffff"))).isLessThan(40);
    assertThat(style.outline()).isPresent();
  }

  @Test
  void anOutlineIsNotTakenForTheInk() {
    Graphics2D g = canvas(new Color(0x3070c0));
    Shape glyphs = line(g, "SALE NOW", font("DejaVuSans-Bold", 80), Color.WHITE, 60, 150);
    g.setStroke(new BasicStroke(8, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(new Color(0x101010));
    g.draw(glyphs);
    g.setColor(new Color(0xffd000));
    g.fill(glyphs);
    Style style = measure();
    assertThat(style.ink()).isEqualTo("#ffd000");
    assertThat(style.outline()).isPresent();
    assertThat(style.outlinePx()).isCloseTo(4, within(1.5));
    assertThat(style.allCaps()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"40, 4.8", "60, 7.2"})
  void anOutlineIsNoInkWhereTheGroundIsLikeTheInk(double size, float strokePx) {
    Graphics2D g = canvas(new Color(0x9c9b94));
    g.setColor(new Color(0x1e4d2b));
    g.fillRect(0, 0, 110, 300);
    Font face = font("DejaVuSerif-Italic", size);
    Shape glyphs = line(g, "Handle with care", face, Color.WHITE, 60, 150.6);
    g.setStroke(new BasicStroke(strokePx, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(Color.WHITE);
    g.draw(glyphs);
    g.setColor(new Color(0x1e4d2b));
    g.fill(glyphs);
    Style style = measure();
    assertThat(style.ink()).isEqualTo("#1e4d2b");
    assertThat(style.outline()).isPresent();
  }

  /** In the gaps of tall, narrow letters a shadow has letters on both sides. */
  @Test
  void aShadowBetweenLettersIsNotTheInk() {
    Graphics2D g = canvas(new Color(0xe0202b));
    Font narrow =
        font("DejaVuSans-Bold", 190).deriveFont(AffineTransform.getScaleInstance(0.44, 1));
    Shape glyphs = line(g, "GET STRONG", narrow, Color.WHITE, 30, 210);
    for (int blur = 12; blur >= 0; blur -= 2) {
      g.setStroke(new BasicStroke(blur + 1, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.setColor(new Color(0, 0, 0, 22));
      g.draw(AffineTransform.getTranslateInstance(9, 9).createTransformedShape(glyphs));
      g.fill(AffineTransform.getTranslateInstance(9, 9).createTransformedShape(glyphs));
    }
    g.setColor(Color.WHITE);
    g.fill(glyphs);
    assertThat(measure().ink()).isEqualTo("#ffffff");
  }

  @Test
  void specksOfTheGroundLendTheInkNoColour() {
    Graphics2D g = canvas(new Color(0xd0ab5c));
    Random random = new Random(3);
    for (int y = 0; y < image.getHeight(); y += 3) {
      for (int x = 0; x < WIDTH; x += 4) {
        int shift = (int) (30 * random.nextGaussian());
        g.setColor(new Color(level(0xd0 + shift), level(0xab + shift), level(0x5c + shift)));
        g.fillRect(x, y, 4, 3);
      }
    }
    line(g, "Handle with care", font("DejaVuSansMono-Bold", 38), new Color(0x1e4d2b), 60, 150);
    Style style = measure();
    assertThat(style.ink()).isEqualTo("#1e4d2b");
    assertThat(style.capHeightPx()).isCloseTo(38 * 0.729, within(1.5));
  }

  @Test
  void specksOfTheInksColourMakeLettersNeitherTallerNorThinner() {
    Graphics2D g = canvas(new Color(0x4a3a1c));
    line(g, "FREE DELIVERY", font("DejaVuSans-Bold", 54), new Color(0xf6e27a), 60, 150);
    Random random = new Random(7);
    for (int k = 0; k < 2500; k++) {
      g.fillRect(50 + random.nextInt(500), 95 + random.nextInt(70), 1, 1 + random.nextInt(3));
    }
    Style style = measure();
    assertThat(style.capHeightPx()).isCloseTo(54 * 0.729, within(2.0));
    assertThat(style.bold()).isTrue();
  }

  private static int level(int value) {
    return Math.max(0, Math.min(255, value));
  }

  /** J and f reach below the baseline, and what touches makes letters fewer. */
  @ParameterizedTest
  @ValueSource(strings = {"Best before June", "Jefferson Jeff", "Ready in five minutes"})
  void sizeIsThatOfMostLettersWhateverHangsBelow(String text) {
    Graphics2D g = canvas(new Color(0x02939d));
    line(g, text, font("DejaVuSerif", 27), new Color(0xf6e27a), 60, 100);
    g.setColor(new Color(0xf6e27a));
    g.fillRect(70, 98, 50, 2);
    assertThat(measure().capHeightPx()).isCloseTo(27 * 0.729, within(1.5));
  }

  @Test
  void lightInkOnDarkGround() {
    Graphics2D g = canvas(new Color(0x102a20));
    line(g, "Open daily", font("DejaVuSans", 24), new Color(0xf0e6c8), 30, 90);
    Style style = measure();
    assertThat(style.ink()).isEqualTo("#f0e6c8");
    assertThat(style.ground()).isEqualTo("#102a20");
  }

  @ParameterizedTest
  @CsvSource({"LEFT", "CENTER", "RIGHT"})
  void alignmentAndLeadingComeFromTheLines(Style.Alignment alignment) {
    Graphics2D g = canvas(Color.WHITE);
    Font font = font("DejaVuSans", 24);
    String[] rows = {"A first line of text", "shorter", "and a third line"};
    for (int i = 0; i < rows.length; i++) {
      double width = new TextLayout(rows[i], font, g.getFontRenderContext()).getAdvance();
      double x =
          switch (alignment) {
            case LEFT -> 50;
            case CENTER -> 350 - width / 2;
            case RIGHT -> 650 - width;
          };
      line(g, rows[i], font, Color.BLACK, x, 60 + 34 * i);
    }
    Style style = measure();
    assertThat(style.alignment()).isEqualTo(alignment);
    assertThat(style.leadingPx()).isCloseTo(34, within(3.0));
  }

  @ParameterizedTest
  @CsvSource({"DejaVuSerif, 40, SERIF", "DejaVuSerif-Bold, 40, SERIF", "DejaVuSans, 28, SANS"})
  void serifsAreTold(String face, double size, Style.Family family) {
    Graphics2D g = canvas(Color.WHITE);
    line(g, "Handmade millet", font(face, size), Color.BLACK, 40, 100);
    assertThat(measure().family()).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({"0.6, true", "1.0, false"})
  void narrowLettersAreCondensed(double stretch, boolean condensed) {
    Graphics2D g = canvas(Color.WHITE);
    Font narrow = font("DejaVuSans", 40).deriveFont(AffineTransform.getScaleInstance(stretch, 1));
    line(g, "Handmade soap", narrow, Color.BLACK, 40, 100);
    assertThat(measure().condensed()).isEqualTo(condensed);
  }

  @Test
  void plainTextHasNoShadow() {
    Graphics2D g = canvas(new Color(0xf0e8d0));
    line(g, "Summer", font("DejaVuSans-Bold", 60), new Color(0xc02020), 60, 150);
    assertThat(measure().shadow()).isEmpty();
  }

  @Test
  void aShadowIsFoundOnABandThatEndsNearTheLetters() {
    Graphics2D g = canvas(new Color(0x141013));
    g.setColor(new Color(0xdf1f2a));
    g.fillRect(0, 66, WIDTH, 130);
    Font face = font("DejaVuSans-Bold", 110);
    Shape glyphs = line(g, "STRONG", face, Color.WHITE, 60, 170);
    Shape beneath = AffineTransform.getTranslateInstance(6, 6).createTransformedShape(glyphs);
    for (int blur = 12; blur >= 0; blur -= 2) {
      g.setStroke(new BasicStroke(blur + 1, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.setColor(new Color(0, 0, 0, 22));
      g.draw(beneath);
      g.fill(beneath);
    }
    g.setColor(Color.WHITE);
    g.fill(glyphs);
    Style.Shadow shadow = measure().shadow().orElseThrow();
    assertThat(shadow.dxPx()).isBetween(2.0, 12.0);
    assertThat(shadow.dyPx()).isBetween(2.0, 12.0);
  }

  @Test
  void whatIsOfManyColoursBesideTheLettersIsNoOutline() {
    Graphics2D g = canvas(new Color(0x2c2418));
    int[] stripes = {0xffffff, 0x887a57, 0x5b8a4a, 0xb09070, 0x40608a, 0xd8b040};
    for (int k = 0; k < 60; k++) {
      g.setColor(new Color(stripes[k % stripes.length]));
      g.fillRect(50 + 10 * k, 106, 10, 54);
    }
    line(g, "FREE DELIVERY", font("DejaVuSerif", 54), new Color(0x101418), 60, 152);
    assertThat(measure().outline()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"SUMMER SALE, true", "Summer Sale, false", "summer, false"})
  void letterCaseComesFromTheText(String text, boolean allCaps) {
    Graphics2D g = canvas(Color.WHITE);
    line(g, text, font("DejaVuSans", 40), Color.BLACK, 60, 150);
    assertThat(measure().allCaps()).isEqualTo(allCaps);
  }
}
