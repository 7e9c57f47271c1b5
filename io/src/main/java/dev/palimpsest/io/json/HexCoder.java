package dev.palimpsest.io.json;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;

/**
 * Carries a key of 32 lowercase hexadecimal digits as 16 bytes. Flink sends the key of a record
 * twice, so that it can be most of a record that is one short text.
 */
public final class HexCoder extends AtomicCoder<String> {
  private static final long serialVersionUID = 1;
  private static final int BYTES = 16;
  private static final HexCoder INSTANCE = new HexCoder();

  private HexCoder() {}

  public static HexCoder of() {
    return INSTANCE;
  }

  /**
   * Writes the digits.
   *
   * @throws CoderException if the text is no such key
   */
  @Override
  public void encode(String key, OutputStream out) throws IOException {
    if (key.length() != 2 * BYTES) {
      throw new CoderException("not " + 2 * BYTES + " hexadecimal digits: " + key);
    }
    out.write(HexFormat.of().parseHex(key));
  }

  @Override
  public String decode(InputStream in) throws IOException {
    byte[] bytes = new byte[BYTES];
    new DataInputStream(in).readFully(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
