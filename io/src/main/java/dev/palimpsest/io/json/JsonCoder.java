package dev.palimpsest.io.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Carries a record between steps as JSON.
 *
 * <p>Java serialization would repeat class descriptors in every element; JSON is smaller, survives
 * a record that grows a component, and can be read in a debugger. Keys stay plain strings.
 *
 * <p>Small records of which there are many are also deflated, with the JSON of a sample as the
 * dictionary: names of components and usual values then cost next to nothing. A request of 134
 * bytes, 25 of them text, becomes 39.
 *
 * @param <T> a record that {@link Json#MAPPER} writes and reads
 */
public final class JsonCoder<T> extends CustomCoder<T> {
  private static final long serialVersionUID = 1;

  /** For each thread, because a coder serves several and zlib's 256 KiB are dear for 100 bytes. */
  private static final ThreadLocal<Deflater> DEFLATER =
      ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED, true));

  private static final ThreadLocal<Inflater> INFLATER =
      ThreadLocal.withInitial(() -> new Inflater(true));

  private final Class<T> type;
  private final byte[] dictionary; // empty = not deflated

  private JsonCoder(Class<T> type, byte[] dictionary) {
    this.type = type;
    this.dictionary = dictionary;
  }

  public static <T> JsonCoder<T> of(Class<T> type) {
    return new JsonCoder<>(type, new byte[0]);
  }

  /** For many small records whose JSON looks much as the sample's. */
  @SuppressWarnings("unchecked") // a record has no subclasses
  public static <T extends Record> JsonCoder<T> like(T sample) {
    return new JsonCoder<>(
        (Class<T>) sample.getClass(), Json.write(sample).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void encode(T value, OutputStream out) throws IOException {
    byte[] json = Json.MAPPER.writeValueAsBytes(value);
    ByteArrayCoder.of().encode(dictionary.length == 0 ? json : deflated(json), out);
  }

  @Override
  public T decode(InputStream in) throws IOException {
    byte[] bytes = ByteArrayCoder.of().decode(in);
    return dictionary.length == 0 ? Json.MAPPER.readValue(bytes, type) : inflated(bytes);
  }

  private byte[] deflated(byte[] json) throws IOException {
    Deflater deflater = DEFLATER.get();
    deflater.reset();
    deflater.setDictionary(dictionary);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(json);
    }
    return bytes.toByteArray();
  }

  private T inflated(byte[] bytes) throws IOException {
    Inflater inflater = INFLATER.get();
    inflater.reset();
    inflater.setDictionary(dictionary);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes), inflater)) {
      return Json.MAPPER.readValue(in, type);
    }
  }

  @Override
  public TypeDescriptor<T> getEncodedTypeDescriptor() {
    return TypeDescriptor.of(type);
  }

  /** {@link Json} writes components in declared order and maps by key. */
  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return false;
  }

  @Override
  public Object structuralValue(T value) {
    return Json.write(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonCoder<?> that
        && that.type.equals(type)
        && Arrays.equals(that.dictionary, dictionary);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }
}
