package dev.palimpsest.transforms.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.Style;
import dev.palimpsest.transforms.DrawnPicture;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.render.Rendering.Drawn;
import dev.palimpsest.transforms.render.Rendering.Warning;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RendererTest {
  /** Only what travels in the jar: the same on every machine. */
  private static final Fonts FONTS = Fonts.load(List.of(), false);

  private final Renderer renderer = new Renderer(FONTS, 9);

  private static Style style(double capHeightPx, Style.Alignment alignment, boolean allCaps) {
    return new Style(
        "#102030",
        "#ffffff",
        Optional.empty(),
        0,
        capHeightPx,
        0,
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
}
