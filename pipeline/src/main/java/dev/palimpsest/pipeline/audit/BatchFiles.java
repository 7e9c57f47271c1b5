package dev.palimpsest.pipeline.audit;

import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.io.storage.Storage.FileInfo;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * The files in the folder of a batch, or in its folder of the ledger.
 *
 * @param folder URI without a trailing slash
 */
record BatchFiles(String folder, List<FileInfo> files) {

  static BatchFiles ofBatch(OutputTree tree, String batchId) throws IOException {
    return in(tree.batchFolder(batchId));
  }

  static BatchFiles ofLedger(OutputTree tree, String batchId) throws IOException {
    String entries = tree.ledgerEntries(batchId);
    return in(entries.substring(0, entries.lastIndexOf('/')));
  }

  private static BatchFiles in(String folder) throws IOException {
    String segment = folder.substring(folder.lastIndexOf('/'));
    List<FileInfo> direct =
        listing(folder).stream()
            .filter(file -> file.uri().endsWith(segment + "/" + name(file.uri())))
            .toList();
    return new BatchFiles(folder, direct);
  }

  /** Files under a folder; none if there is no such folder. */
  static List<FileInfo> listing(String folder) throws IOException {
    try {
      return Storage.listFolder(folder);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /** The files {@code PREFIX-*.jsonl}. */
  List<FileInfo> lines(String prefix) {
    return files.stream()
        .filter(f -> name(f.uri()).startsWith(prefix + "-") && f.uri().endsWith(".jsonl"))
        .toList();
  }

  static String name(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }
}
