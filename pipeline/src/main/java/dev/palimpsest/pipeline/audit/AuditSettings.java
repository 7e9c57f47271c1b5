package dev.palimpsest.pipeline.audit;

import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.util.List;
import java.util.Optional;

/**
 * What to audit.
 *
 * @param tree as it is now; a tree that was moved since the batch is looked at in its new place
 * @param manifests files of the manifest; empty if it is not to be compared
 * @param images that the batch took without a manifest; empty if they are not to be compared
 * @param targetLanguages of rows that name none; the record's if empty
 * @param orphans whether to look for files that nobody names
 */
public record AuditSettings(
    OutputTree tree,
    String batchId,
    List<Storage.FileInfo> manifests,
    List<Storage.FileInfo> images,
    Optional<List<String>> targetLanguages,
    boolean orphans) {
  public AuditSettings {
    manifests = List.copyOf(manifests);
    images = List.copyOf(images);
  }

  boolean comparesRows() {
    return !manifests.isEmpty() || !images.isEmpty();
  }
}
