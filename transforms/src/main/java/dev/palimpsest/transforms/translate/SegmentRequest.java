package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.language.LanguageTags;
import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.memory.Glossary;
import dev.palimpsest.transforms.translate.ask.Brief;
import dev.palimpsest.transforms.translate.ask.Segment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A text that some picture needs in some language. Equal requests of many pictures are one; where
 * they differ in hints alone, they are equal. Mode, prompt and hints are dropped where no engine of
 * the chain could use them.
 *
 * @param source BCP-47 tag of the text, {@code und} if not known
 * @param target BCP-47 tag
 * @param text of the region, as read
 * @param kept parts that stand verbatim in the translation, see {@link KeptTexts#keptParts}
 * @param engines the chain to ask, such as {@code memory,apertium}
 * @param customPrompt for engines that take one; {@code null} for none
 * @param mode what kind of picture it stands on
 * @param context hint: texts beside it in the picture
 * @param maxCharacters hint: about as many fit its place; {@code null} if not known
 * @param terms of the glossary that it contains; put in by {@link #completed}
 * @param models of the engines to ask; put in by {@link #completed}
 */
public record SegmentRequest(
    String source,
    String target,
    String text,
    List<String> kept,
    String engines,
    String customPrompt,
    Mode mode,
    List<String> context,
    Integer maxCharacters,
    List<Glossary.Match> terms,
    String models) {
  private static final int KEY_BYTES = 16;

  public SegmentRequest {
    source = source.isBlank() ? LanguageTags.UNDETERMINED : source;
    text = text.strip();
    kept = List.copyOf(kept);
    terms = List.copyOf(terms);
    engines = String.join(",", Engines.parse(engines));
    boolean takesPrompt = Engines.takesPrompt(engines);
    customPrompt = takesPrompt ? customPrompt : null;
    mode = takesPrompt ? mode : Mode.GENERAL;
    context = takesPrompt ? List.copyOf(context) : List.of();
    maxCharacters = takesPrompt ? maxCharacters : null;
  }

  /** A request without hints. */
  public SegmentRequest(
      String source,
      String target,
      String text,
      List<String> kept,
      String engines,
      String customPrompt) {
    this(
        source,
        target,
        text,
        kept,
        engines,
        customPrompt,
        Mode.GENERAL,
        List.of(),
        null,
        List.of(),
        null);
  }

  /** The same text on such a picture, in such a place. */
  public SegmentRequest withPlace(Mode of, List<String> beside, Integer fittingCharacters) {
    return new SegmentRequest(
        source,
        target,
        text,
        kept,
        engines,
        customPrompt,
        of,
        beside,
        fittingCharacters,
        terms,
        models);
  }

  /**
   * The request with everything that its translation depends on.
   *
   * @param found of the glossary in the text
   * @param named the models that the engines use
   */
  SegmentRequest completed(List<Glossary.Match> found, String named) {
    return new SegmentRequest(
        source,
        target,
        text,
        kept,
        engines,
        customPrompt,
        mode,
        context,
        maxCharacters,
        found,
        named);
  }

  /** The same for equal requests, in every run, completed or not: 32 hexadecimal digits. */
  public String key() {
    return key(target);
  }

  /**
   * The same for requests that differ in their target and in hints alone: a picture's text has one
   * such key for all languages. 32 hexadecimal digits.
   */
  public String segmentKey() {
    return key("");
  }

  private String key(String into) {
    return hash(
        Json.write(
            new SegmentRequest(
                source,
                into,
                text,
                kept,
                engines,
                customPrompt,
                mode,
                List.of(),
                null,
                List.of(),
                null)));
  }

  /**
   * The key of what is asked of the engines after the memory: what is bought is filed under it. It
   * changes with a term of the text and with the model, not with the hints.
   */
  String boughtKey() {
    return hash(
        Json.write(
            new SegmentRequest(
                source,
                target,
                text,
                kept,
                paidEngines(),
                customPrompt,
                mode,
                List.of(),
                null,
                terms,
                models)));
  }

  /** Of two equal requests the one with the hints of both; in any order the same. */
  static SegmentRequest merge(SegmentRequest one, SegmentRequest other) {
    SegmentRequest first =
        String.join("\n", one.context).compareTo(String.join("\n", other.context)) <= 0
            ? one
            : other;
    Integer fitting =
        one.maxCharacters == null || other.maxCharacters == null
            ? null
            : Integer.valueOf(Math.min(one.maxCharacters, other.maxCharacters));
    return first.withPlace(first.mode, first.context, fitting);
  }

  Segment segment() {
    return new Segment(boughtKey(), text, kept, terms, context, maxCharacters);
  }

  Brief brief() {
    return new Brief(source, target, mode, customPrompt);
  }

  public boolean asksMemory() {
    return Engines.parse(engines).contains(Engines.MEMORY);
  }

  /** The chain without {@code memory}; may be empty. */
  String paidEngines() {
    return String.join(
        ",", Engines.parse(engines).stream().filter(e -> !e.equals(Engines.MEMORY)).toList());
  }

  /** 32 hexadecimal digits. */
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
