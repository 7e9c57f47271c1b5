package dev.palimpsest.io.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** BCP-47 language tags: one spelling for each, and RFC 4647 lookup. */
public final class LanguageTags {
  /** The tag of a text whose language is not known. */
  public static final String UNDETERMINED = "und";

  private static final Set<String> NO_LANGUAGE = Set.of("und", "mul", "mis", "zxx", "root");
  private static final Map<String, String> TWO_LETTERS =
      Arrays.stream(Locale.getISOLanguages())
          .collect(
              Collectors.toMap(
                  code -> new Locale(code).getISO3Language(),
                  code -> code,
                  (first, again) -> first));

  private LanguageTags() {}

  /**
   * The canonical spelling: {@code pt_br} gives {@code pt-BR}, {@code eng} gives {@code en}.
   *
   * @return empty if the tag is malformed or its language unknown
   */
  public static Optional<String> canonical(String tag) {
    Locale locale;
    try {
      locale = new Locale.Builder().setLanguageTag(tag.strip().replace('_', '-')).build();
    } catch (IllformedLocaleException e) {
      return Optional.empty();
    }
    String language = TWO_LETTERS.getOrDefault(locale.getLanguage(), locale.getLanguage());
    if (language.isEmpty()
        || NO_LANGUAGE.contains(language)
        || new Locale(language).getDisplayLanguage(Locale.ENGLISH).equals(language)) {
      return Optional.empty();
    }
    return Optional.of(
        new Locale.Builder().setLocale(locale).setLanguage(language).build().toLanguageTag());
  }

  /** The primary language: {@code de} for {@code de-AT}. */
  public static String base(String tag) {
    int dash = tag.indexOf('-');
    return dash < 0 ? tag : tag.substring(0, dash);
  }

  /** The tag and what serves it by RFC 4647 lookup, best first: {@code zh-Hant-TW, zh-Hant, zh}. */
  public static List<String> lookup(String tag) {
    List<String> ranges = new ArrayList<>();
    String range = tag;
    while (!range.isEmpty()) {
      ranges.add(range);
      int dash = range.lastIndexOf('-');
      if (dash >= 2 && range.charAt(dash - 2) == '-') {
        dash -= 2; // a single letter does not stand at the end
      }
      range = dash < 0 ? "" : range.substring(0, dash);
    }
    return ranges;
  }
}
