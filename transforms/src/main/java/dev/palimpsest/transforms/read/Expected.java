package dev.palimpsest.transforms.read;

import dev.palimpsest.io.result.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What may stand on a picture, in the terms of the OCR data at hand.
 *
 * @param latin Tesseract's codes to read Latin letters with first, joined by {@code +}; empty if no
 *     language in Latin letters was named
 * @param others scripts to look for besides
 * @param anyLanguage the user left it to us to find the language out
 */
record Expected(String latin, List<OtherScript> others, boolean anyLanguage) {
  private static final String FIRST_LATIN = "eng";

  Expected {
    others = List.copyOf(others);
  }

  /** Everything that can be read, to be found out. */
  static Expected anything(OcrData data) {
    return new Expected(FIRST_LATIN, OtherScript.all(data.codes()), true);
  }

  /**
   * @param sourceTags BCP-47, at least one
   * @throws FailureException if OCR data for a named language is missing
   */
  static Expected of(List<String> sourceTags, OcrData data) throws FailureException {
    List<String> latin = new ArrayList<>();
    for (String tag : sourceTags) {
      String code = OcrLanguages.code(tag);
      data.require(code);
      if (OtherScript.isLatin(tag) && !latin.contains(code)) {
        latin.add(code);
      }
    }
    return new Expected(
        String.join("+", latin), OtherScript.of(sourceTags, new TreeSet<>(data.codes())), false);
  }
}
