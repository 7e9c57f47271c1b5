package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.storage.OutputTree;
import java.io.Serializable;
import java.util.List;

/**
 * What the translate step needs to know beside its requests.
 *
 * @param memoryUris TMX files, the first one's entries win
 * @param tree where bought translations are kept
 * @param batchSize most texts in one request to an engine
 */
public record TranslateSettings(List<String> memoryUris, OutputTree tree, int batchSize)
    implements Serializable {
  /** Texts in one request, unless an option says otherwise. */
  public static final int DEFAULT_BATCH_SIZE = 50;

  public TranslateSettings {
    memoryUris = List.copyOf(memoryUris);
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize: " + batchSize);
    }
  }
}
