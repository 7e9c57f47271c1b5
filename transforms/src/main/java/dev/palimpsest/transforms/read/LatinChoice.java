package dev.palimpsest.transforms.read;

import dev.palimpsest.transforms.read.LanguageDetector.Detected;
import dev.palimpsest.transforms.read.LineSearch.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Chooses the OCR data for a text in Latin letters by a few of its lines. */
final class LatinChoice {
  /** Fewer letters tell no language from another. */
  private static final int FEWEST_LETTERS = 15;

  /**
   * Engines are not equally sure of themselves: the right one may be this much less confident than
   * the English one. On another language's text it loses far more.
   */
  private static final double NO_WORSE = 0.9;

  /**
   * @param codes the data to read with
   * @param language that the sample is in; nothing if it is too short to tell, or was read better
   *     with the data of another
   * @param letters of the sample
   */
  record Choice(String codes, Optional<Detected> language, long letters) {
    /**
     * The language of the whole text if the sample leaves no doubt of it and is most of what was
     * read: then all of it says the same, and takes as long again.
     *
     * @param read letters of the whole text
     */
    Optional<Detected> languageOfAll(long read) {
      return read > 0 && 2 * letters > read ? language.filter(Detected::isClear) : Optional.empty();
    }
  }

  private final LanguageDetector detector;
  private final Map<String, String> codeByTag;

  LatinChoice(Map<String, String> codeByTag) {
    this.codeByTag = codeByTag;
    this.detector =
        new LanguageDetector(codeByTag.keySet().stream().filter(OtherScript::isLatin).toList());
  }

  /**
   * The data of the language that the sample seems to be in, if it reads the sample no worse.
   *
   * @param sample lines read with confidence
   * @param codes the data they were read with
   */
  Choice better(
      List<Sample> sample,
      String codes,
      BiFunction<LineCandidate, String, Optional<ReadLine>> reader) {
    String text = String.join("\n", sample.stream().map(s -> s.line().text()).toList());
    long letters = Scripts.letters(text);
    if (letters < FEWEST_LETTERS) {
      return new Choice(codes, Optional.empty(), letters);
    }
    Detected detected = detector.detect(text);
    String code = codeByTag.getOrDefault(detected.tag(), codes);
    if (code.equals(codes)) {
      return new Choice(codes, Optional.of(detected), letters);
    }
    double before = 0;
    double after = 0;
    for (Sample s : sample) {
      int length = s.line().text().length();
      before += length * s.line().confidence();
      after += length * reader.apply(s.candidate(), code).map(ReadLine::confidence).orElse(0.0);
    }
    return after > NO_WORSE * before
        ? new Choice(code, Optional.of(detected), letters)
        : new Choice(codes, Optional.empty(), letters);
  }
}
