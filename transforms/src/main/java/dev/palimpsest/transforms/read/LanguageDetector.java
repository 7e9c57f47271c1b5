package dev.palimpsest.transforms.read;

import com.github.pemistahl.lingua.api.IsoCode639_1;
import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Says in which language a text is, among the languages that can be read here. Short picture texts
 * are easily taken for a neighbour; fewer candidates make fewer mistakes.
 */
final class LanguageDetector {
  /**
   * @param tag BCP-47
   * @param confidence 0 to 1: the lead over the next likely candidate
   */
  record Detected(String tag, double confidence) {
    /** Whether no other language comes near. */
    boolean isClear() {
      return confidence == 1;
    }
  }

  /** By this much less likely the runner-up is when the text leaves no doubt (measured). */
  private static final double CLEAR_LEAD = 0.2;

  /** So close to the likeliest, English is it: headings and web addresses look like Latin. */
  private static final double TIE = 0.03;

  /** A region that could be in the picture's language must surely be in another. */
  private static final double SURE = 0.9;

  /** From so many characters on Lingua asks for trigrams only, which takes a fifth of the time. */
  private static final int LONG_TEXT = 120;

  /** So many languages that seem likely by trigrams are worth the other models. */
  private static final int SHORT_LIST = 10;

  /** Fewer letters are sure of nothing. */
  private static final int ENOUGH_LETTERS = 25;

  private final com.github.pemistahl.lingua.api.LanguageDetector detector;
  private final com.github.pemistahl.lingua.api.LanguageDetector byTrigrams;
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
    IsoCode639_1[] all = codes.toArray(IsoCode639_1[]::new);
    detector = all.length < 2 ? null : LanguageDetectorBuilder.fromIsoCodes639_1(all).build();
    byTrigrams =
        all.length <= SHORT_LIST
            ? null
            : LanguageDetectorBuilder.fromIsoCodes639_1(all).withLowAccuracyMode().build();
  }

  /** The language of one region of a picture that is otherwise in the given one. */
  String ofRegion(String text, String pictureTag) {
    long letters = Scripts.letters(text);
    boolean fits = OtherScript.letters(pictureTag, text) * 2 >= letters;
    if (letters == 0 || (fits && letters < ENOUGH_LETTERS)) {
      return pictureTag;
    }
    Detected detected = detect(text);
    boolean other = fits ? detected.confidence() >= SURE : !detected.tag().equals("und");
    return other ? detected.tag() : pictureTag;
  }

  /** The likeliest language, or {@code und} with confidence 0 if the text gives no clue. */
  Detected detect(String text) {
    if (text.codePoints().noneMatch(Character::isLetter)) {
      return new Detected("und", 0);
    }
    if (detector == null) {
      return only == null ? new Detected("und", 0) : only;
    }
    // Best first; the best one is always 1, the others are relative to it.
    Map<Language, Double> likelihoods = likelihoods(text);
    List<Map.Entry<Language, Double>> values = List.copyOf(likelihoods.entrySet());
    if (values.isEmpty()) {
      return new Detected("und", 0);
    }
    Double english = likelihoods.get(Language.ENGLISH);
    if (english != null && english > 1 - TIE) {
      double runnerUp =
          values.stream()
              .filter(v -> v.getKey() != Language.ENGLISH)
              .findFirst()
              .map(Map.Entry::getValue)
              .orElse(0.0);
      return new Detected("en", Math.min(1, Math.max(0, english - runnerUp) / CLEAR_LEAD));
    }
    double lead = values.size() < 2 ? 1 : 1 - values.get(1).getValue();
    return new Detected(
        values.get(0).getKey().getIsoCode639_1().toString(), Math.min(1, lead / CLEAR_LEAD));
  }

  /** A short text is held against all models of the likeliest languages only, and of English. */
  private Map<Language, Double> likelihoods(String text) {
    if (byTrigrams == null || text.length() >= LONG_TEXT) {
      return detector.computeLanguageConfidenceValues(text);
    }
    Map<Language, Double> rough = byTrigrams.computeLanguageConfidenceValues(text);
    if (rough.size() <= SHORT_LIST) {
      return detector.computeLanguageConfidenceValues(text);
    }
    Stream<Language> first = rough.keySet().stream().limit(SHORT_LIST);
    Stream<Language> english = rough.keySet().stream().filter(Language.ENGLISH::equals);
    Language[] likeliest = Stream.concat(first, english).distinct().toArray(Language[]::new);
    return LanguageDetectorBuilder.fromLanguages(likeliest)
        .build()
        .computeLanguageConfidenceValues(text);
  }
}
