import io.github.humbleui.skija.BlendMode;
import io.github.humbleui.skija.Canvas;
import io.github.humbleui.skija.ColorFilter;
import io.github.humbleui.skija.ColorMatrix;
import io.github.humbleui.skija.Data;
import io.github.humbleui.skija.EncodeJPEGOptions;
import io.github.humbleui.skija.EncodeWEBPOptions;
import io.github.humbleui.skija.EncoderJPEG;
import io.github.humbleui.skija.EncoderPNG;
import io.github.humbleui.skija.EncoderWEBP;
import io.github.humbleui.skija.FilterBlurMode;
import io.github.humbleui.skija.Font;
import io.github.humbleui.skija.FontHinting;
import io.github.humbleui.skija.FontMgr;
import io.github.humbleui.skija.Image;
import io.github.humbleui.skija.ImageInfo;
import io.github.humbleui.skija.MaskFilter;
import io.github.humbleui.skija.Paint;
import io.github.humbleui.skija.PaintStrokeCap;
import io.github.humbleui.skija.PaintStrokeJoin;
import io.github.humbleui.skija.Path;
import io.github.humbleui.skija.Shader;
import io.github.humbleui.skija.Surface;
import io.github.humbleui.skija.TextLine;
import io.github.humbleui.skija.Typeface;
import io.github.humbleui.types.RRect;
import io.github.humbleui.types.Rect;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * Draws the sample catalog: pictures with text like those that users localize, and the manifests
 * that list them.
 *
 * <p>The pictures are drawn rather than photographed so that every printed sentence is known (the
 * manifest carries it, and OCR is measured against it), so that they may be given away, and so that
 * anyone can redraw them byte for byte: noise has fixed seeds and nothing asks for the time.
 *
 * <p>Run it on Palimpsest's class path: {@code java -cp palimpsest.jar DrawCatalog.java FOLDER}.
 * DejaVu faces come from that class path, all others from these Debian packages: {@code
 * fonts-bebas-neue fonts-comic-neue fonts-ebgaramond fonts-lato fonts-open-sans fonts-roboto-slab}.
 */
public final class DrawCatalog {
  private static final int WHITE = 0xFFFFFF;
  private static final int INK = 0x23272E;
  private static final char EN_DASH = '\u2013';
  private static final List<String> TARGETS = List.of("en", "de", "es", "fr", "it", "ar");

  private static final List<Supplier<Picture>> SCENES =
      List.of(
          DrawCatalog::coffeeBag,
          DrawCatalog::shampoo,
          DrawCatalog::cerealBox,
          DrawCatalog::summerSale,
          DrawCatalog::eggSticker,
          DrawCatalog::sizeChart,
          DrawCatalog::warningLabel,
          DrawCatalog::parcelApp,
          DrawCatalog::parkingSign,
          DrawCatalog::comicPanel,
          DrawCatalog::menuBoard,
          DrawCatalog::gymPoster,
          DrawCatalog::kettleGuide,
          DrawCatalog::oliveOil,
          DrawCatalog::bakerySign,
          DrawCatalog::headphones,
          DrawCatalog::careLabel,
          DrawCatalog::apricots,
          DrawCatalog::fjordPoster,
          DrawCatalog::candle,
          DrawCatalog::freeDelivery,
          DrawCatalog::openingHours);

  private DrawCatalog() {}

  /** Draws every scene into the folder named by the only argument. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: java -cp palimpsest.jar DrawCatalog.java FOLDER");
      System.exit(2);
    }
    var folder = Files.createDirectories(java.nio.file.Path.of(args[0]));
    Locale.setDefault(Locale.ROOT); // shapes are formatted text: a decimal point, not a comma
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Supplier<Picture> scene : SCENES) {
      Picture picture = scene.get();
      Files.write(folder.resolve(picture.file), picture.encode());
      rows.add(picture.row());
    }
    Files.writeString(folder.resolve("manifest.jsonl"), jsonLines(rows));
    Files.writeString(folder.resolve("manifest.csv"), csv(rows));
  }

  // ---------------------------------------------------------------- scenes: products

  private static Picture coffeeBag() {
    Picture p = new Picture("coffee-bag.jpg", 1000, 1200).exclude("TARNWOOD").mode("e-commerce");
    p.ground(radial(500, 380, 950, 0xF1DFC8, 0xD9B48A, 0x8A5D3B));
    p.bokeh(11, 26, 1000, 620, 0xFFF3D6, 0xFFD9A0, 0xFFFFFF);
    p.box(0, 960, 1000, 240, 0, linear(0, 960, 0, 1200, 0x7A4B2A, 0x4A2A16));
    p.texture(rect(0, 960, 1000, 240), 0.003f, 0.07f, 3, 2f, 0.3f);
    p.oval(180, 1020, 660, 110, blur(0xB0000000, 26));
    String bag =
        "M228 150 L772 150 L782 236 C806 520 804 880 786 1072 Q500 1112 214 1072"
            + " C196 880 194 520 218 236 Z";
    p.shape(
        bag, linear(200, 0, 800, 0, 0x0D1F1B, 0x2B5347, 0x34655A, 0x244A40, 0x1C3B33, 0x0A1815));
    p.texture(path(bag), 0.012f, 0.004f, 5, 2f, 0.13f);
    p.shape(
        "M228 150 L772 150 L779 212 L221 212 Z", linear(0, 150, 0, 212, 0x40FFFFFF, 0x30000000));
    p.shape("M222 214 H778 M223 224 H777", line(0x60000000, 3));
    p.shape("M252 262 Q236 640 262 1050", blur(0x50FFFFFF, 9, 12));
    p.box(282, 330, 436, 650, 8, fill(0xF4EBDA));
    p.texture(rect(282, 330, 436, 650), 0.6f, 0.6f, 9, 1.2f, 0.18f);
    p.box(298, 346, 404, 618, 4, line(0xB08D57, 3));
    p.shape("M500 452 Q452 420 500 372 Q548 420 500 452 M500 452 V384", line(0x2B5347, 5));
    p.text("TARNWOOD", 500, 530, style("EBGaramond12-Bold", 54, 0x1E3A33).center().track(2));
    p.text("Whole bean coffee", 500, 600, style("EBGaramond12-Italic", 46, 0x8A5A2B).center());
    p.shape("M400 640 H600", line(0xB08D57, 3));
    Style notes = style("Lato-Medium", 34, 0x3A332A).center().leading(1.32f);
    p.text("Medium roast\nwith notes of dark\nchocolate and orange", 500, 706, notes);
    p.text("250 g", 500, 912, style("Lato-Bold", 40, 0x1E3A33).center());
    Random random = new Random(4);
    for (int i = 0; i < 11; i++) {
      float x = i < 6 ? 60 + random.nextInt(130) : 830 + random.nextInt(120);
      bean(p, x, 1060 + random.nextInt(100), random.nextInt(180));
    }
    return p.grain(0.10f);
  }

  private static void bean(Picture p, float x, float y, float angle) {
    p.tilt(
        angle,
        x,
        y,
        () -> {
          p.oval(x - 30, y - 16, 64, 46, blur(0x90000000, 6));
          p.oval(x - 32, y - 21, 64, 42, radial(x - 8, y - 9, 40, 0x8A5530, 0x3B2010));
          p.shape("M%f %f q22 -9 30 0 q12 9 28 0".formatted(x - 29, y), line(0x241208, 4));
        });
  }

  private static Picture shampoo() {
    Picture p = new Picture("shampoo-bottle.jpg", 1100, 1100).exclude("LUMEYA").mode("e-commerce");
    p.ground(linear(0, 0, 1100, 1100, 0xE7F2F1, 0xC9E2E4, 0xDCD6EC));
    p.disc(790, 540, 296, fill(0x70FFFFFF));
    p.oval(520, 930, 540, 120, linear(0, 930, 0, 1050, 0xFFFFFF, 0xC5D5DC));
    p.oval(600, 945, 400, 70, blur(0x70405868, 16));
    String body =
        "M640 420 Q640 372 700 352 H880 Q940 372 940 420 V940 Q940 985 895 985 H685"
            + " Q640 985 640 940 Z";
    p.shape(body, linear(640, 0, 940, 0, 0x1F7A80, 0x58B3B4, 0x3A9DA0, 0x2E8E93, 0x16646B));
    p.shape("M668 440 V930", blur(0x90FFFFFF, 7, 12));
    p.box(728, 300, 124, 56, 6, linear(728, 0, 852, 0, 0xB9C4C8, 0xFFFFFF, 0xD5DDE0, 0x98A6AB));
    p.box(770, 232, 40, 70, 4, linear(770, 0, 810, 0, 0xB9C4C8, 0xFFFFFF, 0x98A6AB));
    p.shape(
        "M700 196 H850 Q866 196 866 212 V240 H716 Q690 240 676 262 L660 252 Q672 206 700 196 Z",
        linear(0, 196, 0, 250, 0xFFFFFF, 0xB4C1C6));
    p.text("LUMEYA", 790, 510, style("Lato-Regular", 46, WHITE).center().track(5));
    p.shape("M740 545 H840", line(0xC0FFFFFF, 2));
    p.text("Repair\nshampoo", 790, 626, style("Lato-Bold", 48, WHITE).center().leading(1.15f));
    p.text("400 ml", 790, 920, style("Lato-Medium", 34, WHITE).center());
    p.text("Softer hair\nin one week", 80, 300, style("Lato-Heavy", 76, 0x124B55).leading(1.14f));
    String[] claims = {"Sulfate free", "Vegan formula", "Refillable bottle"};
    for (int i = 0; i < claims.length; i++) {
      float y = 510 + i * 104;
      p.disc(106, y - 14, 28, fill(0x2E8E93));
      p.shape("M93 %f l10 11 l18 -21".formatted(y - 14), line(WHITE, 6));
      p.text(claims[i], 156, y, style("Lato-Semibold", 40, 0x1F3F47));
    }
    return p.grain(0.05f);
  }

  private static Picture cerealBox() {
    Picture p = new Picture("cereal-box.jpg", 1000, 1200).exclude("SUNNY ACRE").mode("e-commerce");
    p.ground(linear(0, 0, 0, 1200, 0xDCE9F2, 0xF7FAFC, 0xD4DCE2));
    p.bokeh(21, 14, 1000, 700, WHITE, 0xFFE7B0, 0xBFD9EC);
    p.box(0, 1010, 1000, 190, 0, linear(0, 1010, 0, 1200, 0xEDE6DB, 0xCFC4B4));
    p.shape("M190 1110 L790 1120 L930 1080 L880 1140 L200 1150 Z", blur(0xA0000000, 18));
    p.shape("M790 118 L884 160 L884 1076 L790 1120 Z", linear(790, 0, 884, 0, 0xB84A12, 0x8A330A));
    p.shape(
        "M170 118 H790 V1120 H170 Z", linear(170, 118, 790, 1120, 0xFFC531, 0xFB9A24, 0xEC6A1B));
    p.within(
        rect(170, 118, 620, 1002),
        () -> {
          for (int i = 0; i < 18; i++) {
            String ray = "M480 780 L430 -200 L530 -200 Z";
            p.tilt(i * 20, 480, 780, () -> p.shape(ray, fill(0x1CFFFFFF)));
          }
        });
    p.text("SUNNY ACRE", 480, 198, style("Lato-Black", 40, 0x7A2E08).center().track(3));
    Style title = style("RobotoSlab-Bold", 112, WHITE).center().leading(1.02f);
    p.text("GOLDEN\nCRUNCH", 480, 336, title.outline(18, 0x7A2E08));
    Style line = style("Lato-Bold", 44, 0x5A2206).center().leading(1.2f);
    p.text("Toasted oat flakes\nwith honey", 480, 538, line);
    p.shape("M210 800 H750 Q735 1010 590 1030 H370 Q225 1010 210 800 Z", blur(0x60000000, 14));
    p.shape(
        "M206 790 H754 Q735 1005 590 1025 H370 Q225 1005 206 790 Z",
        linear(206, 0, 754, 0, 0xC7D7E6, WHITE, 0xEAF1F7, 0xA9BFD3));
    p.oval(206, 740, 548, 104, linear(0, 740, 0, 844, 0xF8FBFD, 0xDDE7EF));
    Random random = new Random(8);
    for (int i = 0; i < 90; i++) {
      double angle = random.nextDouble() * 2 * Math.PI;
      double far = Math.sqrt(random.nextDouble());
      float x = (float) (480 + 235 * far * Math.cos(angle));
      float y = (float) (776 + 34 * far * Math.sin(angle) - 26 * (1 - far));
      int tint = random.nextBoolean() ? 0xE9A23B : 0xD08324;
      float turn = random.nextInt(60) - 30;
      p.tilt(turn, x, y, () -> p.oval(x - 24, y - 12, 48, 24, radial(x, y, 30, 0xF7CE7A, tint)));
    }
    p.shape(star(692, 704, 84, 68, 16), blur(0x60000000, 8));
    p.shape(star(688, 698, 84, 68, 16), fill(0xC8102E));
    p.tilt(-10, 688, 698, () -> p.text("NEW!", 688, 714, style("Lato-Black", 46, WHITE).center()));
    p.text("375 g", 210, 1092, style("Lato-Black", 40, 0x5A2206));
    p.text("High in fibre", 752, 1092, style("Lato-Bold", 36, 0x5A2206).right());
    return p.grain(0.06f);
  }

  private static Picture oliveOil() {
    Picture p = new Picture("aceite-de-oliva.jpg", 900, 1300).source("es").exclude("Casa Arbela");
    p.ground(radial(420, 420, 1050, 0xFBF3DF, 0xE9D7B0, 0xB7965F));
    p.texture(rect(0, 0, 900, 1120), 0.006f, 0.008f, 31, 2f, 0.12f);
    p.box(0, 1120, 900, 180, 0, linear(0, 1120, 0, 1300, 0xC9A877, 0x9A774B));
    p.oval(200, 1130, 560, 100, blur(0xA02B1D0B, 22));
    String glass =
        "M398 60 H502 V330 C502 400 676 420 676 540 V1140 Q676 1184 630 1184 H270"
            + " Q224 1184 224 1140 V540 C224 420 398 400 398 330 Z";
    p.shape(
        glass, linear(224, 0, 676, 0, 0x10180A, 0x3F4F1B, 0x55681F, 0x37451A, 0x222D10, 0x0C1207));
    p.shape("M252 560 V1130", blur(0x80FFFFFF, 8, 12));
    p.shape("M416 140 V330", blur(0x60FFFFFF, 5, 8));
    p.box(388, 46, 124, 150, 8, linear(388, 0, 512, 0, 0x6E5320, 0xE3C878, 0xB48E3C, 0x5E4518));
    p.box(224, 574, 452, 520, 0, linear(224, 0, 676, 0, 0xCFC5AC, 0xFFFAEC, 0xF8F0DC, 0xBFB495));
    p.box(224, 590, 452, 5, 0, fill(0xA98A3A));
    p.box(224, 1073, 452, 5, 0, fill(0xA98A3A));
    p.text("Casa Arbela", 450, 668, style("EBGaramond12-Italic", 60, 0x46541B).center());
    Style title = style("EBGaramond12-Bold", 46, 0x2B2A1C).center().leading(1.16f);
    p.text("ACEITE DE OLIVA\nVIRGEN EXTRA", 450, 756, title);
    p.shape("M380 842 H520", line(0xA98A3A, 3));
    p.text(
        "Extra\u00EDdo en fr\u00EDo",
        450,
        906,
        style("EBGaramond12-Italic", 42, 0x5E5633).center());
    p.text("500 ml", 450, 1030, style("Lato-Bold", 36, 0x2B2A1C).center());
    for (int[] at : new int[][] {{120, 1180}, {196, 1216}, {770, 1190}, {92, 1236}}) {
      p.oval(at[0] - 40, at[1] + 8, 96, 40, blur(0x80000000, 8));
      p.oval(
          at[0] - 46, at[1] - 34, 92, 68, radial(at[0] - 14, at[1] - 14, 62, 0xB9C25A, 0x545F16));
    }
    p.shape(
        "M146 1160 Q210 1080 206 1010 Q130 1060 146 1160 Z",
        linear(146, 0, 206, 0, 0x6F7F35, 0x9AA65C));
    return p.grain(0.09f);
  }

  private static Picture candle() {
    Picture p = new Picture("candle.jpg", 1000, 1000).exclude("Velloam");
    p.ground(radial(500, 330, 820, 0x7A4A2C, 0x3A2018, 0x140B0B));
    p.bokeh(5, 34, 1000, 640, 0xFFB45E, 0xFFD79A, 0xE8743B);
    p.box(0, 800, 1000, 200, 0, linear(0, 800, 0, 1000, 0x3B2114, 0x140A06));
    p.texture(rect(0, 800, 1000, 200), 0.003f, 0.06f, 12, 2f, 0.4f);
    p.oval(240, 850, 520, 70, blur(0xE0000000, 18));
    p.disc(500, 190, 260, radial(500, 190, 260, 0x90FFC46B, 0x02FFC46B));
    p.box(
        270,
        290,
        460,
        600,
        26,
        linear(270, 0, 730, 0, 0x5A3A22, 0xD8AE78, 0xF3D6A6, 0xC99B66, 0x4A2C18));
    p.oval(270, 262, 460, 70, linear(0, 262, 0, 332, 0xFBE9C6, 0xE8C88F));
    p.oval(270, 262, 460, 70, line(0x90FFFFFF, 3));
    p.shape("M500 300 V262", line(0x2A1A10, 6));
    p.shape("M500 110 Q546 190 524 240 Q500 276 476 240 Q454 190 500 110 Z", blur(0xFFB84A, 9));
    p.shape("M500 150 Q528 205 514 240 Q500 262 486 240 Q472 205 500 150 Z", fill(0xFFF8DF));
    p.box(312, 400, 376, 390, 4, fill(0x1F2420));
    p.box(326, 414, 348, 362, 2, line(0xC9A86A, 2));
    p.text("Velloam", 500, 476, style("EBGaramond12-Italic", 54, 0xE9CF9A).center());
    p.text("Cedar and wild fig", 500, 550, style("EBGaramond12-Regular", 42, 0xF6EBD6).center());
    p.shape("M450 582 H550", line(0xC9A86A, 2));
    Style small = style("Lato-Regular", 32, 0xF6EBD6).center().leading(1.28f);
    p.text("Soy wax candle,\npoured by hand", 500, 632, small);
    p.text("220 g", 500, 744, style("Lato-Bold", 30, 0xE9CF9A).center());
    p.shape("M296 350 V860", blur(0x70FFFFFF, 6, 8));
    return p.grain(0.14f);
  }

  private static Picture headphones() {
    Picture p = new Picture("headphones.jpg", 1400, 800).exclude("ORVENNA").source("en");
    p.ground(radial(430, 400, 1000, 0x3A4658, 0x1A2029, 0x0B0E13));
    p.disc(430, 400, 330, blur(0x402F7BFF, 60));
    p.shape("M210 470 A 220 230 0 0 1 650 470", line(0x10141B, 58));
    p.shape("M210 470 A 220 230 0 0 1 650 470", line(0x2A323E, 44));
    p.shape("M212 458 A 219 229 0 0 1 648 458", blur(0x80B8C8E0, 4, 5));
    for (int side = -1; side <= 1; side += 2) {
      float x = 430 + side * 214;
      p.oval(x - 84, 640, 168, 40, blur(0xC0000000, 14));
      p.box(x - 62 - side * 30, 422, 124, 230, 58, fill(0x090B0F));
      p.box(x - 58, 402, 116, 262, 56, linear(x - 58, 0, x + 58, 0, 0x171C24, 0x4A5568, 0x20262F));
      p.box(x - 38, 432, 76, 202, 38, linear(0, 432, 0, 634, 0x5A667A, 0x1D232C));
      p.disc(x, 533, 9, fill(0x4DA3FF));
    }
    p.text("ORVENNA", 1310, 130, style("Lato-Regular", 38, 0x9FB4CC).right().track(8));
    p.text("Hear every detail", 1310, 280, style("Lato-Bold", 72, WHITE).right());
    Style body = style("Lato-Regular", 38, 0xC6D2E0).right().leading(1.34f);
    p.text("Wireless headphones with\nactive noise cancelling", 1310, 364, body);
    p.text("Up to 40 hours of battery life", 1310, 512, style("Lato-Italic", 38, 0x7FC0FF).right());
    p.text("$129.00", 1310, 672, style("Lato-Black", 72, WHITE).right());
    return p.grain(0.08f);
  }

  // ---------------------------------------------------------------- scenes: labels and tables

  private static Picture eggSticker() {
    Picture p = new Picture("egg-sticker.png", 900, 900);
    p.shape(star(454, 462, 404, 380, 44), blur(0x70000000, 14));
    p.shape(star(450, 450, 404, 380, 44), radial(380, 340, 560, 0x3E7C4A, 0x1E4D2B));
    p.disc(450, 450, 344, line(0xF6E9C9, 5));
    p.disc(450, 450, 328, fill(0xFBF4E1));
    p.disc(450, 450, 314, line(0x1E4D2B, 3));
    for (int i = -1; i <= 1; i++) {
      float x = 450 + i * 92;
      String egg = "M%f 192 c26 0 44 46 44 82 a44 46 0 0 1 -88 0 c0 -36 18 -82 44 -82 Z";
      int shell = i == 0 ? 0xC98B52 : 0xE0B483;
      p.oval(x - 36, 306, 84, 22, blur(0x60503010, 6));
      p.shape(egg.formatted(x), radial(x - 14, 246, 96, 0xFFF1DC, shell));
    }
    p.text("FARM FRESH", 450, 450, style("RobotoSlab-Bold", 76, 0x1E4D2B).center());
    p.text("Free-range eggs", 450, 530, style("EBGaramond12-Italic", 62, 0x8A4B16).center());
    p.shape("M340 568 H560", line(0x1E4D2B, 4));
    p.text("Laid by happy hens", 450, 634, style("Lato-Semibold", 36, 0x3A4A3C).center());
    p.text("12", 450, 722, style("RobotoSlab-Bold", 60, 0x1E4D2B).center());
    return p;
  }

  private static Picture sizeChart() {
    Picture p = new Picture("size-chart.png", 1200, 870);
    p.ground(fill(0xFFFFFF));
    p.text("Women's size chart", 70, 116, style("Lato-Bold", 60, INK));
    p.text("All measurements in centimetres", 70, 176, style("Lato-Regular", 34, 0x6B7480));
    p.box(70, 226, 1060, 84, 10, fill(0x32475B));
    String[] heads = {"Size", "Bust", "Waist", "Hips"};
    String[][] cells = {
      {"XS", "78-82", "60-64", "86-90"},
      {"S", "83-87", "65-69", "91-95"},
      {"M", "88-92", "70-74", "96-100"},
      {"L", "93-98", "75-80", "101-106"},
      {"XL", "99-104", "81-86", "107-112"}
    };
    for (int col = 0; col < 4; col++) {
      p.text(heads[col], 200 + col * 265, 280, style("Lato-Bold", 36, WHITE).center());
    }
    for (int row = 0; row < cells.length; row++) {
      float y = 310 + row * 80;
      p.box(70, y, 1060, 80, 0, fill(row % 2 == 0 ? 0xFFFFFF : 0xF1F4F7));
      p.shape("M70 %f H1130".formatted(y + 80), line(0xD8DEE4, 2));
      for (int col = 0; col < 4; col++) {
        Style cell = style(col == 0 ? "Lato-Bold" : "Lato-Regular", 36, INK).center();
        p.text(range(cells[row][col]), 200 + col * 265, y + 53, cell);
      }
    }
    String note = "Between two sizes? Choose the larger one for a relaxed fit.";
    p.text(note, 70, 800, style("Lato-Italic", 34, 0x4A5561));
    return p;
  }

  private static String range(String hyphenated) {
    return hyphenated.replace('-', EN_DASH);
  }

  private static Picture warningLabel() {
    Picture p = new Picture("warning-label.jpg", 1100, 850).exclude("HT-2200");
    p.ground(linear(0, 0, 1100, 850, 0xC4CACF, 0x8E979E, 0xB6BDC3, 0x7C858C));
    p.texture(rect(0, 0, 1100, 850), 0.003f, 0.4f, 17, 2.2f, 0.35f);
    p.box(96, 96, 916, 676, 22, blur(0x90000000, 10));
    p.box(90, 86, 920, 678, 22, fill(0xFFD400));
    p.box(90, 86, 920, 678, 22, line(0x111111, 10));
    p.shape("M90 250 V108 Q90 86 112 86 H988 Q1010 86 1010 108 V250 Z", fill(0x111111));
    p.shape("M222 118 L292 232 H152 Z", line(0xFFD400, 14));
    p.shape("M222 118 L292 232 H152 Z", fill(0xFFD400));
    p.shape("M222 152 V192 M222 213 V214", line(0x111111, 13));
    p.text("WARNING", 340, 206, style("OpenSans-ExtraBold", 96, 0xFFD400).track(4));
    p.shape("M180 470 H330 M195 500 H315", line(0x111111, 12));
    for (int i = 0; i < 3; i++) {
      p.shape("M%d 440 q-20 -26 0 -52 q20 -26 0 -52".formatted(210 + i * 45), line(0x111111, 11));
    }
    p.text("Hot surface!", 400, 380, style("OpenSans-ExtraBold", 66, 0x111111));
    p.text("Do not touch the cover.", 400, 456, style("OpenSans-Bold", 44, 0x111111));
    Style body = style("OpenSans-Semibold", 38, 0x111111).leading(1.3f);
    p.text(
        "Switch off the machine\nand let it cool down for\n30 minutes before cleaning.",
        400,
        552,
        body);
    p.text("HT-2200", 150, 716, style("DejaVuSansMono-Bold", 32, 0x111111));
    for (int x : new int[] {45, 1055}) {
      for (int y : new int[] {45, 805}) {
        p.disc(x, y, 19, radial(x - 5, y - 6, 24, 0xF4F6F7, 0x6D757B));
        p.tilt(x + y, x, y, () -> p.shape("M%d %d h26".formatted(x - 13, y), line(0x454C52, 5)));
      }
    }
    return p.grain(0.06f);
  }

  private static Picture careLabel() {
    Picture p = new Picture("care-label.jpg", 1000, 1000);
    p.ground(linear(0, 0, 1000, 1000, 0x3E5877, 0x2C4260));
    for (int i = -1000; i < 1000; i += 7) {
      p.shape("M%d 0 l1000 1000".formatted(i), line(0x22C8D8EC, 2));
    }
    p.texture(rect(0, 0, 1000, 1000), 0.4f, 0.06f, 3, 1.8f, 0.22f);
    p.texture(rect(0, 0, 1000, 1000), 0.06f, 0.4f, 4, 1.8f, 0.22f);
    p.box(148, 92, 720, 830, 6, blur(0xB0000000, 12));
    p.box(140, 80, 720, 830, 6, linear(140, 80, 860, 910, 0xFDFCF8, 0xEFECE3));
    p.texture(rect(140, 80, 720, 830), 0.02f, 0.5f, 7, 2f, 0.16f);
    for (int x = 152; x < 850; x += 22) {
      p.shape("M%d 98 h12 M%d 892 h12".formatted(x, x), line(0xB9B3A4, 4));
    }
    p.text("100% organic cotton", 500, 196, style("OpenSans-CondBold", 60, INK).center());
    p.shape("M220 240 H780", line(0xB9B3A4, 3));
    String[] icons = {
      "M0 8 L10 62 H70 L80 8 M3 18 q14 12 27 0 q12 12 24 0 q12 12 23 0",
      "M40 2 L78 66 H2 Z M10 0 L72 70 M72 0 L10 70",
      "M6 2 H74 V70 H6 Z M40 14 a22 22 0 1 0 0.1 0 M40 36 h0.1",
      "M2 62 H78 Q78 28 50 28 H24 Q6 36 2 62 M24 28 V14 H66 L70 34 M40 46 h0.1"
    };
    String[] lines = {"Machine wash cold", "Do not bleach", "Tumble dry low", "Iron on low heat"};
    for (int i = 0; i < lines.length; i++) {
      float y = 290 + i * 118;
      p.canvas.save();
      p.canvas.translate(210, y);
      p.shape(icons[i], line(INK, 6));
      p.canvas.restore();
      p.text(lines[i], 340, y + 52, style("OpenSans-Regular", 46, INK));
    }
    p.text("Made in Portugal", 500, 840, style("OpenSans-CondBold", 46, 0x5A6069).center());
    return p.grain(0.08f);
  }

  private static Picture apricots() {
    Picture p = new Picture("market-card.jpg", 900, 1200).rotated();
    p.ground(linear(0, 0, 0, 1200, 0x3C4A2E, 0x6A5533));
    p.bokeh(41, 40, 900, 420, 0x9CC46A, 0xF0D890, 0x5E8A4A);
    Random random = new Random(6);
    for (int row = 0; row < 8; row++) {
      for (int i = 0; i < 8; i++) {
        float x = i * 132 - (row % 2) * 66 + random.nextInt(24);
        float y = 470 + row * 92 + random.nextInt(20);
        p.disc(x + 6, y + 12, 82, blur(0x70301000, 8));
        p.disc(x, y, 80, radial(x - 22, y - 26, 118, 0xFFD98A, 0xF6A03C, 0xB9541A));
        p.disc(x + 18, y + 20, 40, blur(0x50D8402A, 16));
        p.oval(x - 44, y - 52, 36, 20, blur(0x90FFFFFF, 8));
      }
    }
    p.box(0, 1090, 900, 110, 0, linear(0, 1090, 0, 1200, 0xB98A55, 0x7A5228));
    p.texture(rect(0, 1090, 900, 110), 0.003f, 0.08f, 8, 1.8f, 0.25f);
    p.box(436, 700, 28, 320, 0, linear(436, 0, 464, 0, 0xB8935F, 0xE0BE88, 0x8A6238));
    p.box(126, 186, 660, 556, 16, blur(0xA0000000, 14));
    p.box(118, 174, 664, 556, 16, fill(0x2B2E2C));
    p.texture(rect(118, 174, 664, 556), 0.02f, 0.03f, 13, 1.8f, 0.1f);
    p.box(136, 192, 628, 520, 8, line(0xD9C79A, 4));
    p.text("Ripe apricots", 450, 304, style("EBGaramond12-Bold", 88, 0xFFF3D2).center());
    p.text("Sweet and juicy", 450, 392, style("EBGaramond12-Italic", 58, 0xF6B45A).center());
    p.text("3.49", 450, 568, style("Lato-Black", 130, WHITE).center());
    p.text("per kilo", 450, 652, style("Lato-Medium", 46, 0xFFF3D2).center());
    return p.grain(0.14f);
  }

  // ---------------------------------------------------------------- scenes: banners and posters

  private static Picture summerSale() {
    Picture p = new Picture("summer-sale.jpg", 1400, 700).exclude("merrowbay.example");
    p.ground(linear(0, 0, 1400, 700, 0xFF8A5B, 0xFF4F79, 0xA43CC4));
    p.disc(1120, 300, 250, radial(1120, 300, 250, 0xFFF2A8, 0xFFC64A));
    p.disc(1120, 300, 330, line(0x30FFFFFF, 30));
    p.disc(1120, 300, 410, line(0x20FFFFFF, 24));
    p.shape("M0 610 Q180 560 360 610 T720 610 T1080 610 T1440 610 V700 H0 Z", fill(0x501B2A7A));
    p.shape("M0 648 Q200 606 400 648 T800 648 T1200 648 T1600 648 V700 H0 Z", fill(0x90152060));
    p.tilt(
        14,
        1120,
        560,
        () -> {
          p.shape("M1120 330 V640", line(0xFFF6E6, 14));
          p.shape("M920 360 Q1120 110 1320 360 Z", fill(0xFFFFFF));
          p.shape("M985 360 Q1010 200 1120 235 Q1040 260 1050 360 Z", fill(0x1FA2A6));
          p.shape("M1190 360 Q1200 260 1120 235 Q1230 200 1255 360 Z", fill(0x1FA2A6));
        });
    Style title = style("Lato-Black", 108, WHITE).shadow(0x80401030);
    p.text("SUMMER SALE", 80, 210, title);
    p.text("Up to 50% off swimwear and sandals", 84, 300, style("Lato-Semibold", 44, 0xFFF3E2));
    p.box(84, 372, 330, 98, 49, fill(0xFFFFFF));
    p.text("Shop now", 249, 436, style("Lato-Heavy", 44, 0xC2285A).center());
    p.text("www.merrowbay.example", 84, 568, style("Lato-Bold", 34, WHITE));
    return p;
  }

  private static Picture gymPoster() {
    Picture p = new Picture("gym-poster.jpg", 1000, 1300);
    p.ground(radial(560, 560, 900, 0x5B1D1D, 0x22181A, 0x0C0C0F));
    p.texture(rect(0, 0, 1000, 1300), 0.006f, 0.009f, 51, 2.2f, 0.22f);
    p.tilt(-9, 500, 430, () -> p.box(-100, 292, 1200, 330, 0, fill(0xE0202A)));
    p.tilt(-9, 500, 430, () -> p.box(-100, 640, 1200, 14, 0, fill(WHITE)));
    Style slanted = style("BebasNeue-Bold", 226, WHITE).center().shadow(0x90000000);
    p.tilt(-9, 500, 430, () -> p.text("GET STRONG", 500, 534, slanted));
    p.shape("M350 850 H650", line(0x9AA3AD, 26));
    p.shape("M350 843 H650", blur(0x90FFFFFF, 2, 5));
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; i < 3; i++) {
        float x = 500 + side * (160 + i * 50);
        float half = 104 - i * 24;
        p.box(
            x - 22, 850 - half, 44, 2 * half, 12, linear(x - 22, 0, x + 22, 0, 0x4A5058, 0x17191D));
      }
    }
    Style body = style("OpenSans-CondBold", 56, WHITE).leading(1.2f);
    p.text("Join today and train\nfree until June", 90, 1062, body);
    p.text("Open 24 hours", 90, 1212, style("OpenSans-CondLight", 50, 0xFFB4B4));
    p.text("\u20AC19.90", 910, 1090, style("BebasNeue-Bold", 120, 0xFF4A50).right());
    p.text("a month", 910, 1150, style("OpenSans-CondBold", 46, WHITE).right());
    return p.grain(0.12f);
  }

  private static Picture fjordPoster() {
    Picture p = new Picture("fjord-cruise.jpg", 1000, 1300);
    p.ground(linear(0, 0, 0, 900, 0x24436B, 0x6C7FA8, 0xF0A98A, 0xFFD9A6));
    p.disc(690, 590, 78, radial(690, 590, 78, 0xFFF8E0, 0xFFE3A8));
    p.disc(690, 590, 240, radial(690, 590, 240, 0x70FFEBC0, 0x02FFEBC0));
    p.shape(
        "M0 640 L150 520 L260 600 L400 470 L560 640 L700 560 L860 640 L1000 540 V860 H0 Z",
        linear(0, 470, 0, 860, 0x7C86A8, 0xB99BA0));
    p.shape("M0 700 L120 600 L300 760 L420 860 H0 Z", linear(0, 600, 0, 860, 0x3E5174, 0x55648A));
    p.shape(
        "M1000 640 L850 560 L720 700 L600 860 H1000 Z", linear(0, 560, 0, 860, 0x354868, 0x4C5C82));
    p.shape("M0 780 L90 690 L220 860 H0 Z", fill(0x22314F));
    p.shape("M1000 760 L900 680 L800 860 H1000 Z", fill(0x1E2C48));
    p.box(0, 860, 1000, 440, 0, linear(0, 860, 0, 1300, 0xD08F86, 0x4A5B86, 0x1A2A4A));
    p.texture(rect(0, 860, 1000, 440), 0.006f, 0.1f, 61, 2f, 0.22f);
    p.shape("M400 856 H600 L580 896 H424 Z", fill(0xF7F4EE));
    p.shape("M440 856 V830 H560 V856 Z M480 830 V806 H520 V830 Z", fill(0xFFFFFF));
    p.shape("M404 870 H594", line(0xB3282D, 7));
    Style title = style("EBGaramond12-Bold", 118, WHITE).center().leading(1.05f);
    p.text("Discover\nthe fjords", 500, 200, title.shadow(0xA0101C38));
    Style body = style("EBGaramond12-Italic", 54, WHITE).center().shadow(0xA0101C38);
    p.text("Seven nights with full board", 500, 1004, body);
    p.text("$899", 500, 1122, style("Lato-Black", 88, 0xFFE3A8).center().shadow(0xA0101C38));
    Style offer = style("Lato-Bold", 38, WHITE).center().shadow(0xA0101C38);
    p.text("Book by 31 March and save 20%", 500, 1220, offer);
    return p.grain(0.09f);
  }

  private static Picture freeDelivery() {
    Picture p = new Picture("free-delivery.gif", 1000, 520).exclude("SHIP35");
    p.ground(fill(0x1B3A57));
    p.box(0, 430, 1000, 90, 0, fill(0x132B41));
    p.shape("M0 475 H1000", new Paint().setColor(0xFFE8C547).setStroke(true).setStrokeWidth(5));
    p.box(612, 190, 250, 210, 12, fill(0xF4F1E8));
    p.shape("M862 250 H920 Q940 250 950 276 L972 330 V400 H862 Z", fill(0xE4572E));
    p.shape("M880 268 H916 Q924 268 930 284 L944 322 H880 Z", fill(0xBFE3F2));
    p.box(612, 330, 250, 22, 0, fill(0xE8C547));
    for (int x : new int[] {690, 900}) {
      p.disc(x, 404, 42, fill(0x10151B));
      p.disc(x, 404, 18, fill(0xC9CED3));
    }
    p.shape("M560 240 H600 M530 290 H600 M556 340 H600", line(0xE8C547, 7));
    p.text("FREE\nDELIVERY", 64, 134, style("OpenSans-ExtraBold", 82, 0xFFFFFF).leading(1.06f));
    p.text("on all orders over", 68, 310, style("OpenSans-Regular", 38, 0xFFFFFF));
    p.text("$35", 404, 312, style("OpenSans-ExtraBold", 46, 0xE8C547));
    p.text("SHIP35", 68, 396, style("DejaVuSansMono-Bold", 46, 0xE8C547));
    return p;
  }

  // ---------------------------------------------------------------- scenes: signs and boards

  private static Picture parkingSign() {
    Picture p = new Picture("parking-sign.bmp", 720, 480);
    p.ground(linear(0, 0, 0, 480, 0xBFD9EA, 0xE6F0F5));
    p.shape("M0 400 Q120 330 260 380 T520 360 T720 390 V480 H0 Z", fill(0x7FA37A));
    p.box(180, 380, 22, 100, 0, fill(0x80868B));
    p.box(518, 380, 22, 100, 0, fill(0x80868B));
    p.box(54, 38, 612, 356, 26, fill(0xFFFFFF));
    p.box(62, 46, 596, 340, 20, fill(0x0B4EA2));
    p.box(92, 84, 118, 150, 14, fill(0xFFFFFF));
    p.text("P", 151, 204, style("DejaVuSans-Bold", 128, 0x0B4EA2).center());
    p.text("Visitors only", 244, 142, style("DejaVuSans-Bold", 46, 0xFFFFFF));
    p.text("Maximum stay 2 hours", 244, 212, style("DejaVuSansCondensed", 36, 0xFFFFFF));
    p.box(92, 264, 536, 92, 10, fill(0xF2C230));
    p.text(
        "Please pay at the machine", 360, 322, style("DejaVuSansCondensed-Bold", 34, INK).center());
    return p;
  }

  private static Picture menuBoard() {
    Picture p = new Picture("menu-board.jpg", 1200, 1100);
    p.ground(linear(0, 0, 1200, 0, 0x8A5A32, 0xA87444, 0x7A4C28));
    p.texture(rect(0, 0, 1200, 1100), 0.003f, 0.06f, 71, 1.8f, 0.28f);
    p.box(54, 54, 1092, 992, 4, blur(0xE0000000, 8));
    p.box(60, 60, 1080, 980, 2, radial(600, 480, 900, 0x38403D, 0x222826));
    p.texture(rect(60, 60, 1080, 980), 0.005f, 0.009f, 72, 2f, 0.14f);
    p.texture(rect(60, 60, 1080, 980), 0.7f, 0.7f, 73, 2f, 0.2f);
    p.text("Today's menu", 600, 204, style("EBGaramond12-Italic", 116, 0xF7F4EA).center());
    p.shape("M380 284 Q490 262 600 284 T820 284", line(0xE9C46A, 5));
    menuColumn(
        p, 120, "STARTERS", "Tomato soup", "4.50", "Garlic bread", "3.80", "Green salad", "5.20");
    menuColumn(
        p, 640, "MAINS", "Grilled trout", "14.00", "Lamb stew", "13.50", "Veggie burger", "11.00");
    p.shape("M600 340 V810", line(0x60F7F4EA, 3));
    Style note = style("EBGaramond12-Italic", 50, 0xF7F4EA).center();
    p.text("All soups are served with fresh bread.", 600, 936, note);
    return p.grain(0.08f);
  }

  private static void menuColumn(Picture p, float x, String head, String... items) {
    p.text(head, x, 386, style("RobotoSlab-Bold", 50, 0xE9C46A).track(3));
    for (int i = 0; i < items.length; i += 2) {
      float y = 510 + i * 62;
      p.text(items[i], x, y, style("ComicNeue-Bold", 46, 0xF7F4EA));
      p.text(items[i + 1], x + 440, y, style("ComicNeue-Bold", 46, 0xF4A261).right());
    }
  }

  private static Picture bakerySign() {
    Picture p = new Picture("baeckerei.jpg", 1200, 900).source("de");
    p.ground(linear(0, 0, 0, 900, 0x4E321E, 0x3A2415));
    p.texture(rect(0, 0, 1200, 900), 0.002f, 0.05f, 81, 2.2f, 0.4f);
    for (int y = 60; y < 900; y += 300) {
      p.shape("M0 %d H1200".formatted(y), line(0xB0100804, 6));
      p.shape("M0 %d H1200".formatted(y + 5), line(0x28FFE0B0, 3));
    }
    p.text("Ofenfrisches Brot", 600, 200, style("RobotoSlab-Bold", 104, 0xFFF2DA).center());
    Style line = style("EBGaramond12-Italic", 66, 0xF3C987).center();
    p.text("Jeden Morgen ab 6 Uhr", 600, 306, line);
    p.oval(330, 610, 560, 60, blur(0xC0000000, 16));
    p.shape(
        "M340 560 Q340 420 600 420 Q860 420 860 560 Q860 640 600 640 Q340 640 340 560 Z",
        radial(560, 470, 330, 0xF0C07A, 0xC47F37, 0x7A4315));
    for (int i = 0; i < 4; i++) {
      p.shape("M%d 590 q-14 -70 46 -128".formatted(440 + i * 94), line(0xFBE3B4, 15));
      p.shape("M%d 592 q-14 -70 46 -128".formatted(450 + i * 94), line(0x80693A12, 5));
    }
    p.text("Mit Natursauerteig gebacken", 600, 742, style("Lato-Bold", 48, 0xFFF2DA).center());
    p.text("Sonntags geschlossen", 600, 830, style("Lato-Regular", 42, 0xF3C987).center());
    return p.grain(0.08f);
  }

  private static Picture openingHours() {
    Picture p = new Picture("opening-hours.jpg", 900, 1200);
    p.ground(linear(0, 0, 900, 1200, 0x17323A, 0x0E2027, 0x1D2B33));
    p.bokeh(91, 46, 900, 1200, 0xFFC878, 0xFFE9C4, 0x7FB7C4);
    p.ground(fill(0x800C1A20));
    p.shape("M-100 900 L500 -100 H680 L-100 1200 Z", blur(0x18FFFFFF, 20));
    p.shape("M760 -50 H800 L60 1250 H20 Z", blur(0x14FFFFFF, 10));
    p.box(60, 60, 780, 1080, 10, line(0xB0F5EBD8, 4));
    p.text("Opening hours", 450, 240, style("DejaVuSerif-Bold", 78, 0xF9F2E3).center());
    p.shape("M330 300 H570", line(0xE2B866, 4));
    String[] days = {"Monday to Friday", "9-18", "Saturday", "10-16", "Sunday", "11-15"};
    for (int i = 0; i < days.length; i += 2) {
      p.text(days[i], 130, 430 + i * 58, style("DejaVuSerif", 44, 0xF9F2E3));
      p.text(
          range(days[i + 1]), 770, 430 + i * 58, style("DejaVuSerif-Bold", 44, 0xE2B866).right());
    }
    Style note = style("DejaVuSerif-Italic", 40, 0xF9F2E3).center().leading(1.35f);
    p.text("We are closed\non public holidays.", 450, 860, note);
    p.text("hello@fennel-and-fig.example", 450, 1050, style("DejaVuSans", 32, 0xE2B866).center());
    return p.grain(0.07f);
  }

  // ---------------------------------------------------------------- scenes: screen, guide, comic

  private static Picture parcelApp() {
    Picture p = new Picture("parcel-app.webp", 800, 1200).source("en");
    p.ground(fill(0xEEF1F5));
    p.box(0, 0, 800, 460, 0, fill(0xDCE8DD));
    p.shape("M-20 120 L340 230 L820 90 M200 -20 L300 480 M560 -20 L500 480", line(0xFFFFFF, 34));
    p.shape("M-20 380 Q300 300 820 400", line(0xA9CBE8, 54));
    p.shape("M264 300 L245 201 L340 230 L537 173 L546 92", line(0x3B6EF5, 12));
    p.disc(264, 300, 20, fill(0x3B6EF5));
    p.shape("M545 92 q-40 -50 0 -70 q40 20 0 70 Z", fill(0xE5484D));
    p.box(40, 412, 720, 742, 40, blur(0x50203050, 22));
    p.box(40, 400, 720, 742, 40, fill(0xFFFFFF));
    p.text("Your parcel\narrives today", 96, 482, style("Lato-Heavy", 60, INK).leading(1.16f));
    p.text("The driver is three stops away.", 96, 632, style("Lato-Regular", 38, 0x5B6573));
    p.box(96, 678, 608, 14, 7, fill(0xE3E8EF));
    p.box(96, 678, 452, 14, 7, linear(96, 0, 548, 0, 0x5B8CFF, 0x3B6EF5));
    p.text("Order number", 96, 780, style("Lato-Regular", 34, 0x5B6573));
    p.text("PX-48213", 704, 780, style("Lato-Bold", 34, INK).right());
    p.shape("M96 816 H704", line(0xE3E8EF, 2));
    p.text("Delivery window", 96, 876, style("Lato-Regular", 34, 0x5B6573));
    p.text(range("14:00-15:30"), 704, 876, style("Lato-Bold", 34, INK).right());
    p.box(96, 932, 608, 96, 24, linear(96, 0, 704, 0, 0x4D7DFA, 0x2F5FE3));
    p.text("Track parcel", 400, 993, style("Lato-Bold", 40, 0xFFFFFF).center());
    p.text("Change delivery date", 400, 1092, style("Lato-Semibold", 36, 0x3B6EF5).center());
    return p;
  }

  private static Picture kettleGuide() {
    Picture p = new Picture("kettle-guide.webp", 1200, 1300);
    p.ground(fill(0xFCFCFA));
    p.text("Quick start guide", 80, 130, style("OpenSans-Bold", 62, 0x1C2B39));
    p.text("Electric kettle EK-170", 80, 192, style("OpenSans-Light", 38, 0x5A6670));
    p.box(80, 226, 1040, 5, 0, fill(0xE07A3F));
    kettle(p, 190, "M345 306 V404 M318 376 L345 406 L372 376");
    kettle(p, 740, "M0 0");
    for (int i = 0; i < 3; i++) {
      p.shape("M%d 352 q-14 -22 0 -42 q14 -20 0 -42".formatted(860 + i * 34), line(0x9AA5AE, 7));
    }
    for (int i = 0; i < 2; i++) {
      p.disc(114 + i * 560, 330, 34, fill(0xE07A3F));
      p.text(
          String.valueOf(i + 1), 114 + i * 560, 346, style("OpenSans-Bold", 44, 0xFFFFFF).center());
    }
    Style head = style("OpenSans-Bold", 42, 0x1C2B39);
    Style body = style("OpenSans-Regular", 32, 0x2C3640).leading(1.36f);
    p.text("Before first use", 80, 852, head);
    p.text(
        "Fill the kettle to the\nmaximum mark, boil the\nwater once and pour it"
            + "\naway. Then rinse the jug\nwith cold water.",
        80,
        918,
        body);
    p.text("Everyday use", 640, 852, head);
    p.text(
        "Close the lid firmly and\npress the switch. The\nkettle turns itself off as"
            + "\nsoon as the water boils.\nTake care: steam is hot.",
        640,
        918,
        body);
    p.text("www.orlebrook.example", 600, 1242, style("OpenSans-Semibold", 30, 0x5A6670).center());
    return p;
  }

  private static void kettle(Picture p, float x, String arrow) {
    p.oval(x + 20, 735, 270, 40, fill(0xE3E6E8));
    String jug = "M%f 470 H%f L%f 740 H%f Z".formatted(x + 70, x + 240, x + 270, x + 40);
    p.shape(jug, linear(x + 40, 0, x + 270, 0, 0xF3F5F6, 0xDDE3E7));
    p.shape(jug, line(0x1C2B39, 7));
    p.shape("M%f 470 q85 -52 170 0 M%f 444 v-16".formatted(x + 70, x + 155), line(0x1C2B39, 7));
    p.shape("M%f 492 l-60 -16 l53 78 Z".formatted(x + 67), line(0x1C2B39, 7));
    p.shape("M%f 490 q92 20 72 110 q-10 60 -50 96".formatted(x + 244), line(0x1C2B39, 16));
    p.shape(
        "M%f 580 v110 M%f 600 h22 M%f 640 h22".formatted(x + 96, x + 96, x + 96),
        line(0x6C7A86, 5));
    p.shape(arrow, line(0xE07A3F, 11));
  }

  private static Picture comicPanel() {
    Picture p = new Picture("comic-panel.png", 1200, 1000).mode("manga").source("en");
    p.ground(fill(0x24356B));
    for (int y = 0; y < 640; y += 16) {
      for (int x = (y / 16 % 2) * 8; x < 1200; x += 16) {
        p.disc(x, y, 6.6f * y / 640, fill(0x4A5FA8));
      }
    }
    p.disc(960, 470, 96, fill(0xFFE9A0));
    int[][] houses = {
      {0, 180, 520},
      {170, 150, 590},
      {310, 190, 540},
      {500, 160, 610},
      {650, 210, 560},
      {850, 150, 620},
      {990, 220, 540}
    };
    for (int[] house : houses) {
      p.box(house[0], house[2], house[1] + 6, 500, 0, fill(0x141B3A));
      for (int y = house[2] + 34; y < 760; y += 62) {
        for (int x = house[0] + 26; x < house[0] + house[1] - 30; x += 50) {
          p.box(x, y, 22, 30, 0, fill((x * 7 + y * 3) % 5 < 2 ? 0xFFD45E : 0x27305C));
        }
      }
    }
    p.box(0, 860, 1200, 140, 0, fill(0x3B4168));
    p.shape("M0 862 H1200", line(0x0B0E1C, 6));
    person(p, 330, 0xD9483B, 0x3B2314, 1);
    person(p, 790, 0x2F9C8F, 0xE3B23C, -1);
    balloon(p, 300, 262, 244, 136, "M290 384 L336 474 L370 376 Z");
    Style speech = style("ComicNeue-Bold", 46, 0x101010).center().leading(1.14f);
    p.text("WE MISSED\nTHE LAST BUS!", 300, 252, speech);
    balloon(p, 852, 232, 286, 160, "M770 374 L784 474 L850 380 Z");
    p.text("THEN LET'S WALK\nHOME UNDER\nTHE STARS.", 852, 196, speech);
    p.box(36, 36, 400, 68, 0, fill(0xFFF1B8));
    p.box(36, 36, 400, 68, 0, line(0x101010, 5));
    p.text("Later that night...", 64, 84, style("ComicNeue-BoldItalic", 42, 0x101010));
    p.shape("M0 0 H1200 V1000 H0 Z M20 20 V980 H1180 V20 Z", fill(0xFFFFFF));
    p.box(20, 20, 1160, 960, 0, line(0x101010, 7));
    return p;
  }

  private static void person(Picture p, float x, int coat, int hair, int facing) {
    p.oval(x - 120, 930, 240, 36, fill(0x70000000));
    p.shape("M%f 940 V780 M%f 940 V780".formatted(x - 36, x + 36), line(0x1B2140, 46));
    String body =
        "M%f 850 Q%f 640 %f 640 Q%f 640 %f 850 Z".formatted(x - 100, x - 96, x, x + 96, x + 100);
    p.shape(body, fill(coat));
    p.shape(body, line(0x101010, 6));
    p.shape(
        "M%f 724 q-6 60 6 106 M%f 724 q6 60 -6 106".formatted(x - 60, x + 60), line(0x101010, 5));
    p.disc(x, 566, 76, fill(0xF2C39B));
    p.disc(x, 566, 76, line(0x101010, 6));
    p.shape(
        "M%f 566 A 78 78 0 0 1 %f 566 Q%f 520 %f 524 Z"
            .formatted(x - 78, x + 78, x + 30 * facing, x),
        fill(hair));
    p.disc(x + 18 * facing, 574, 7, fill(0x101010));
    p.disc(x + 50 * facing, 574, 7, fill(0x101010));
    p.shape(
        "M%f 606 q%d 12 %d 0".formatted(x + 22 * facing, 14 * facing, 28 * facing),
        line(0x101010, 5));
  }

  private static void balloon(Picture p, float x, float y, float w, float h, String tail) {
    p.oval(x - w, y - h, 2 * w, 2 * h, line(0x101010, 10));
    p.shape(tail, line(0x101010, 10));
    p.oval(x - w, y - h, 2 * w, 2 * h, fill(0xFFFFFF));
    p.shape(tail, fill(0xFFFFFF));
  }

  // ---------------------------------------------------------------- paints and shapes

  /** Colors are 0xRRGGBB (opaque) or 0xAARRGGBB with an alpha that is not zero. */
  private static int argb(int color) {
    return color >>> 24 == 0 ? color | 0xFF000000 : color;
  }

  private static int[] argb(int[] colors) {
    return Arrays.stream(colors).map(DrawCatalog::argb).toArray();
  }

  private static Paint fill(int color) {
    return new Paint().setColor(argb(color)).setAntiAlias(true);
  }

  private static Paint line(int color, float width) {
    Paint paint = fill(color).setStroke(true).setStrokeWidth(width);
    return paint.setStrokeCap(PaintStrokeCap.ROUND).setStrokeJoin(PaintStrokeJoin.ROUND);
  }

  private static Paint blur(int color, float sigma) {
    return fill(color).setMaskFilter(MaskFilter.makeBlur(FilterBlurMode.NORMAL, sigma));
  }

  private static Paint blur(int color, float sigma, float width) {
    return line(color, width).setMaskFilter(MaskFilter.makeBlur(FilterBlurMode.NORMAL, sigma));
  }

  private static Paint linear(float x0, float y0, float x1, float y1, int... colors) {
    return shaded(Shader.makeLinearGradient(x0, y0, x1, y1, argb(colors)));
  }

  private static Paint radial(float x, float y, float radius, int... colors) {
    return shaded(Shader.makeRadialGradient(x, y, radius, argb(colors)));
  }

  private static Paint shaded(Shader shader) {
    return new Paint().setAntiAlias(true).setDither(true).setShader(shader);
  }

  private static Path path(String svg) {
    return Path.makeFromSVGString(svg);
  }

  private static Path rect(float x, float y, float width, float height) {
    return Path.makeRect(Rect.makeXYWH(x, y, width, height));
  }

  private static String star(float x, float y, float outer, float inner, int points) {
    StringBuilder svg = new StringBuilder();
    for (int i = 0; i < 2 * points; i++) {
      double radius = i % 2 == 0 ? outer : inner;
      double angle = Math.PI * i / points;
      svg.append(i == 0 ? 'M' : 'L').append(Math.round(x + radius * Math.cos(angle)));
      svg.append(' ').append(Math.round(y + radius * Math.sin(angle)));
    }
    return svg.append('Z').toString();
  }

  // ---------------------------------------------------------------- lettering

  private enum Align {
    LEFT,
    CENTER,
    RIGHT
  }

  /** How a text is set. {@code leading} is the line distance in multiples of the size. */
  private record Style(
      String face,
      float size,
      int color,
      Align align,
      float leading,
      float track,
      float outline,
      int outlineColor,
      int shadow) {

    Style center() {
      return with(Align.CENTER, leading, track, outline, outlineColor, shadow);
    }

    Style right() {
      return with(Align.RIGHT, leading, track, outline, outlineColor, shadow);
    }

    Style leading(float factor) {
      return with(align, factor, track, outline, outlineColor, shadow);
    }

    /** Adds space between letters. */
    Style track(float pixels) {
      return with(align, leading, pixels, outline, outlineColor, shadow);
    }

    Style outline(float width, int rgb) {
      return with(align, leading, track, width, rgb, shadow);
    }

    Style shadow(int argb) {
      return with(align, leading, track, outline, outlineColor, argb);
    }

    private Style with(Align a, float lead, float space, float width, int edge, int dark) {
      return new Style(face, size, color, a, lead, space, width, edge, dark);
    }
  }

  private static Style style(String face, float size, int color) {
    return new Style(face, size, color, Align.LEFT, 1.2f, 0, 0, 0, 0);
  }

  /** Finds a typeface by the name of its file, without the ending. */
  private static final class Faces {
    private static final Map<String, Typeface> LOADED = new HashMap<>();
    private static final Map<String, String> DEBIAN =
        Map.of(
            "BebasNeue", "fonts-bebas-neue:opentype/bebas-neue/%s.otf",
            "ComicNeue", "fonts-comic-neue:opentype/comic-neue/%s.otf",
            "EBGaramond12", "fonts-ebgaramond:opentype/ebgaramond/%s.otf",
            "Lato", "fonts-lato:truetype/lato/%s.ttf",
            "OpenSans", "fonts-open-sans:truetype/open-sans/%s.ttf",
            "RobotoSlab", "fonts-roboto-slab:opentype/roboto/slab/%s.otf");

    static Font font(String face, float size) {
      Typeface typeface = LOADED.computeIfAbsent(face, Faces::load);
      return new Font(typeface, size).setSubpixel(true).setHinting(FontHinting.NONE);
    }

    private static Typeface load(String face) {
      String packaged = DEBIAN.get(face.replaceAll("-.*", ""));
      if (packaged == null) {
        return fromClassPath("/net/sf/jasperreports/fonts/dejavu/" + face + ".ttf");
      }
      String[] parts = packaged.formatted(face).split(":");
      var file = java.nio.file.Path.of("/usr/share/fonts", parts[1]);
      if (!Files.isReadable(file)) {
        String advice = "%s is missing: install the Debian package %s".formatted(file, parts[0]);
        throw new IllegalStateException(advice);
      }
      return FontMgr.getDefault().makeFromFile(file.toString());
    }

    private static Typeface fromClassPath(String resource) {
      try (InputStream in = DrawCatalog.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException(resource + " is missing: put jasperreports-fonts on -cp");
        }
        return FontMgr.getDefault().makeFromData(Data.makeFromBytes(in.readAllBytes()));
      } catch (IOException e) {
        throw new IllegalStateException(resource + " cannot be read", e);
      }
    }
  }

  // ---------------------------------------------------------------- a picture

  /** A picture under way: what was drawn so far, and the sentences that were printed on it. */
  private static final class Picture {
    final String file;
    private final int width;
    private final int height;
    private final List<String> sentences = new ArrayList<>();
    private Surface surface;
    private Canvas canvas;
    private boolean rotated;
    private String source;
    private String exclude;
    private String mode;

    Picture(String file, int width, int height) {
      this.file = file;
      this.width = width;
      this.height = height;
      surface = Surface.makeRaster(ImageInfo.makeN32Premul(width, height));
      canvas = surface.getCanvas();
    }

    Picture source(String language) {
      source = language;
      return this;
    }

    Picture exclude(String pattern) {
      exclude = pattern;
      return this;
    }

    Picture mode(String name) {
      mode = name;
      return this;
    }

    /** Stores the pixels a quarter turn off, as a camera does that was held upright. */
    Picture rotated() {
      rotated = true;
      surface = Surface.makeRaster(ImageInfo.makeN32Premul(height, width));
      canvas = surface.getCanvas();
      canvas.translate(0, width).rotate(-90);
      return this;
    }

    void ground(Paint paint) {
      canvas.drawRect(Rect.makeWH(width, height), paint);
    }

    void box(float x, float y, float w, float h, float radius, Paint paint) {
      canvas.drawRRect(RRect.makeXYWH(x, y, w, h, radius), paint);
    }

    void oval(float x, float y, float w, float h, Paint paint) {
      canvas.drawOval(Rect.makeXYWH(x, y, w, h), paint);
    }

    void disc(float x, float y, float radius, Paint paint) {
      canvas.drawCircle(x, y, radius, paint);
    }

    void shape(String svg, Paint paint) {
      canvas.drawPath(path(svg), paint);
    }

    void tilt(float degrees, float x, float y, Runnable drawing) {
      canvas.save();
      canvas.translate(x, y).rotate(degrees).translate(-x, -y);
      drawing.run();
      canvas.restore();
    }

    void within(Path clip, Runnable drawing) {
      canvas.save();
      canvas.clipPath(clip, true);
      drawing.run();
      canvas.restore();
    }

    /** Overlays gray noise: equal frequencies give a mottle, unequal ones a grain or a weave. */
    void texture(Path where, float fx, float fy, int seed, float contrast, float strength) {
      float k = contrast;
      float b = 0.5f - 0.5f * k;
      ColorMatrix gray =
          new ColorMatrix(k, 0, 0, 0, b, k, 0, 0, 0, b, k, 0, 0, 0, b, 0, 0, 0, 0, strength);
      Paint paint = shaded(Shader.makeFractalNoise(fx, fy, 4, seed));
      paint.setColorFilter(ColorFilter.makeMatrix(gray)).setBlendMode(BlendMode.OVERLAY);
      within(where, () -> canvas.drawPaint(paint));
    }

    /** The fine noise of a camera sensor over the whole picture. */
    Picture grain(float strength) {
      texture(rect(0, 0, width, height), 0.45f, 0.45f, 101, 1.6f, strength);
      return this;
    }

    /** Lights out of focus, from the top down to {@code bottom}. */
    void bokeh(int seed, int count, int right, int bottom, int... colors) {
      Random random = new Random(seed);
      for (int i = 0; i < count; i++) {
        float radius = 24 + random.nextInt(70);
        int color = colors[random.nextInt(colors.length)] | (26 + random.nextInt(52)) << 24;
        disc(random.nextInt(right), random.nextInt(bottom), radius, blur(color, 4));
      }
    }

    /** Prints one block of text; {@code y} is the baseline of its first line. */
    void text(String text, float x, float y, Style style) {
      sentences.add(text.replace('\n', ' '));
      Font font = Faces.font(style.face, style.size);
      String[] lines = text.split("\n");
      for (int i = 0; i < lines.length; i++) {
        float baseline = y + i * style.leading * style.size;
        if (style.shadow != 0) {
          Paint paint = blur(style.shadow, style.size / 16);
          print(lines[i], x + style.size / 20, baseline + style.size / 20, font, style, paint);
        }
        if (style.outline > 0) {
          print(lines[i], x, baseline, font, style, line(style.outlineColor, style.outline));
        }
        print(lines[i], x, baseline, font, style, fill(style.color));
      }
    }

    private void print(String text, float x, float y, Font font, Style style, Paint paint) {
      List<String> runs = style.track == 0 ? List.of(text) : List.of(text.split(""));
      List<TextLine> pieces = runs.stream().map(run -> TextLine.make(run, font)).toList();
      float total = (pieces.size() - 1) * style.track;
      for (TextLine piece : pieces) {
        total += piece.getWidth();
      }
      float left = x - total * style.align.ordinal() / 2;
      for (TextLine piece : pieces) {
        canvas.drawTextLine(piece, left, y, paint);
        left += piece.getWidth() + style.track;
      }
    }

    byte[] encode() throws IOException {
      Image image = surface.makeImageSnapshot();
      String ending = file.substring(file.lastIndexOf('.') + 1);
      switch (ending) {
        case "jpg":
          byte[] jpeg =
              EncoderJPEG.encode(image, EncodeJPEGOptions.DEFAULT.withQuality(88)).getBytes();
          return rotated ? withExifOrientation(jpeg, 6) : jpeg;
        case "webp":
          return EncoderWEBP.encode(image, EncodeWEBPOptions.DEFAULT.withQuality(88)).getBytes();
        case "png":
          return EncoderPNG.encode(image).getBytes();
        default:
          byte[] gif = convert(EncoderPNG.encode(image).getBytes(), "gif");
          // A GIF read back has a palette, which makes the BMP one of 8 bits a pixel.
          return ending.equals("gif") ? gif : convert(gif, ending);
      }
    }

    private static byte[] convert(byte[] encoded, String format) throws IOException {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
      if (format.equals("gif")) {
        var opaque =
            new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.getGraphics().drawImage(image, 0, 0, null);
        image = opaque;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, out)) {
        throw new IOException("no writer for " + format);
      }
      return out.toByteArray();
    }

    /** Puts an APP1 segment with a one-entry TIFF directory right behind the start marker. */
    private static byte[] withExifOrientation(byte[] jpeg, int orientation) {
      ByteBuffer out = ByteBuffer.allocate(jpeg.length + 36).put(jpeg, 0, 2);
      out.putShort((short) 0xFFE1).putShort((short) 34);
      out.put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
      out.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
      out.putShort((short) orientation).putShort((short) 0).putInt(0);
      return out.put(jpeg, 2, jpeg.length - 2).array();
    }

    Map<String, Object> row() {
      Map<String, Object> row = new LinkedHashMap<>();
      String from = source == null ? "en" : source;
      row.put("image", file);
      row.put("image_id", file.substring(0, file.lastIndexOf('.')));
      row.put("target_languages", TARGETS.stream().filter(to -> !to.equals(from)).toList());
      row.put("source_lang", source);
      row.put("exclude_text", exclude);
      row.put("mode", mode);
      row.put("sentences", sentences);
      return row;
    }
  }

  // ---------------------------------------------------------------- manifests

  private static String jsonLines(List<Map<String, Object>> rows) {
    StringBuilder json = new StringBuilder();
    for (Map<String, Object> row : rows) {
      json.append(
          row.entrySet().stream()
              .filter(field -> field.getValue() != null)
              .map(field -> json(field.getKey()) + ": " + json(field.getValue()))
              .collect(Collectors.joining(", ", "{", "}\n")));
    }
    return json.toString();
  }

  private static String json(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(DrawCatalog::json).collect(Collectors.joining(", ", "[", "]"));
    }
    return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String csv(List<Map<String, Object>> rows) {
    StringBuilder csv = new StringBuilder(String.join(",", rows.get(0).keySet())).append('\n');
    for (Map<String, Object> row : rows) {
      List<String> cells = new ArrayList<>();
      row.forEach((name, value) -> cells.add(csv(value, name.equals("sentences") ? " | " : ",")));
      csv.append(String.join(",", cells)).append('\n');
    }
    return csv.toString();
  }

  private static String csv(Object value, String separator) {
    String cell = value == null ? "" : value.toString();
    if (value instanceof List<?> list) {
      cell = list.stream().map(Object::toString).collect(Collectors.joining(separator));
    }
    boolean quoted = cell.contains(",") || cell.contains("\"") || value instanceof List;
    return quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
