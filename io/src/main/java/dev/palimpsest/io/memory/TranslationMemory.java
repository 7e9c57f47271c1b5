package dev.palimpsest.io.memory;

import dev.palimpsest.io.language.LanguageTags;
import dev.palimpsest.io.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Human translations by exact text: equal after Unicode composition, with each run of white space
 * as one blank. Letter case counts. Of several that fit, the closest language tags win, then the
 * first in the files' order. Unchanging and thread-safe once loaded.
 */
public final class TranslationMemory {
  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");
  private static final int ANY_VARIANT = 1_000;

  /** One text of a unit, with the tag it stands under. */
  private record Source(String tag, Map<String, String> unit) {}

  private final Map<String, List<Source>> unitsByText = new HashMap<>();

  private TranslationMemory() {}

  /**
   * Loads TMX files.
   *
   * @throws IOException if one cannot be read; the message names it
   */
  public static TranslationMemory load(List<String> tmxUris) throws IOException {
    TranslationMemory memory = new TranslationMemory();
    for (String uri : tmxUris) {
      read(uri, memory::add);
    }
    return memory;
  }

  /**
   * Reads a TMX file through and keeps nothing of it.
   *
   * @throws IOException if it cannot be read; the message names file and line
   */
  public static void check(String tmxUri) throws IOException {
    read(tmxUri, unit -> {});
  }

  private static void read(String uri, Consumer<Map<String, String>> units) throws IOException {
    try (InputStream content = Storage.open(uri)) {
      Tmx.read(content, units);
    } catch (IOException e) {
      throw new IOException("translation memory " + uri + ": " + e.getMessage(), e);
    }
  }

  private void add(Map<String, String> unit) {
    unit.forEach(
        (tag, text) ->
            unitsByText
                .computeIfAbsent(normalize(text), key -> new ArrayList<>(1))
                .add(new Source(tag, unit)));
  }

  /**
   * The translation of a text. Tags are canonical; {@code de} serves a wish for {@code de-AT} (RFC
   * 4647 lookup). The source matches in any variant of its language, and in any language if it is
   * {@code und}.
   */
  public Optional<String> lookup(String sourceTag, String targetTag, String text) {
    List<String> targets = LanguageTags.lookup(targetTag);
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (Source source : unitsByText.getOrDefault(normalize(text), List.of())) {
      int sourceDistance = sourceDistance(sourceTag, source.tag());
      for (int i = 0; i < targets.size() && sourceDistance >= 0; i++) {
        String translation = source.unit().get(targets.get(i));
        boolean isItself = targets.get(i).equals(source.tag());
        if (translation != null && !isItself && sourceDistance + i < bestDistance) {
          bestDistance = sourceDistance + i;
          best = translation;
        }
      }
    }
    return Optional.ofNullable(best)
        .map(translation -> WHITE_SPACE.matcher(translation).replaceAll(" ").strip());
  }

  /** How far a unit's language is from the one asked for; negative if it does not serve. */
  private static int sourceDistance(String asked, String offered) {
    int step = LanguageTags.lookup(asked).indexOf(offered);
    if (step >= 0) {
      return step;
    }
    boolean serves =
        asked.equals(LanguageTags.UNDETERMINED)
            || LanguageTags.base(asked).equals(LanguageTags.base(offered));
    return serves ? ANY_VARIANT : -1;
  }

  static String normalize(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return WHITE_SPACE.matcher(composed).replaceAll(" ").strip();
  }
}
