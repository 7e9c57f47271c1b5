package dev.palimpsest.transforms.pixels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/** The smallest profile of a press (ICC.1, 10.10: lut8Type): a colour for each corner of CMYK. */
final class CmykProfile {
  private static final int LUT_AT = 128 + 4 + 12;
  private static final int CORNERS = 16;
  private static final int LUT_BYTES = 48 + 4 * 256 + CORNERS * 3 + 3 * 256;

  private CmykProfile() {}

  static byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(LUT_AT + LUT_BYTES);
    out.putInt(0, out.capacity()).putInt(8, 0x02100000);
    text(out, 12, "prtrCMYKLab ");
    text(out, 36, "acsp");
    // The white of the connection space.
    out.putInt(68, 0xf6d6).putInt(72, 0x10000).putInt(76, 0xd32d);
    out.putInt(128, 1);
    text(out, 132, "A2B0");
    out.putInt(136, LUT_AT).putInt(140, LUT_BYTES);
    text(out, LUT_AT, "mft1");
    out.put(LUT_AT + 8, (byte) 4).put(LUT_AT + 9, (byte) 3).put(LUT_AT + 10, (byte) 2);
    for (int i = 0; i < 3; i++) {
      out.putInt(LUT_AT + 12 + 16 * i, 0x10000);
    }
    out.position(LUT_AT + 48);
    identity(out, 4);
    for (int corner = 0; corner < CORNERS; corner++) {
      // Cyan is the highest of the four bits, black the lowest.
      boolean cyan = (corner & 8) != 0;
      int inks = Integer.bitCount(corner);
      double lightness = inks == 0 ? 100 : inks == 1 && cyan ? 60 : 60 / inks;
      out.put((byte) Math.round(lightness * 2.55));
      out.put((byte) (128 + (cyan ? -40 : inks == 0 ? 0 : 20)));
      out.put((byte) (128 + (cyan ? -40 : inks == 0 ? 0 : 20)));
    }
    identity(out, 3);
    return out.array();
  }

  private static void text(ByteBuffer out, int at, String text) {
    out.put(at, text.getBytes(ISO_8859_1));
  }

  private static void identity(ByteBuffer out, int tables) {
    for (int i = 0; i < 256 * tables; i++) {
      out.put((byte) i);
    }
  }
}
