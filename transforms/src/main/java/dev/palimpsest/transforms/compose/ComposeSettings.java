package dev.palimpsest.transforms.compose;

import dev.palimpsest.io.image.ImageReach;
import dev.palimpsest.io.storage.OutputTree;
import java.io.Serializable;
import java.util.List;

/**
 * What drawing the translated pictures must know.
 *
 * @param fonts folders with the user's own fonts
 * @param glossaryUris whose terms are noted with what was translated
 * @param minFontSizePx smallest readable size; longer text is drawn at it and flagged
 * @param eraserModel where the user's own inpainting model is; empty = none
 */
public record ComposeSettings(
    OutputTree tree,
    List<String> fonts,
    List<String> glossaryUris,
    double minFontSizePx,
    String eraserModel,
    long maxImageBytes,
    long maxImagePixels,
    ImageReach reach)
    implements Serializable {
  public ComposeSettings {
    fonts = List.copyOf(fonts);
    glossaryUris = List.copyOf(glossaryUris);
  }
}
