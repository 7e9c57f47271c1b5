package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.language.LanguageTags;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A text that some picture needs in some language. Equal requests of many pictures are one.
 *
 * @param source BCP-47 tag of the text, {@code und} if not known
 * @param target BCP-47 tag
 * @param text of the region, as read
 * @param kept parts that stand verbatim in the translation, see {@link KeptTexts#keptParts}
 * @param engines the chain to ask, such as {@code memory,apertium}
 * @param customPrompt for engines that take one; {@code null} for none
 */
public record SegmentRequest(
    String source,
    String target,
    String text,
    List<String> kept,
    String engines,
    String customPrompt) {
  private static final int KEY_BYTES = 16;

  public SegmentRequest {
    source = source.isBlank() ? LanguageTags.UNDETERMINED : source;
    text = text.strip();
    kept = List.copyOf(kept);
    engines = String.join(",", Engines.parse(engines));
  }

  /** The same for equal requests, in every run: 32 hexadecimal digits. */
  public String key() {
    return hash(Json.write(this));
  }

  /** The key of what is asked of the engines after the memory: what is bought is filed under it. */
  String boughtKey() {
    return hash(
        Json.write(new SegmentRequest(source, target, text, kept, paidEngines(), customPrompt)));
  }

  public boolean asksMemory() {
    return Engines.parse(engines).contains(Engines.MEMORY);
  }

  /** The chain without {@code memory}; may be empty. */
  String paidEngines() {
    return String.join(
        ",", Engines.parse(engines).stream().filter(e -> !e.equals(Engines.MEMORY)).toList());
  }

  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
