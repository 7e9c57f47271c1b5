package dev.palimpsest.transforms.compose;

import dev.palimpsest.io.storage.OutputTree;
import java.io.Serializable;
import java.util.List;

/**
 * What drawing the translated pictures must know.
 *
 * @param fonts folders with the user's own fonts
 * @param glossaryUris whose terms are noted with what was translated
 * @param minFontSizePx smallest readable size; longer text is drawn at it and flagged
 */
public record ComposeSettings(
    OutputTree tree,
    List<String> fonts,
    List<String> glossaryUris,
    double minFontSizePx,
    long maxImageBytes,
    long maxImagePixels,
    boolean allowPrivateHosts)
    implements Serializable {
  public ComposeSettings {
    fonts = List.copyOf(fonts);
    glossaryUris = List.copyOf(glossaryUris);
  }
}
