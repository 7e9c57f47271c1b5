package dev.palimpsest.transforms.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.PictureCodec;
import dev.palimpsest.transforms.pixels.SourceFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EraserTest {
  private static DrawnPicture gradient() {
    DrawnPicture drawn = new DrawnPicture(500, 200, Color.WHITE);
    drawn
        .graphics()
        .setPaint(new GradientPaint(0, 0, new Color(0x2060a0), 500, 60, new Color(0x70b0e0)));
    drawn.graphics().fillRect(0, 0, 500, 200);
    return drawn;
  }

  private static DrawnPicture balloon() {
    DrawnPicture drawn = new DrawnPicture(400, 200, new Color(0x6b6440));
    drawn.graphics().setColor(Color.WHITE);
    drawn.graphics().fillOval(110, 30, 190, 130);
    return drawn;
  }

  /** Two halves, so that no one colour is behind the text. */
  private static DrawnPicture halves() {
    DrawnPicture drawn = new DrawnPicture(500, 200, new Color(0x28563a));
    drawn.graphics().setColor(new Color(0xc8b090));
    drawn.graphics().fillRect(250, 0, 250, 200);
    return drawn.noise(6);
  }

  /** Peak signal-to-noise ratio in dB over a box. */
  private static double psnr(Picture a, Picture b, Box box) {
    byte[] one = DrawnPicture.bytes(a);
    byte[] other = DrawnPicture.bytes(b);
    double sum = 0;
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int i = 3 * (y * a.widthPx() + box.x()); i < 3 * (y * a.widthPx() + box.right()); i++) {
        double d = (one[i] & 0xff) - (other[i] & 0xff);
        sum += d * d;
      }
    }
    return 10 * Math.log10(255 * 255 / Math.max(1e-9, sum / (3.0 * box.area())));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1.5})
  void textOnAGradientLeavesNoTrace(double noise) {
    DrawnPicture truth = gradient().noise(noise);
    DrawnPicture drawn = gradient().noise(noise);
    Region region =
        drawn.text("r1", "Été, glaçons", DrawnPicture.font("DejaVuSans", 40), Color.WHITE, 60, 110);
    try (Picture source = drawn.picture();
        Picture clean = truth.picture();
        Picture plate = Eraser.erase(source, List.of(region), List.of())) {
      assertThat(psnr(source, clean, region.box())).isLessThan(20);
      assertThat(psnr(plate, clean, region.box())).isGreaterThan(noise == 0 ? 46 : 40);
      assertThat(psnr(plate, clean, region.box().grow(12))).isGreaterThan(40);
    }
  }

  @Test
  void aBoxAFewPixelsShortStillTakesAllOfTheText() {
    DrawnPicture drawn = new DrawnPicture(500, 200, new Color(0xf4f0e0));
    Region whole =
        drawn.text(
            "r1", "Ähnlich, groß", DrawnPicture.font("DejaVuSerif", 44), Color.BLACK, 60, 110);
    Box box = whole.box();
    Box cut = new Box(box.x() + 3, box.y() + 6, box.width() - 6, box.height() - 12);
    try (Picture source = drawn.picture();
        Picture plate =
            Eraser.erase(
                source, List.of(DrawnPicture.region("r1", whole.text(), cut)), List.of())) {
      for (byte b : DrawnPicture.bytes(plate)) {
        assertThat(b & 0xff).isGreaterThan(0xd8);
      }
    }
  }

  /** A thin stroke is one pixel deep, and two where a bowl meets its stem: still no icon. */
  @Test
  void thinLettersWithAscendersGoToo() throws Exception {
    Path file = Path.of("..", "scripts", "catalog", "kettle-guide.webp");
    List<Line> lines =
        Stream.of(
                new Box(641, 890, 339, 40),
                new Box(642, 934, 310, 40),
                new Box(642, 980, 338, 26),
                new Box(641, 1024, 349, 26),
                new Box(639, 1067, 346, 26))
            .map(box -> new Line("line", box, List.of(), 0, false, 1, List.of()))
            .toList();
    Box whole = Box.around(lines.stream().map(Line::box).toList());
    Region paragraph =
        new Region("r1", "lines", "en", 1, whole, lines, Optional.empty(), Optional.empty());
    try (Picture source = PictureCodec.decode(Files.readAllBytes(file), 10_000_000);
        Picture plate = Eraser.erase(source, List.of(paragraph), List.of())) {
      byte[] pixels = DrawnPicture.bytes(plate);
      for (int y = whole.y(); y < whole.bottom(); y++) {
        for (int i = 3 * (y * plate.widthPx() + whole.x());
            i < 3 * (y * plate.widthPx() + whole.right());
            i++) {
          assertThat(pixels[i] & 0xff).isGreaterThan(0xe0);
        }
      }
    }
  }

  @Test
  void farPixelsAndKeptNeighboursStayBitIdentical() {
    DrawnPicture drawn = gradient().noise(1);
    var font = DrawnPicture.font("DejaVuSans-Bold", 30);
    Region gone = drawn.text("r1", "Price", font, Color.WHITE, 60, 100);
    Region kept = drawn.text("r2", "12.50", font, Color.YELLOW, gone.box().right() + 4, 100);
    try (Picture source = drawn.picture();
        Picture plate = Eraser.erase(source, List.of(gone), List.of(kept))) {
      assertThat(psnr(plate, source, kept.box())).isGreaterThan(90);
      assertThat(psnr(plate, source, new Box(0, 0, 500, gone.box().y() - 30))).isGreaterThan(90);
      assertThat(psnr(plate, source, gone.box())).isLessThan(25);
    }
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    DrawnPicture drawn = gradient().noise(3);
    Region region =
        drawn.text("r1", "Twice", DrawnPicture.font("DejaVuSans", 40), Color.BLACK, 60, 110);
    try (Picture source = drawn.picture();
        Picture one = Eraser.erase(source, List.of(region), List.of());
        Picture two = Eraser.erase(source, List.of(region), List.of())) {
      assertThat(DrawnPicture.bytes(one)).isEqualTo(DrawnPicture.bytes(two));
    }
  }

  @Test
  void textOnTransparencyLeavesTransparency() {
    DrawnPicture drawn = new DrawnPicture(300, 120, Color.WHITE);
    Region region =
        drawn.text("r1", "Logo", DrawnPicture.font("DejaVuSans", 50), Color.BLACK, 40, 80);
    Mat alpha = new Mat(120, 300, CV_8UC1, new Scalar(0));
    try (Picture opaque = drawn.picture()) {
      byte[] bytes = DrawnPicture.bytes(opaque);
      for (int i = 0; i < 300 * 120; i++) {
        alpha.ptr(i / 300, i % 300).put((byte) (255 - (bytes[3 * i] & 0xff)));
      }
      try (Picture source =
              new Picture(opaque.bgr().clone(), Optional.of(alpha), SourceFile.DRAWN);
          Picture plate = Eraser.erase(source, List.of(region), List.of())) {
        byte[] left = new byte[300 * 120];
        plate.alpha().orElseThrow().data().get(left);
        assertThat(left).containsOnly(0);
      }
    }
  }

  /** Measures in line heights would be wrong by the number of the lines. */
  @Test
  void aBlockThatWasTakenForOneLineGoesWhole() {
    DrawnPicture drawn = balloon();
    var font = DrawnPicture.font("DejaVuSans", 15);
    List<String> rows = List.of("Oh, Carrot!", "You came to", "help unasked", "how sweet!");
    List<Box> boxes = new ArrayList<>();
    for (String row : rows) {
      int baseline = 70 + 20 * boxes.size();
      boxes.add(drawn.text("r", row, font, Color.BLACK, 150, baseline).box());
    }
    Region block = DrawnPicture.region("r1", "", Box.around(boxes));
    try (Picture source = drawn.picture();
        Picture clean = balloon().picture();
        Picture plate = Eraser.erase(source, List.of(block), List.of())) {
      assertThat(psnr(plate, clean, source.bounds())).isGreaterThan(50);
    }
  }

  @Test
  void anOutlineOverTwoGroundsGoesAndTheGroundsStay() {
    DrawnPicture drawn = halves();
    Font font = DrawnPicture.font("DejaVuSans-Bold", 40);
    Shape shape =
        new TextLayout("Outlined text", font, drawn.graphics().getFontRenderContext())
            .getOutline(AffineTransform.getTranslateInstance(90, 110));
    drawn.graphics().setColor(new Color(0x101010));
    drawn.graphics().setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    drawn.graphics().draw(shape);
    Region region = drawn.text("r1", "Outlined text", font, Color.WHITE, 90, 110);
    try (Picture source = drawn.picture();
        Picture clean = halves().picture();
        Picture plate = Eraser.erase(source, List.of(region), List.of())) {
      assertThat(psnr(source, clean, region.box())).isLessThan(14);
      assertThat(psnr(plate, clean, region.box())).isGreaterThan(24);
      assertThat(psnr(plate, source, new Box(0, 0, 500, region.box().y() - 12))).isGreaterThan(90);
    }
  }

  /** Of so many colours that a dark leaf is taken for a dark ink. */
  private static DrawnPicture darkLeaf() {
    DrawnPicture drawn = new DrawnPicture(500, 200, new Color(0xa8b89a));
    int[] leaves = {0xf0f4d8, 0x8050a0, 0xd8c8e8, 0x60a090, 0xd09098};
    for (int k = 0; k < leaves.length; k++) {
      drawn.graphics().setColor(new Color(leaves[k]));
      drawn.graphics().fillOval(70 + 85 * k, 60 + k % 2 * 30, 75, 70);
    }
    drawn.graphics().setColor(new Color(0x241c40));
    drawn.graphics().fillOval(180, 20, 70, 150);
    return drawn.noise(2);
  }

  @Test
  void lettersBeforeAGroundOfNearlyTheirColourGoToo() {
    DrawnPicture drawn = darkLeaf();
    Font font = DrawnPicture.font("DejaVuSans-Bold", 44);
    Region region = drawn.text("r1", "Handle with", font, new Color(0x5a2206), 90, 112);
    Box leaf = new Box(190, region.box().y(), 50, region.box().height());
    try (Picture source = drawn.picture();
        Picture clean = darkLeaf().picture();
        Picture plate = Eraser.erase(source, List.of(region), List.of())) {
      assertThat(psnr(source, clean, leaf)).isLessThan(20);
      assertThat(psnr(plate, clean, leaf)).isGreaterThan(35);
    }
  }

  private static DrawnPicture whiteBall() {
    DrawnPicture drawn = new DrawnPicture(560, 200, new Color(0x6b4058));
    drawn.graphics().setColor(new Color(0x46586a));
    drawn.graphics().fillRect(330, 0, 230, 200);
    int[] leaves = {0x90a8c0, 0xc088a0, 0x702848, 0x304040, 0xd8c8e8};
    int[] lefts = {40, 90, 140, 310, 380};
    for (int k = 0; k < leaves.length; k++) {
      drawn.graphics().setColor(new Color(leaves[k]));
      drawn.graphics().fillOval(lefts[k], 60 + k % 2 * 30, 60, 60);
    }
    drawn.graphics().setColor(Color.WHITE);
    drawn.graphics().fillOval(185, 10, 220, 170);
    return drawn.noise(1);
  }

  @Test
  void anOutlineThatTheGroundHidesHereAndThereGoesEverywhere() {
    DrawnPicture drawn = whiteBall();
    Font font = DrawnPicture.font("DejaVuSansMono-Bold", 34);
    Shape shape =
        new TextLayout("Ready in five minutes", font, drawn.graphics().getFontRenderContext())
            .getOutline(AffineTransform.getTranslateInstance(60, 110));
    drawn.graphics().setColor(Color.WHITE);
    drawn.graphics().setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    drawn.graphics().draw(shape);
    Region region = drawn.text("r1", "Ready in five minutes", font, new Color(0x101418), 60, 110);
    Box left = new Box(60, region.box().y(), 100, region.box().height());
    try (Picture source = drawn.picture();
        Picture clean = whiteBall().picture();
        Picture plate = Eraser.erase(source, List.of(region), List.of())) {
      assertThat(psnr(plate, clean, left)).isGreaterThan(18.5);
    }
  }

  private static DrawnPicture disc() {
    DrawnPicture drawn = new DrawnPicture(500, 200, new Color(0x55595a));
    drawn.graphics().setColor(new Color(0x708890));
    drawn.graphics().fillOval(225, 70, 70, 70);
    return drawn.noise(1);
  }

  @Test
  void whatLettersStandOnStays() {
    DrawnPicture drawn = disc();
    Font font = DrawnPicture.font("DejaVuSansMono-Bold", 36);
    Region region = drawn.text("r1", "Organic shirt", font, new Color(0xfff2da), 90, 115);
    try (Picture source = drawn.picture();
        Picture clean = disc().picture();
        Picture plate = Eraser.erase(source, List.of(region), List.of())) {
      assertThat(psnr(plate, clean, new Box(225, 70, 70, 70))).isGreaterThan(27);
    }
  }

  /** Over a hundred regions in one picture, some of them kept: no mask may reach a kept one. */
  @Test
  void keptRegionsAmongManyAreUntouched() {
    DrawnPicture drawn = gradient().noise(2);
    var font = DrawnPicture.font("DejaVuSans-Bold", 12);
    List<Region> gone = new ArrayList<>();
    List<Region> kept = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      int x = 6 + i % 12 * 41;
      int y = 16 + i / 12 * 19;
      Region region = drawn.text("r" + i, "W" + i, font, Color.WHITE, x, y);
      (i % 3 == 0 ? kept : gone).add(region);
    }
    try (Picture source = drawn.picture();
        Picture plate = Eraser.erase(source, gone, kept)) {
      for (Region region : kept) {
        assertThat(psnr(plate, source, region.box())).isGreaterThan(120);
      }
      for (Region region : gone) {
        assertThat(psnr(plate, source, region.box())).isLessThan(40);
      }
    }
  }

  private static DrawnPicture ribbon() {
    DrawnPicture drawn = new DrawnPicture(500, 160, new Color(0x7a4aa8)).noise(3);
    drawn
        .graphics()
        .setPaint(new GradientPaint(0, 50, new Color(0xf4e4e0), 0, 110, new Color(0xf0d8b0)));
    drawn.graphics().fillRoundRect(30, 53, 440, 52, 52, 52);
    return drawn;
  }

  /** Its edges above and below the text are no outline of the letters, nor is one of them. */
  @ParameterizedTest
  @ValueSource(ints = {97, 99, 101})
  void aRibbonKeepsItsShapeAndColours(int baseline) {
    DrawnPicture drawn = ribbon();
    var font = DrawnPicture.font("DejaVuSans-Bold", 56);
    Region region = drawn.text("r1", "10 YEARS", font, new Color(0x5a2a90), 90, baseline);
    try (Picture source = drawn.picture();
        Picture clean = ribbon().picture();
        Picture plate = Eraser.erase(source, List.of(region), List.of())) {
      assertThat(psnr(plate, clean, region.box().grow(20))).isGreaterThan(42);
    }
  }

  /** Changes slowly, but not as a plane or bowl does. */
  private static DrawnPicture waves() {
    DrawnPicture drawn = new DrawnPicture(500, 200, Color.WHITE);
    for (int x = 0; x < 500; x++) {
      drawn.graphics().setColor(new Color(200, 150 + (int) (30 * Math.sin(x / 18.0)), 120));
      drawn.graphics().drawLine(x, 0, x, 200);
    }
    return drawn;
  }

  private static List<Region> outlined(DrawnPicture drawn) {
    Font font = DrawnPicture.font("DejaVuSans-Bold", 40);
    for (int row = 0; row < 2; row++) {
      Shape shape =
          new TextLayout("OUTLINED", font, drawn.graphics().getFontRenderContext())
              .getOutline(AffineTransform.getTranslateInstance(120, 90 + 38 * row));
      drawn.graphics().setColor(Color.WHITE);
      drawn.graphics().setStroke(new BasicStroke(9, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      drawn.graphics().draw(shape);
    }
    Color ink = new Color(0xe04010);
    return List.of(
        drawn.text("r1", "OUTLINED", font, ink, 120, 90),
        drawn.text("r2", "OUTLINED", font, ink, 120, 128));
  }

  /** What sticks out of a neighbour's box is not ground, wherever the fill looks for some. */
  @Test
  void aNeighboursOutlineDoesNotBleedIntoTheFill() {
    assertOutlinedGoes(halves(), halves(), 20);
    assertOutlinedGoes(waves(), waves(), 26);
  }

  private static void assertOutlinedGoes(DrawnPicture drawn, DrawnPicture truth, double atLeast) {
    List<Region> regions = outlined(drawn);
    try (Picture source = drawn.picture();
        Picture clean = truth.picture();
        Picture plate = Eraser.erase(source, regions, List.of())) {
      Box both = Box.around(regions.stream().map(Region::box).toList());
      assertThat(psnr(plate, clean, both.grow(8))).isGreaterThan(atLeast);
    }
  }

  private static DrawnPicture rough() {
    DrawnPicture drawn = new DrawnPicture(500, 200, new Color(0x28563a));
    drawn.graphics().setColor(new Color(0xc8b090));
    drawn.graphics().fillRect(250, 0, 250, 200);
    return drawn.noise(12);
  }

  @Test
  void noSliversOfShadowRemainBetweenLetters() {
    DrawnPicture drawn = rough();
    Font font = DrawnPicture.font("DejaVuSans-Bold", 60);
    drawn.text("s", "Grocery", font, new Color(0, 0, 0, 180), 82, 117);
    Region region = drawn.text("r1", "Grocery", font, Color.WHITE, 90, 112);
    try (Picture source = drawn.picture();
        Picture clean = rough().picture();
        Picture plate = Eraser.erase(source, List.of(region), List.of())) {
      assertThat(psnr(plate, clean, region.box().grow(8))).isGreaterThan(17.3);
    }
  }

  @Test
  void aPriceThatIsSetLargerThanItsWordsGoesToo() {
    DrawnPicture drawn = ribbon();
    var small = DrawnPicture.font("DejaVuSans", 28);
    var large = DrawnPicture.font("DejaVuSans-Bold", 44);
    Color ink = new Color(0x5a2a90);
    Box words = drawn.text("w", "now only", small, ink, 80, 90).box();
    Box price = drawn.text("p", "299", large, ink, words.right() + 8, 95).box();
    Region region = DrawnPicture.region("r1", "now only 299", Box.around(List.of(words, price)));
    try (Picture source = drawn.picture();
        Picture clean = ribbon().picture();
        Picture plate = Eraser.erase(source, List.of(region), List.of())) {
      assertThat(psnr(plate, clean, source.bounds())).isGreaterThan(40);
    }
  }

  @Test
  void theCleanPlateOfAGreyPictureIsGrey() {
    DrawnPicture drawn = new DrawnPicture(500, 160, Color.GRAY);
    Random random = new Random(3);
    for (int i = 0; i < 4000; i++) {
      int level = 60 + random.nextInt(140);
      drawn.graphics().setColor(new Color(level, level, level));
      drawn.graphics().fillRect(random.nextInt(500), random.nextInt(160), 9, 5);
    }
    var font = DrawnPicture.font("DejaVuSans-Bold", 44);
    Region text = drawn.text("r1", "Grey as rain", font, Color.WHITE, 60, 150);
    try (Picture source = drawn.picture();
        Picture plate = Eraser.erase(source, List.of(text), List.of())) {
      byte[] pixels = DrawnPicture.bytes(plate);
      for (int k = 0; k < pixels.length; k += 3) {
        assertThat(pixels[k]).isEqualTo(pixels[k + 1]).isEqualTo(pixels[k + 2]);
      }
    }
  }

  /** Digits stick out of a box that was read too short; a neighbour's mask must not cut them. */
  @Test
  void keptLettersStayWholeBeyondTheirBox() {
    DrawnPicture drawn = gradient().noise(1);
    var font = DrawnPicture.font("DejaVuSans-Bold", 34);
    Region gone = drawn.text("r1", "only today", font, Color.WHITE, 40, 90);
    Box price = drawn.text("r2", "12.50", font, Color.WHITE, gone.box().right() + 6, 96).box();
    Box read = new Box(price.x() + 6, price.y() + 4, price.width() - 12, price.height() - 8);
    Region kept = DrawnPicture.region("r2", "12.50", read);
    try (Picture source = drawn.picture();
        Picture plate = Eraser.erase(source, List.of(gone), List.of(kept))) {
      assertThat(psnr(plate, source, price)).isGreaterThan(60);
      assertThat(psnr(plate, source, gone.box())).isLessThan(25);
    }
  }
}
