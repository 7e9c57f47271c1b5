package dev.palimpsest.transforms.translate.ask;

import dev.palimpsest.io.manifest.Mode;

/**
 * What all texts of a batch have in common.
 *
 * @param source BCP-47 tag, {@code und} if not known
 * @param target BCP-47 tag
 * @param mode what kind of picture the texts stand on
 * @param customPrompt the user's instruction; {@code null} for none
 */
public record Brief(String source, String target, Mode mode, String customPrompt) {
  /** A brief without wishes. */
  public static Brief of(String source, String target) {
    return new Brief(source, target, Mode.GENERAL, null);
  }
}
