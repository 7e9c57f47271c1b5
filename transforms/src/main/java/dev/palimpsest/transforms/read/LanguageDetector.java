package dev.palimpsest.transforms.read;

import com.github.pemistahl.lingua.api.IsoCode639_1;
import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Says in which language a text is, among the languages that can be read here. Short picture texts
 * are easily taken for a neighbour; fewer candidates make fewer mistakes.
 */
final class LanguageDetector {
  /**
   * @param tag BCP-47
   * @param confidence 0 to 1, relative to the other candidates
   */
  record Detected(String tag, double confidence) {}

  private final com.github.pemistahl.lingua.api.LanguageDetector detector;
  private final Detected only;

  /**
   * @param tags candidate languages (two-letter codes); unknown ones are passed over
   */
  LanguageDetector(Collection<String> tags) {
    List<IsoCode639_1> codes = new ArrayList<>();
    for (Language language : Language.values()) {
      if (tags.contains(language.getIsoCode639_1().toString())) {
        codes.add(language.getIsoCode639_1());
      }
    }
    only = codes.size() == 1 ? new Detected(codes.get(0).toString(), 1) : null;
    detector =
        codes.size() < 2
            ? null
            : LanguageDetectorBuilder.fromIsoCodes639_1(codes.toArray(IsoCode639_1[]::new)).build();
  }

  /** The likeliest language, or {@code und} with confidence 0 if the text gives no clue. */
  Detected detect(String text) {
    if (text.codePoints().noneMatch(Character::isLetter)) {
      return new Detected("und", 0);
    }
    if (detector == null) {
      return only == null ? new Detected("und", 0) : only;
    }
    Map<Language, Double> values = detector.computeLanguageConfidenceValues(text);
    return values.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(e -> new Detected(e.getKey().getIsoCode639_1().toString(), e.getValue()))
        .orElse(new Detected("und", 0));
  }
}
