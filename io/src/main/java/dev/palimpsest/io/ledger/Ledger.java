package dev.palimpsest.io.ledger;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.SharedFile;
import dev.palimpsest.io.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The pointer to the newest set of ledger entries. Entries are written under the batch's own folder
 * first; a reader sees the old set or the new one, never a mixture.
 */
public final class Ledger {
  private static final long MAX_POINTER_BYTES = 1 << 20;

  /** Each lost race means that another batch has ended at the same moment. */
  private static final int MAX_ATTEMPTS = 20;

  /** More than there can be in the time of one call. */
  private static final int MAX_SWITCHES = 32;

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
   * @param switches words of the latest switches, newest first: a switch whose answer was lost
   *     finds its word here although others have switched since, and is not done again
   */
  public record Pointer(String batchId, String entries, String previous, List<String> switches) {
    public Pointer {
      switches = switches == null ? List.of() : List.copyOf(switches);
    }

    private List<String> switchesWith(String word) {
      return Stream.concat(Stream.of(word), switches.stream()).limit(MAX_SWITCHES).toList();
    }
  }

  /** The newest set; empty before the first batch has finished, or if the pointer is damaged. */
  public Optional<Pointer> current() throws IOException {
    try {
      return parse(Storage.readShared(tree.ledgerPointer(), MAX_POINTER_BYTES));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes the entries of a batch the newest set, and removes the set before the previous one: every
   * set is as large as the library. May be called again for the same batch, and by several batches
   * at the same moment: none of them overlooks the set of another.
   *
   * @param options with the credentials and endpoints of the stores
   */
  public void switchTo(String batchId, PipelineOptions options) throws IOException {
    String entries = tree.ledgerEntries(batchId) + "-*.jsonl";
    String word = UUID.randomUUID().toString();
    try (SharedFile file = SharedFile.at(tree.ledgerPointer(), options)) {
      for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        Optional<SharedFile.Snapshot> seen = file.read();
        Optional<Pointer> old =
            seen.flatMap(snapshot -> parse(snapshot.content().getBytes(StandardCharsets.UTF_8)));
        if (old.isPresent() && old.get().switches().contains(word)) {
          return;
        }
        List<String> switches =
            old.map(pointer -> pointer.switchesWith(word)).orElse(List.of(word));
        boolean again = old.isPresent() && old.get().batchId().equals(batchId);
        String previous = again ? old.get().previous() : old.map(Pointer::entries).orElse(null);
        String json = Json.writePretty(new Pointer(batchId, entries, previous, switches));
        if (file.write(json.getBytes(StandardCharsets.UTF_8), seen)) {
          String unused = again ? null : old.map(Pointer::previous).orElse(null);
          if (unused != null && !unused.equals(entries)) {
            Storage.deleteAll(unused);
          }
          return;
        }
      }
    }
    throw new IOException(
        "%s was changed by others %d times while batch %s wanted to write it"
            .formatted(tree.ledgerPointer(), MAX_ATTEMPTS, batchId));
  }

  /** A pointer that is damaged points to nothing: the library is read again once. */
  private Optional<Pointer> parse(byte[] json) {
    return Json.readStored(json, Pointer.class, tree.ledgerPointer());
  }
}
