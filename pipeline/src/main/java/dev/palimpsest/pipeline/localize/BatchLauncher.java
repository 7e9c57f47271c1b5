package dev.palimpsest.pipeline.localize;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStatus;
import dev.palimpsest.io.batch.BatchStore;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.pipeline.options.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Starts a batch, waits for its end, and keeps the status record meanwhile. The record is created
 * before anything else: of two starts with one batch id, one finds it there.
 */
public final class BatchLauncher {
  private final Settings settings;
  private final PipelineOptions options;
  private final PrintStream out;
  private final Clock clock;
  private final BatchStore store;

  public BatchLauncher(Settings settings, PipelineOptions options, PrintStream out, Clock clock) {
    this.settings = settings;
    this.options = options;
    this.out = out;
    this.clock = clock;
    this.store = new BatchStore(settings.tree());
  }

  /**
   * Runs the batch to its end.
   *
   * @throws IOException if the status record cannot be read or written
   */
  public ExitCode launch() throws IOException {
    RunnerDefaults.apply(options);
    Pipeline pipeline = Pipeline.create(options);
    LocalizeGraph.build(pipeline, settings);
    String id = settings.batchId();
    String location = settings.tree().status(id);
    BatchRecord pending =
        BatchRecord.pending(
            id,
            settings.defaults().targetLanguages(),
            clock.instant(),
            settings.tree().results(id),
            settings.tree().failures(id));
    if (!store.create(pending)) {
      Optional<BatchRecord> existing = store.read(id);
      if (!settings.resume()) {
        out.printf(
            "batch %s exists already: %s%npass --resume to continue it, or another --batchId%n",
            id, location);
        return ExitCode.BATCH_EXISTS;
      }
      if (existing.isPresent() && existing.get().status() == BatchStatus.COMPLETED) {
        out.printf("batch %s is completed already: %s%n", id, location);
        return ExitCode.COMPLETED;
      }
      pending = existing.orElse(pending);
      deleteLines(settings.tree().results(id));
      deleteLines(settings.tree().failures(id));
    }
    BatchRecord processing = pending.processing(clock.instant());
    store.update(processing);
    out.printf("batch %s started: %s%n", id, location);
    Optional<String> trouble = run(pipeline);
    if (trouble.isPresent()) {
      store.update(processing.failed(clock.instant()));
      out.printf("batch %s failed: %s%n", id, trouble.get());
      out.printf("what was done is kept; run again with --batchId=%s --resume%n", id);
      return ExitCode.FAILED;
    }
    return report(store.read(id).orElse(processing));
  }

  /** Empty if the pipeline ran to its end, else what stopped it. */
  private Optional<String> run(Pipeline pipeline) {
    try {
      PipelineResult.State state = pipeline.run().waitUntilFinish();
      return state == PipelineResult.State.DONE
          ? Optional.empty()
          : Optional.of("the runner ended with state " + state);
    } catch (PipelineExecutionException e) {
      e.getCause().printStackTrace(out);
      return Optional.of(String.valueOf(e.getCause()));
    } catch (RuntimeException e) {
      e.printStackTrace(out);
      return Optional.of(e.toString());
    }
  }

  private ExitCode report(BatchRecord record) {
    out.printf(
        "batch %s %s: %d of %d images completed, %d reused%n",
        record.batchId(),
        record.status().label(),
        record.completedCount(),
        record.totalImages(),
        record.reusedCount());
    record.errors().forEach((code, count) -> out.printf("  %s: %d%n", code, count));
    out.printf("record: %s%n", settings.tree().status(record.batchId()));
    return ExitCode.of(record.status());
  }

  private static void deleteLines(String glob) throws IOException {
    List<Storage.FileInfo> files = Storage.list(glob);
    for (Storage.FileInfo file : files) {
      Storage.delete(file.uri());
    }
  }
}
