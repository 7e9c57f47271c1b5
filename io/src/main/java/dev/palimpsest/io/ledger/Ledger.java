package dev.palimpsest.io.ledger;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The pointer to the newest set of ledger entries. Entries are written under the batch's own folder
 * first; a reader sees the old set or the new one, never a mixture.
 */
public final class Ledger {
  private static final long MAX_POINTER_BYTES = 1 << 20;

  private final OutputTree tree;

  public Ledger(OutputTree tree) {
    this.tree = tree;
  }

  /**
   * Where the entries are.
   *
   * @param batchId the batch that wrote them
   * @param entries glob of JSON Lines files
   * @param previous glob of the set before, which a batch may still be reading; absent for the
   *     first
   */
  public record Pointer(String batchId, String entries, String previous) {}

  /** The newest set; empty before the first batch has finished. */
  public Optional<Pointer> current() throws IOException {
    try {
      byte[] json = Storage.read(tree.ledgerPointer(), MAX_POINTER_BYTES);
      return Optional.of(Json.MAPPER.readValue(json, Pointer.class));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes the entries of a batch the newest set, and removes the set before the previous one: every
   * set is as large as the library. May be called again for the same batch.
   */
  public void switchTo(String batchId) throws IOException {
    Optional<Pointer> old = current();
    String entries = tree.ledgerEntries(batchId) + "-*.jsonl";
    boolean again = old.isPresent() && old.get().batchId().equals(batchId);
    String previous = again ? old.get().previous() : old.map(Pointer::entries).orElse(null);
    Storage.write(
        tree.ledgerPointer(),
        Json.writePretty(new Pointer(batchId, entries, previous)).getBytes(StandardCharsets.UTF_8),
        "application/json");
    String unused = again ? null : old.map(Pointer::previous).orElse(null);
    if (unused != null && !unused.equals(entries)) {
      for (Storage.FileInfo file : Storage.list(unused)) {
        Storage.delete(file.uri());
      }
    }
  }
}
