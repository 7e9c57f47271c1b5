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
   */
  public record Pointer(String batchId, String entries) {}

  /** The newest set; empty before the first batch has finished. */
  public Optional<Pointer> current() throws IOException {
    try {
      byte[] json = Storage.read(tree.ledgerPointer(), MAX_POINTER_BYTES);
      return Optional.of(Json.MAPPER.readValue(json, Pointer.class));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Makes the entries of a batch the newest set. */
  public void switchTo(String batchId) throws IOException {
    Pointer pointer = new Pointer(batchId, tree.ledgerEntries(batchId) + "-*.jsonl");
    Storage.write(
        tree.ledgerPointer(),
        Json.writePretty(pointer).getBytes(StandardCharsets.UTF_8),
        "application/json");
  }
}
