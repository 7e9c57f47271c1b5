package dev.palimpsest.io.ledger;

import dev.palimpsest.io.storage.ContentHash;
import java.io.Serializable;

/**
 * One word per step that changes when a setting of that step changes. A new font redraws, a new
 * glossary looks at the translations again, a new OCR setting reads again.
 *
 * @param read shapes regions and clean plate
 * @param translate shapes what is asked of the translators and what they answer
 * @param draw shapes the drawing of text
 */
public record Fingerprints(String read, String translate, String draw) implements Serializable {

  /** These fingerprints with what one row says for itself. */
  public Fingerprints with(String rowRead, String rowTranslate, String rowDraw) {
    return new Fingerprints(
        ContentHash.of(read + "\n" + rowRead),
        ContentHash.of(translate + "\n" + rowTranslate),
        ContentHash.of(draw + "\n" + rowDraw));
  }
}
