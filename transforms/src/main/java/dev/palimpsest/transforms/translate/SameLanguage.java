package dev.palimpsest.transforms.translate;

import com.ibm.icu.util.ULocale;

/** Whether a text needs no translation because it is in the target language already. */
public final class SameLanguage {
  private SameLanguage() {}

  /**
   * Same language in the same script ({@code zh-TW} is not {@code zh-CN}), unless both name regions
   * that differ: {@code en} serves {@code en-GB}, {@code pt-BR} does not serve {@code pt-PT}.
   */
  public static boolean test(String tag, String otherTag) {
    ULocale one = ULocale.forLanguageTag(tag);
    ULocale other = ULocale.forLanguageTag(otherTag);
    ULocale likely = ULocale.addLikelySubtags(one);
    ULocale otherLikely = ULocale.addLikelySubtags(other);
    boolean regionsDiffer =
        !one.getCountry().isEmpty()
            && !other.getCountry().isEmpty()
            && !one.getCountry().equals(other.getCountry());
    return !one.getLanguage().isEmpty()
        && likely.getLanguage().equals(otherLikely.getLanguage())
        && likely.getScript().equals(otherLikely.getScript())
        && !regionsDiffer;
  }
}
