package dev.palimpsest.transforms.translate.mt;

import com.ibm.icu.util.ULocale;
import dev.palimpsest.io.language.LanguageTags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The language codes of a server, and which of them serves a BCP-47 tag. */
final class OfferedLanguages {
  private final Map<String, String> codesByTag = new HashMap<>();

  OfferedLanguages(Collection<String> codes) {
    codes.forEach(
        code -> LanguageTags.canonical(code).ifPresent(tag -> codesByTag.putIfAbsent(tag, code)));
  }

  /**
   * The server's own spelling: for {@code zh-TW} that is {@code zh-Hant} or {@code zh-TW}, never
   * {@code zh}; for {@code en} it may be {@code EN-US}.
   */
  Optional<String> serving(String tag) {
    ULocale likely = ULocale.addLikelySubtags(ULocale.forLanguageTag(tag));
    List<String> tags = new ArrayList<>();
    tags.add(tag);
    tags.add(likely.getLanguage() + "-" + likely.getCountry());
    tags.add(likely.getLanguage() + "-" + likely.getScript());
    tags.add(likely.toLanguageTag());
    tags.addAll(LanguageTags.lookup(tag));
    if (likely.getLanguage().matches("no|nb")) {
      tags.addAll(List.of("nb", "no"));
    }
    return tags.stream()
        .filter(codesByTag::containsKey)
        .filter(offered -> script(offered).equals(likely.getScript()))
        .map(codesByTag::get)
        .findFirst();
  }

  private static String script(String tag) {
    return ULocale.addLikelySubtags(ULocale.forLanguageTag(tag)).getScript();
  }
}
