package dev.palimpsest.pipeline.localize;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStatus;
import dev.palimpsest.io.batch.BatchStore;
import dev.palimpsest.io.batch.CancelSignal;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.pipeline.options.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/** Decides whether a batch may start, and creates its record if so. */
final class Admission {
  /** A batch whose files have not moved for this long is taken for dead. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private final Settings settings;
  private final PipelineOptions options;
  private final BatchStore store;
  private final PrintStream out;
  private final Clock clock;
  private BatchRecord accepted;

  Admission(
      Settings settings, PipelineOptions options, BatchStore store, PrintStream out, Clock clock) {
    this.settings = settings;
    this.options = options;
    this.store = store;
    this.out = out;
    this.clock = clock;
  }

  /** The record of the batch, once {@link #refuse} has let it in. */
  BatchRecord accepted() {
    return accepted;
  }

  /** Empty if the batch may start; its record exists then. */
  Optional<ExitCode> refuse() throws IOException {
    String id = settings.batchId();
    OutputTree tree = settings.tree();
    List<String> running = running(id);
    if (running.size() >= settings.maxConcurrentBatches()) {
      out.printf(
          "%d batches are running under %s already (%s): wait for them, or raise"
              + " --maxConcurrentBatches%n",
          running.size(), tree.root(), String.join(", ", running));
      return Optional.of(ExitCode.BAD_USAGE);
    }
    accepted =
        BatchRecord.pending(
            id,
            settings.defaults().targetLanguages(),
            clock.instant(),
            tree.results(id),
            tree.failures(id));
    if (store.create(accepted, options)) {
      return Optional.empty();
    }
    if (!settings.resume()) {
      out.printf(
          "batch %s exists already: %s%npass --resume to continue it, or another --batchId%n",
          id, tree.status(id));
      return Optional.of(ExitCode.BATCH_EXISTS);
    }
    Optional<BatchRecord> existing = store.settle(id);
    if (existing.isPresent() && existing.get().status() == BatchStatus.COMPLETED) {
      out.printf("batch %s is completed already: %s%n", id, tree.status(id));
      return Optional.of(ExitCode.COMPLETED);
    }
    accepted = existing.orElse(accepted);
    CancelSignal.clear(tree, id);
    Storage.deleteAll(tree.results(id));
    Storage.deleteAll(tree.failures(id));
    Storage.deleteAll(tree.allProgress(id));
    return Optional.empty();
  }

  /** Other batches under the same root that are at work. */
  private List<String> running(String id) throws IOException {
    Instant deadline = clock.instant().minus(SILENCE);
    List<String> running = new ArrayList<>();
    for (BatchRecord record : store.list()) {
      if (!record.batchId().equals(id)
          && !record.status().isFinal()
          && lastSign(record.batchId()).isAfter(deadline)) {
        running.add(record.batchId());
      }
    }
    return running;
  }

  private Instant lastSign(String batchId) throws IOException {
    Instant last =
        Storage.info(settings.tree().status(batchId))
            .map(Storage.FileInfo::lastModified)
            .orElse(Instant.EPOCH);
    for (Storage.FileInfo worker : Storage.list(settings.tree().allProgress(batchId))) {
      if (worker.lastModified().isAfter(last)) {
        last = worker.lastModified();
      }
    }
    return last;
  }
}
