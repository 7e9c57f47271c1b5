package dev.palimpsest.transforms.pixels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.palimpsest.io.result.FailureException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose samples are not 8 bits of red, green and blue; all made here, without our code. */
class ColourFilesTest {
  private static final int SIDE = 32;

  /** Cyan 255, magenta 128, black 40; by the plain formula (0, 107, 215). */
  private static final int[] INKS = {255, 128, 0, 40};

  private static final int[] PLAIN = {0, 107, 215};

  private static byte[] jpeg(int... sample) throws IOException {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, SIDE, SIDE, sample.length, null);
    for (int i = 0; i < SIDE * SIDE; i++) {
      raster.setPixel(i % SIDE, i / SIDE, sample);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A marker segment behind the file's first two bytes. */
  private static byte[] with(byte[] jpeg, int marker, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + content.length + 4);
    out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker);
    out.putShort((short) (content.length + 2)).put(content);
    return out.put(jpeg, 2, jpeg.length - 2).array();
  }

  private static byte[] adobe(byte[] jpeg, int transform) {
    byte[] content = "Adobe\0\0\0\0\0\0\0".getBytes(ISO_8859_1);
    content[6] = 100;
    content[11] = (byte) transform;
    return with(jpeg, 0xee, content);
  }

  private static byte[] profiled(byte[] jpeg, byte[] icc) {
    byte[] head = "ICC_PROFILE\0\1\1".getBytes(ISO_8859_1);
    return with(
        jpeg, 0xe2, ByteBuffer.allocate(head.length + icc.length).put(head).put(icc).array());
  }

  private static void assertColour(Picture picture, int[] rgb, int tolerance) {
    byte[] bgr = new byte[3];
    picture.bgr().ptr(SIDE / 2, SIDE / 2).get(bgr);
    for (int c = 0; c < 3; c++) {
      assertThat(bgr[2 - c] & 0xff).as("channel " + c).isCloseTo(rgb[c], within(tolerance));
    }
  }

  private static void assertColour(byte[] file, int[] rgb, int tolerance) throws FailureException {
    try (Picture picture = PictureCodec.decode(file, 10_000)) {
      assertColour(picture, rgb, tolerance);
    }
  }

  /** The file's word for it that full ink is 255, that it is 0, and inks as YCCK. */
  @Test
  void inksAreTurnedByWhatTheFileSaysOfThem() throws Exception {
    byte[] straight = jpeg(INKS);
    byte[] inverted = jpeg(0, 127, 255, 215);
    // 255, 128, 0 in Y, Cb, Cr.
    byte[] ycck = jpeg(151, 43, 202, 215);

    assertColour(straight, PLAIN, 3);
    assertColour(adobe(inverted, 0), PLAIN, 3);
    assertColour(adobe(ycck, 2), PLAIN, 4);
  }

  @Test
  void inksGoByTheirProfileWhichIsNotWrittenAgain() throws Exception {
    byte[] icc = CmykProfile.bytes();
    byte[] file = profiled(adobe(jpeg(0, 255, 255, 255), 0), icc);

    // Full cyan is L* 60, a* -40, b* -40 in that profile; by the formula it would be 0, 255, 255.
    try (Picture picture = PictureCodec.decode(file, 10_000)) {
      assertColour(picture, new int[] {0, 165, 212}, 12);
      assertThat(picture.source().iccProfile()).isEmpty();
      byte[] written = PictureCodec.encode(picture, ImageFormat.JPEG);
      assertThat(JpegHeaders.inks(written).count()).isEqualTo(3);
      assertColour(written, new int[] {0, 165, 212}, 14);
    }
    byte[] broken = icc.clone();
    java.util.Arrays.fill(broken, 128, broken.length, (byte) 0x55);
    assertColour(profiled(adobe(jpeg(0, 255, 255, 255), 0), broken), new int[] {0, 255, 255}, 3);
  }

  @Test
  void aTiffOfInksGoesByItsProfileToo() throws Exception {
    assertColour(tiff(5, new byte[0], 255, 128, 0, 40), PLAIN, 2);
    assertColour(tiff(5, CmykProfile.bytes(), 255, 0, 0, 0), new int[] {0, 165, 212}, 12);
  }

  /** TIFF has no room for a profile here, so that colours must be right without. */
  @Test
  void coloursAreConvertedWhereTheirProfileCannotBeWritten() throws Exception {
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    try (Picture picture = PictureCodec.decode(tiff(2, linear, 128, 55, 0), 10_000)) {
      assertColour(picture, new int[] {128, 55, 0}, 0);
      assertThat(picture.source().iccProfile()).isPresent();
      assertColour(PictureCodec.encode(picture, ImageFormat.TIFF), new int[] {188, 128, 0}, 2);
      assertColour(PictureCodec.encode(picture, ImageFormat.PNG), new int[] {128, 55, 0}, 0);
    }
  }

  /** Java's own profile of greys is linear: half the light is 188 in sRGB. */
  @Test
  void greysGoByTheirProfile() throws Exception {
    byte[] icc = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    byte[] file = profiled(jpeg(128), icc);

    try (Picture picture = PictureCodec.decode(file, 10_000)) {
      assertColour(picture, new int[] {188, 188, 188}, 2);
      assertThat(picture.source().iccProfile()).isEmpty();
    }
    assertColour(jpeg(128), new int[] {128, 128, 128}, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void sixteenBitsBecomeTheNearestEight(String format) throws Exception {
    BufferedImage gray = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_USHORT_GRAY);
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster colours = model.createCompatibleWritableRaster(SIDE, SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) {
      gray.getRaster().setPixel(i % SIDE, i / SIDE, new int[] {0xabcd});
      // The low byte decides: 0x64c0 is nearer to 0x65 than to 0x64.
      colours.setPixel(i % SIDE, i / SIDE, new int[] {0x64c0, 0xffff, 0x0000});
    }
    assertColour(file(gray, format), new int[] {0xab, 0xab, 0xab}, 0);
    assertColour(
        file(new BufferedImage(model, colours, false, null), format), new int[] {0x64, 255, 0}, 1);
  }

  @Test
  void greyWithAlphaAndPalettesKeepTheirTransparency() throws Exception {
    ComponentColorModel grayAlpha =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = grayAlpha.createCompatibleWritableRaster(SIDE, SIDE);
    int[] entries = {0x00ffffff, 0xff205080};
    IndexColorModel palette = new IndexColorModel(8, 2, entries, 0, true, -1, DataBuffer.TYPE_BYTE);
    BufferedImage indexed = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_INDEXED, palette);
    for (int i = 0; i < SIDE * SIDE; i++) {
      raster.setPixel(i % SIDE, i / SIDE, new int[] {90, i % SIDE < 8 ? 0 : 200});
      indexed.getRaster().setPixel(i % SIDE, i / SIDE, new int[] {i % SIDE < 8 ? 0 : 1});
    }
    byte[] gray = file(new BufferedImage(grayAlpha, raster, false, null), "png");
    byte[] indices = file(indexed, "png");

    assertColour(gray, new int[] {90, 90, 90}, 0);
    assertAlpha(gray, 0, 200);
    assertColour(indices, new int[] {0x20, 0x50, 0x80}, 0);
    assertAlpha(indices, 0, 255);
  }

  /** A tRNS chunk instead of an alpha channel, as tools write it for logos. */
  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
  void aGreyThatStandsForTransparencyIsTransparent(int type) throws Exception {
    BufferedImage gray = new BufferedImage(SIDE, SIDE, type);
    for (int i = 0; i < SIDE * SIDE; i++) {
      gray.getRaster().setPixel(i % SIDE, i / SIDE, new int[] {i % SIDE < 8 ? 200 : 0});
    }
    byte[] plain = file(gray, "png");
    ByteBuffer chunk = ByteBuffer.allocate(14).putInt(2).put("tRNS".getBytes(ISO_8859_1));
    chunk.putShort((short) 200);
    CRC32 check = new CRC32();
    check.update(chunk.array(), 4, 6);
    chunk.putInt((int) check.getValue());
    int behindHeader = 33;
    byte[] keyed =
        ByteBuffer.allocate(plain.length + 14)
            .put(plain, 0, behindHeader)
            .put(chunk.array())
            .put(plain, behindHeader, plain.length - behindHeader)
            .array();

    assertAlpha(keyed, 0, 255);
  }

  private static void assertAlpha(byte[] file, int left, int right) throws FailureException {
    try (Picture picture = PictureCodec.decode(file, 10_000)) {
      assertThat(picture.alpha().orElseThrow().ptr(5, 2).get() & 0xff).isEqualTo(left);
      assertThat(picture.alpha().orElseThrow().ptr(5, 20).get() & 0xff).isEqualTo(right);
    }
  }

  private static byte[] file(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  /** One strip without compression, all of one colour. */
  private static byte[] tiff(int photometric, byte[] icc, int... sample) {
    int pixelsAt = 8 + 2 + 12 * 10 + 4;
    int pixelBytes = SIDE * SIDE * sample.length;
    int bitsAt = pixelsAt + pixelBytes;
    int iccAt = bitsAt + 8;
    ByteBuffer out = ByteBuffer.allocate(iccAt + icc.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) (icc.length > 0 ? 10 : 9));
    int[][] entries = {
      {256, 4, 1, SIDE},
      {257, 4, 1, SIDE},
      {258, 3, sample.length, bitsAt},
      {259, 3, 1, 1},
      {262, 3, 1, photometric},
      {273, 4, 1, pixelsAt},
      {277, 3, 1, sample.length},
      {278, 4, 1, SIDE},
      {279, 4, 1, pixelBytes},
      {34675, 7, icc.length, iccAt}
    };
    for (int[] entry : entries) {
      if (entry[2] > 0) {
        out.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]).putInt(entry[3]);
      }
    }
    out.position(pixelsAt);
    for (int i = 0; i < pixelBytes; i++) {
      out.put((byte) sample[i % sample.length]);
    }
    for (int i = 0; i < 4; i++) {
      out.putShort((short) 8);
    }
    return out.put(icc).array();
  }

  /** Not the file's name, not its profile: a drawn picture in plain sRGB stays as it is. */
  @Test
  void plainColoursAreLeftAlone() throws Exception {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(12, 200, 77));
    g.fillRect(0, 0, SIDE, SIDE);
    g.dispose();
    assertColour(file(image, "png"), new int[] {12, 200, 77}, 0);
    assertColour(file(image, "bmp"), new int[] {12, 200, 77}, 0);
  }
}
