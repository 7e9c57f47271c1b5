package dev.palimpsest.transforms.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Word;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.erase.Eraser;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.read.TextFinder.Glyph;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;

/** Lines that are not straight or not seen from the front. */
class BentLinesTest {
  private static final Color WALL = new Color(235, 228, 210);
  private static final Font FONT = DrawnPicture.font("DejaVuSans-Bold", 40);

  @Test
  void readsWhatStandsOverAndUnderACircle() throws FailureException {
    DrawnPicture sign = new DrawnPicture(700, 700, WALL);
    onCircle(sign.graphics(), "COFFEE HOUSE", 350, 350, 220, true);
    onCircle(sign.graphics(), "FRESH BREAD", 350, 350, 260, false);

    try (TextReader reader = new TextReader(OcrData.fetch(List.of()));
        Mat bgr = sign.picture().bgr()) {
      List<Region> regions = reader.read(bgr, List.of("en")).regions();

      assertThat(regions)
          .extracting(Region::text)
          .containsExactlyInAnyOrder("COFFEE HOUSE", "FRESH BREAD");
      assertThat(regions)
          .filteredOn(region -> region.text().startsWith("COFFEE"))
          .allSatisfy(region -> assertThat(region.box().bottom()).isLessThan(350));
    }
  }

  @Test
  void whatIsReadOnACircleIsErased() throws FailureException {
    DrawnPicture sign = new DrawnPicture(700, 500, WALL);
    onCircle(sign.graphics(), "COFFEE HOUSE", 350, 350, 220, true);

    try (TextReader reader = new TextReader(OcrData.fetch(List.of()));
        Picture source = sign.picture()) {
      List<Region> regions = reader.read(source.bgr(), List.of("en")).regions();
      try (Picture plate = Eraser.erase(source, regions, List.of())) {
        byte[] erased = DrawnPicture.bytes(plate);
        int furthest = 0;
        for (int i = 0; i < erased.length; i++) {
          int wall = new int[] {WALL.getBlue(), WALL.getGreen(), WALL.getRed()}[i % 3];
          furthest = Math.max(furthest, Math.abs((erased[i] & 0xff) - wall));
        }
        assertThat(furthest).isLessThan(8);
      }
    }
  }

  @Test
  void whatTheArchStandsOverStays() throws FailureException {
    DrawnPicture sign = new DrawnPicture(700, 500, WALL);
    onCircle(sign.graphics(), "COFFEE HOUSE", 350, 350, 220, true);
    sign.graphics().fillOval(330, 180, 40, 30);

    try (TextReader reader = new TextReader(OcrData.fetch(List.of()));
        Picture source = sign.picture()) {
      List<Region> regions = reader.read(source.bgr(), List.of("en")).regions();
      assertThat(regions).extracting(Region::text).containsExactly("COFFEE HOUSE");
      try (Picture plate = Eraser.erase(source, regions, List.of())) {
        int middle = 3 * (195 * 700 + 350);
        assertThat(DrawnPicture.bytes(plate)[middle]).isEqualTo(DrawnPicture.bytes(source)[middle]);
      }
    }
  }

  @Test
  void aStraightRowIsNoCircle() {
    List<Glyph> row = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      row.add(new Glyph(100 + 24 * i, 100 + i % 3, 18, 28 - i % 3, 250));
    }
    Candidates candidates =
        Candidates.chained(List.of(new TextFinder.Layer(false, 1, row, List.of())));

    assertThat(candidates.rows()).hasSize(1);
    assertThat(candidates.arcs()).isEmpty();
  }

  @Test
  void squaresUpALineThatIsSeenAslant() {
    try (PointerScope scope = new PointerScope()) {
      Mat gray = aslant("PALIMPSEST");
      LineCandidate line =
          Candidates.chained(TextFinder.find(gray)).rows().stream()
              .filter(row -> row.glyphs().size() == 10)
              .findFirst()
              .orElseThrow();

      Glyph first = line.glyphs().get(0);
      Glyph last = line.glyphs().get(9);
      assertThat(first.h() / last.h()).as("seen").isGreaterThan(1.3);
      LineCrop squared = new LineCrop(gray, Keystone.of(line).orElseThrow(), 40, 0.5);
      List<Glyph> glyphs = glyphs(squared.stretched());
      assertThat(glyphs).hasSize(10);
      for (Glyph glyph : glyphs) {
        assertThat(glyph.h()).isCloseTo(40, within(4.0));
        assertThat(glyph.bottom()).isCloseTo(60, within(3.0));
      }
      // And back: the box of the whole crop's line is where the line is.
      Box back = squared.inPicture(new Box(20, 20, squared.stretched().cols() - 40, 40));
      assertThat(back.x()).isCloseTo((int) first.x(), within(4));
      assertThat(back.right()).isCloseTo((int) last.right(), within(4));
      assertThat(back.y()).isCloseTo((int) Math.min(first.y(), last.y()), within(4));
    }
  }

  @Test
  void wordsOfSlopingLinesOneBeneathTheOtherAreNoRivals() {
    // Upright boxes around lines 20 pixels high that fall by 15 degrees, 26 pixels apart.
    ReadLine upper =
        new ReadLine(List.of(new Word("SALON", new Box(100, 100, 90, 44), 0.9)), 15, false);
    ReadLine lower =
        new ReadLine(List.of(new Word("RESTAURANT", new Box(93, 125, 150, 60), 0.95)), 15, false);

    assertThat(Fusion.fuse(List.of(upper, lower)))
        .extracting(ReadLine::text)
        .containsExactlyInAnyOrder("SALON", "RESTAURANT");
  }

  private static void onCircle(
      Graphics2D graphics, String text, double cx, double cy, double radius, boolean over) {
    graphics.setColor(new Color(40, 30, 90));
    double width = new TextLayout(text, FONT, graphics.getFontRenderContext()).getAdvance();
    double along = -width / 2;
    for (int i = 0; i < text.length(); i++) {
      TextLayout layout =
          new TextLayout(text.substring(i, i + 1), FONT, graphics.getFontRenderContext());
      double turn = (along + layout.getAdvance() / 2) / radius * (over ? 1 : -1);
      AffineTransform place = AffineTransform.getRotateInstance(turn, cx, cy);
      place.translate(cx - layout.getAdvance() / 2, over ? cy - radius : cy + radius);
      graphics.fill(layout.getOutline(place));
      along += layout.getAdvance();
    }
  }

  /** On a wall that recedes to the right: half as high at its end. */
  private static Mat aslant(String text) {
    DrawnPicture front = new DrawnPicture(900, 300, WALL);
    front.text("r1", text, DrawnPicture.font("DejaVuSans-Bold", 90), Color.BLACK, 100, 180);
    Mat gray = new Mat();
    opencv_imgproc.cvtColor(front.picture().bgr(), gray, opencv_imgproc.COLOR_BGR2GRAY);
    Mat homography =
        opencv_imgproc.getPerspectiveTransform(
            corners(0, 0, 900, 0, 900, 300, 0, 300), corners(0, 0, 800, 110, 800, 260, 0, 300));
    Mat seen = new Mat();
    opencv_imgproc.warpPerspective(
        gray,
        seen,
        homography,
        new Size(900, 300),
        opencv_imgproc.INTER_AREA,
        opencv_core.BORDER_REPLICATE,
        new Scalar());
    return seen;
  }

  private static Mat corners(float... xy) {
    Mat corners = new Mat(4, 2, CV_32F);
    ((FloatBuffer) corners.createBuffer()).put(xy);
    return corners;
  }

  /** Of a crop in which they are black, from left to right. */
  private static List<Glyph> glyphs(Mat crop) {
    Mat mask = new Mat();
    opencv_imgproc.threshold(crop, mask, 127, 255, opencv_imgproc.THRESH_BINARY_INV);
    Mat labels = new Mat();
    Mat stats = new Mat();
    int count = opencv_imgproc.connectedComponentsWithStats(mask, labels, stats, new Mat());
    IntBuffer values = stats.createBuffer();
    List<Glyph> glyphs = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      glyphs.add(
          new Glyph(
              values.get(5 * i),
              values.get(5 * i + 1),
              values.get(5 * i + 2),
              values.get(5 * i + 3),
              values.get(5 * i + 4)));
    }
    return glyphs;
  }
}
