package dev.palimpsest.transforms.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.render.Rendering.Drawn;
import dev.palimpsest.transforms.render.Rendering.Warning;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RendererTest {
  /** Only what travels in the jar: the same on every machine. */
  private static final Fonts FONTS = Fonts.load(List.of(), false);

  private final Renderer renderer = new Renderer(FONTS, 9, Hyphenation.NONE);

  private static Style style(double capHeightPx, Style.Alignment alignment, boolean allCaps) {
    return style(capHeightPx, 0, alignment, allCaps);
  }

  /** Dark regular letters on white, without outline or angle. */
  static Style style(
      double capHeightPx, double leadingPx, Style.Alignment alignment, boolean allCaps) {
    return new Style(
        "#102030",
        "#ffffff",
        Optional.empty(),
        0,
        capHeightPx,
        leadingPx,
        0,
        alignment,
        Style.Family.SANS,
        false,
        false,
        false,
        allCaps);
  }

  private static Drawing drawing(String id, Box box, String source, String text, String language) {
    return new Drawing(
        DrawnPicture.region(id, source, box).withStyle(style(18, Style.Alignment.LEFT, false)),
        text,
        language);
  }

  /** The box around all pixels darker than mid grey. */
  private static Box ink(Picture picture) {
    byte[] bytes = DrawnPicture.bytes(picture);
    int left = picture.widthPx();
    int top = picture.heightPx();
    int right = 0;
    int bottom = 0;
    for (int i = 0; i < bytes.length / 3; i++) {
      if ((bytes[3 * i + 1] & 0xff) < 128) {
        left = Math.min(left, i % picture.widthPx());
        right = Math.max(right, i % picture.widthPx() + 1);
        top = Math.min(top, i / picture.widthPx());
        bottom = Math.max(bottom, i / picture.widthPx() + 1);
      }
    }
    return new Box(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  @Test
  void theSameTextComesBackWhereItWas() {
    DrawnPicture white = new DrawnPicture(400, 120, Color.WHITE);
    Drawing drawing = drawing("r1", new Box(50, 42, 92, 24), "Hxpage", "Hxpage", "en");
    try (Picture plate = white.picture();
        Rendering rendering = renderer.draw(plate, List.of(drawing), List.of(), Mode.GENERAL)) {
      Box ink = ink(rendering.picture());
      assertThat(ink.x()).isCloseTo(51, within(2));
      assertThat(ink.y()).isCloseTo(42, within(2));
      assertThat(ink.bottom()).isCloseTo(66, within(2));
      assertThat(rendering.texts().get(0).warnings()).isEmpty();
    }
  }

  @Test
  void aLongerLabelGrowsIntoFreeGroundAtItsSize() {
    DrawnPicture white = new DrawnPicture(600, 120, Color.WHITE);
    Box box = new Box(50, 42, 60, 18);
    try (Picture plate = white.picture();
        Rendering rendering =
            renderer.draw(
                plate,
                List.of(drawing("r1", box, "Price", "Unverbindliche Preisempfehlung", "de")),
                List.of(),
                Mode.GENERAL)) {
      Drawn drawn = rendering.texts().get(0);
      assertThat(drawn.fontSizePx() * 0.729).isCloseTo(18, within(1.0));
      assertThat(ink(rendering.picture()).right()).isGreaterThan(300);
    }
  }

  @Test
  void itStopsBeforeAKeptNeighbourAndShrinks() {
    DrawnPicture white = new DrawnPicture(600, 120, Color.WHITE);
    Region kept = DrawnPicture.region("r2", "9.99", new Box(220, 40, 60, 20));
    try (Picture plate = white.picture();
        Rendering rendering =
            renderer.draw(
                plate,
                List.of(drawing("r1", new Box(50, 42, 60, 18), "Price", "Empfohlener Preis", "de")),
                List.of(kept),
                Mode.GENERAL)) {
      assertThat(ink(rendering.picture()).right()).isLessThan(220);
    }
  }

  @Test
  void whatDoesNotFitIsDrawnAtTheSmallestReadableSizeAndFlagged() {
    DrawnPicture white = new DrawnPicture(80, 40, Color.WHITE);
    String text = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";
    try (Picture plate = white.picture();
        Rendering rendering =
            renderer.draw(
                plate,
                List.of(drawing("r1", new Box(5, 10, 70, 18), "Act", text, "de")),
                List.of(),
                Mode.GENERAL)) {
      assertThat(rendering.texts().get(0).fontSizePx()).isCloseTo(9, within(0.01));
      assertThat(rendering.texts().get(0).warnings()).containsExactly(Warning.TEXT_TOO_LONG);
    }
  }

  @Test
  void rightToLeftTextEndsWhereTheSourceEnded() {
    DrawnPicture white = new DrawnPicture(600, 120, Color.WHITE);
    try (Picture plate = white.picture();
        Rendering rendering =
            renderer.draw(
                plate,
                List.of(
                    drawing("r1", new Box(250, 42, 150, 18), "Free delivery", "توصيل مجاني", "ar")),
                List.of(),
                Mode.GENERAL)) {
      assertThat(ink(rendering.picture()).right()).isCloseTo(400, within(4));
      assertThat(rendering.texts().get(0).missing()).isEmpty();
    }
  }

  @Test
  void aMissingGlyphIsNamedAndNeverDrawnAsABox() {
    DrawnPicture white = new DrawnPicture(300, 80, Color.WHITE);
    try (Picture plate = white.picture();
        Rendering rendering =
            renderer.draw(
                plate,
                List.of(drawing("r1", new Box(50, 30, 60, 18), "Sale", "特价", "zh")),
                List.of(),
                Mode.GENERAL)) {
      assertThat(rendering.texts().get(0).missing()).isEqualTo("特价");
      assertThat(rendering.texts().get(0).warnings()).containsExactly(Warning.MISSING_GLYPHS);
      assertThat(ink(rendering.picture()).area()).isZero();
    }
  }

  @Test
  void capitalsFollowTheLanguage() {
    assertThat(LetterCase.apply("straße", true, "de")).isEqualTo("STRASSE");
    assertThat(LetterCase.apply("indirim", true, "tr")).isEqualTo("İNDİRİM");
    assertThat(LetterCase.apply("καφές", true, "el")).isEqualTo("ΚΑΦΕΣ");
  }

  @Test
  void siblingsKeepOneSize() {
    DrawnPicture white = new DrawnPicture(330, 200, Color.WHITE);
    try (Picture plate = white.picture();
        Rendering rendering =
            renderer.draw(
                plate,
                List.of(
                    drawing(
                        "r1", new Box(50, 30, 60, 18), "Soup", "Tagessuppe mit Brot und Öl", "de"),
                    drawing("r2", new Box(50, 90, 60, 18), "Fish", "Fisch", "de")),
                List.of(),
                Mode.GENERAL)) {
      assertThat(rendering.texts().get(1).fontSizePx())
          .isCloseTo(rendering.texts().get(0).fontSizePx(), within(0.01));
    }
  }

  @Test
  void inkLikePartsOfItsGroundGetsAStrokeButNotInShops() {
    DrawnPicture striped = new DrawnPicture(400, 120, Color.WHITE);
    striped.graphics().setColor(new Color(0x182838));
    striped.graphics().fillRect(60, 0, 40, 120);
    Drawing drawing = drawing("r1", new Box(50, 42, 92, 24), "Hxpage", "Hxpage", "en");
    try (Picture plate = striped.picture();
        Rendering general = renderer.draw(plate, List.of(drawing), List.of(), Mode.GENERAL);
        Rendering shop = renderer.draw(plate, List.of(drawing), List.of(), Mode.E_COMMERCE)) {
      assertThat(general.texts().get(0).warnings()).contains(Warning.LOW_CONTRAST_FIXED);
      assertThat(shop.texts().get(0).warnings()).isEmpty();
    }
  }

  /** A vertical source of two columns in a white oval with a black rim on grey. */
  private static DrawnPicture balloon() {
    DrawnPicture page = new DrawnPicture(500, 400, new Color(0xa0a0a0));
    page.graphics().setColor(Color.WHITE);
    page.graphics().fillOval(100, 60, 300, 280);
    page.graphics().setColor(new Color(0xa02020));
    page.graphics().drawOval(100, 60, 300, 280);
    return page;
  }

  private static Drawing vertical(String text, String language) {
    List<Line> columns = new ArrayList<>();
    for (int x : new int[] {240, 200}) {
      Box box = new Box(x, 130, 30, 100);
      columns.add(new Line("てすと", box, List.of(), 0, true, 1, List.of()));
    }
    Region region =
        new Region(
            "r1",
            "てすとてすと",
            "ja",
            1,
            new Box(200, 130, 70, 100),
            columns,
            Optional.empty(),
            Optional.of(style(30, Style.Alignment.LEFT, false)));
    return new Drawing(region, text, language);
  }

  private static Box drawnIn(DrawnPicture page, Renderer renderer, Drawing drawing, Mode mode) {
    try (Picture plate = page.picture();
        Rendering rendering = renderer.draw(plate, List.of(drawing), List.of(), mode)) {
      assertThat(rendering.texts().get(0).warnings()).isEmpty();
      return rendering.texts().get(0).box();
    }
  }

  @Test
  void mangaTextStandsInTheMiddleOfItsBalloon() {
    String text = "This is a long answer that needs a lot of lines, is it not?";
    Box box = drawnIn(balloon(), renderer, vertical(text, "en"), Mode.MANGA);
    assertThat(box.centerX()).isCloseTo(250, within(4.0));
    assertThat(box.centerY()).isCloseTo(200, within(10.0));
  }

  @Test
  void mangaLinesStayInsideTheRim() {
    String text = "This is a long answer that needs a lot of lines, is it not? I would say so.";
    try (Picture plate = balloon().picture();
        Rendering rendering =
            renderer.draw(plate, List.of(vertical(text, "en")), List.of(), Mode.MANGA)) {
      byte[] before = DrawnPicture.bytes(plate);
      byte[] after = DrawnPicture.bytes(rendering.picture());
      for (int i = 0; i < before.length; i++) {
        if (before[i] != after[i]) {
          double x = (i / 3 % 500 - 250) / 150.0;
          double y = (i / 3 / 500 - 200) / 140.0;
          assertThat(x * x + y * y).isLessThan(1);
        }
      }
      assertThat(after).isNotEqualTo(before);
    }
  }

  @Test
  void chineseStandsInColumnsWhereTheSourceDid() {
    Path cjk = Path.of("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc");
    assumeTrue(Files.exists(cjk), "needs the package fonts-noto-cjk");
    Renderer cjkRenderer = new Renderer(Fonts.load(List.of(), true), 9, Hyphenation.NONE);
    Drawing drawing = vertical("一二三四五", "zh");
    Box column = drawnIn(balloon(), cjkRenderer, drawing, Mode.MANGA);
    assertThat(column.height()).isEqualTo(5 * 30);
    assertThat(column.width()).isEqualTo(30);
    assertThat(column.centerX()).isCloseTo(250, within(4.0));
  }

  @Test
  void softHyphensShowOnlyWhereNothingElseHelps() {
    DrawnPicture white = new DrawnPicture(130, 60, Color.WHITE);
    String word = "Überwachungs\u00adaufgaben\u00adübertragung";
    Drawing narrow = drawing("r1", new Box(5, 10, 118, 40), "Act", word, "de");
    assertThat(drawnIn(white, renderer, narrow, Mode.GENERAL).height()).isGreaterThan(15);
    DrawnPicture wide = new DrawnPicture(900, 60, Color.WHITE);
    assertThat(drawnIn(wide, renderer, narrow, Mode.GENERAL).width()).isGreaterThan(300);
  }

  @Test
  void wordsArePartedByTheDictionaryOnlyWhereNothingElseHelps(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("hyph_de.dic"), "UTF-8\ns1auf\nn1ü\n");
    Renderer parting = new Renderer(FONTS, 9, Hyphenation.in(folder));
    String word = "Überwachungsaufgabenübertragung";
    Drawing narrow = drawing("r1", new Box(5, 10, 118, 40), "Act", word, "de");
    DrawnPicture tight = new DrawnPicture(130, 60, Color.WHITE);
    assertThat(drawnIn(tight, parting, narrow, Mode.GENERAL).height()).isGreaterThan(15);
    try (Picture plate = tight.picture();
        Rendering rendering = renderer.draw(plate, List.of(narrow), List.of(), Mode.GENERAL)) {
      assertThat(rendering.texts().get(0).warnings()).containsExactly(Warning.TEXT_TOO_LONG);
    }
    DrawnPicture wide = new DrawnPicture(900, 60, Color.WHITE);
    assertThat(drawnIn(wide, parting, narrow, Mode.GENERAL).width()).isGreaterThan(300);
  }

  @ParameterizedTest
  @CsvSource({
    "d0d0d0, ffffff",
    "ffff00, ffffff",
    "404040, 000000",
    "ff8080, ff4040",
    "2060c0, 3070d0",
    "808080, 808080"
  })
  void drawnInkStandsOutFromItsGround(String ink, String ground) {
    int rgb = Integer.parseInt(ground, 16);
    DrawnPicture page = new DrawnPicture(400, 120, new Color(rgb));
    Drawing plain = drawing("r1", new Box(50, 42, 92, 24), "Hxpage", "Hxpage", "en");
    Style style = plain.region().style().orElseThrow();
    Style faint =
        new Style(
            "#" + ink,
            "#" + ground,
            Optional.empty(),
            0,
            style.capHeightPx(),
            0,
            0,
            style.alignment(),
            style.family(),
            false,
            false,
            false,
            false);
    Drawing drawing = new Drawing(plain.region().withStyle(faint), "Hxpage", "en");
    try (Picture plate = page.picture();
        Rendering rendering = renderer.draw(plate, List.of(drawing), List.of(), Mode.GENERAL)) {
      assertThat(rendering.texts().get(0).warnings()).containsExactly(Warning.LOW_CONTRAST_FIXED);
      byte[] bytes = DrawnPicture.bytes(rendering.picture());
      double most = 0;
      for (int i = 0; i < bytes.length; i += 3) {
        int drawn = new Color(bytes[i + 2] & 0xff, bytes[i + 1] & 0xff, bytes[i] & 0xff).getRGB();
        most = Math.max(most, Contrast.ratio(drawn, rgb));
      }
      assertThat(most).isGreaterThanOrEqualTo(3.0);
    }
  }

  private static Drawing outlined(Drawing drawing) {
    Style plain = drawing.region().style().orElseThrow();
    Style outlined =
        new Style(
            plain.ink(),
            plain.ground(),
            Optional.of("#00c000"),
            3,
            plain.capHeightPx(),
            0,
            0,
            plain.alignment(),
            plain.family(),
            false,
            false,
            false,
            false);
    return new Drawing(drawing.region().withStyle(outlined), drawing.text(), "en");
  }

  private boolean drawsGreen(Mode mode, Color ground) {
    DrawnPicture white = new DrawnPicture(300, 80, ground);
    Drawing drawing = outlined(drawing("r1", new Box(50, 30, 60, 18), "Price", "Preis", "en"));
    try (Picture plate = white.picture();
        Rendering rendering = renderer.draw(plate, List.of(drawing), List.of(), mode)) {
      byte[] bytes = DrawnPicture.bytes(rendering.picture());
      for (int i = 0; i < bytes.length; i += 3) {
        if ((bytes[i + 1] & 0xff) > (bytes[i] & 0xff) + 100) {
          return true;
        }
      }
      return false;
    }
  }

  @Test
  void strokesStayExceptInShops() {
    assertThat(drawsGreen(Mode.GENERAL, Color.WHITE)).isTrue();
    assertThat(drawsGreen(Mode.MANGA, Color.WHITE)).isTrue();
    assertThat(drawsGreen(Mode.E_COMMERCE, Color.WHITE)).isFalse();
  }

  /** Ink that only its stroke set off leaves the stroke's colour to the letters. */
  @Test
  void whatWasReadByItsStrokeIsDrawnInTheStrokesColour() {
    assertThat(drawsGreen(Mode.E_COMMERCE, new Color(0x102030))).isTrue();
  }

  @Test
  void aLightNovelsPanelLetsTheSourceShineThrough() {
    DrawnPicture half = new DrawnPicture(300, 80, new Color(0xff0000));
    Drawing drawing = drawing("r1", new Box(50, 20, 200, 40), "A b c d e f", "no", "en");
    try (Picture plate = half.picture();
        Rendering rendering = renderer.draw(plate, List.of(drawing), List.of(), Mode.LIGHT_NOVEL)) {
      byte[] bytes = DrawnPicture.bytes(rendering.picture());
      int panel = 3 * (50 * 300 + 240);
      assertThat(bytes[panel] & 0xff).isBetween(190, 240); // mostly the panel's white
      assertThat(bytes[panel + 2] & 0xff).isEqualTo(255);
      assertThat(bytes[3 * (75 * 300 + 290)] & 0xff).isZero();
    }
  }
}
