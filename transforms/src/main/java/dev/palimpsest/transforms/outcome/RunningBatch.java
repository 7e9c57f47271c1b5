package dev.palimpsest.transforms.outcome;

import dev.palimpsest.io.batch.CancelSignal;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.ledger.LedgerEntry;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The batch that a worker works for.
 *
 * @param cancelInterval how often a process looks whether it was asked to stop
 */
public record RunningBatch(String batchId, OutputTree tree, Duration cancelInterval)
    implements Serializable {

  /** For a worker to keep: looking costs nothing most of the time. */
  public CancelSignal cancelSignal() {
    return CancelSignal.of(tree, batchId, cancelInterval);
  }

  /**
   * Ends the work on an element of a cancelled batch before it begins.
   *
   * @throws FailureException {@code CANCELLED}
   */
  public void stopIfCancelled(CancelSignal signal) throws FailureException {
    if (signal.isSet()) {
      throw new FailureException(
          Stage.LOAD, FailureCode.CANCELLED, "batch " + batchId + " was cancelled");
    }
  }

  /** Notes an image as finished, so that a batch that is interrupted does not do it again. */
  public void markDone(LedgerEntry entry) throws IOException {
    Storage.write(
        tree.done(batchId, entry.imageId()),
        Json.write(entry).getBytes(StandardCharsets.UTF_8),
        "application/json");
  }
}
