package dev.palimpsest.transforms.read;

import com.ibm.icu.util.ULocale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Between BCP-47 tags and Tesseract's names of OCR data, which are ISO 639-3 codes with a few
 * exceptions.
 */
public final class OcrLanguages {
  private static final Map<String, String> CODE_BY_ISO3 =
      Map.of("nob", "nor", "nno", "nor", "zho", "chi_sim");

  private OcrLanguages() {}

  /** Tesseract's name for the OCR data of a language: {@code de-AT} → {@code deu}. */
  public static String code(String tag) {
    ULocale locale = ULocale.forLanguageTag(tag);
    String iso3 = locale.getISO3Language();
    if (iso3.equals("zho")) {
      String script = ULocale.addLikelySubtags(locale).getScript();
      return script.equals("Hant") ? "chi_tra" : "chi_sim";
    }
    return CODE_BY_ISO3.getOrDefault(iso3, iso3);
  }

  /** The two-letter languages among the given OCR data, with the data's name. */
  public static Map<String, String> codeByTag(Set<String> codes) {
    Map<String, String> byTag = new TreeMap<>();
    for (String language : ULocale.getISOLanguages()) {
      if (language.length() == 2) {
        Optional.of(code(language))
            .filter(codes::contains)
            .ifPresent(code -> byTag.put(language, code));
      }
    }
    return byTag;
  }
}
