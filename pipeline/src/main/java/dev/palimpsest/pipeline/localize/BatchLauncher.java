package dev.palimpsest.pipeline.localize;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStatus;
import dev.palimpsest.io.batch.BatchStore;
import dev.palimpsest.io.batch.CancelSignal;
import dev.palimpsest.pipeline.options.Settings;
import dev.palimpsest.pipeline.webhook.TellEnd;
import dev.palimpsest.pipeline.webhook.Webhook;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;

/**
 * Starts a batch, watches it to its end, and keeps the status record meanwhile. The record is
 * created before anything else: of two starts with one batch id, one finds it there.
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
    PCollection<BatchRecord> finished = LocalizeGraph.build(pipeline, settings);
    // A composite without content would be a primitive that no runner knows.
    settings
        .webhook()
        .ifPresent(webhook -> finished.apply("TellEnd", new TellEnd(webhook, settings.tree())));
    Admission admission = new Admission(settings, options, store, out, clock);
    Optional<ExitCode> refused = admission.refuse();
    if (refused.isPresent()) {
      return refused.get();
    }
    BatchRecord processing = admission.accepted().processing(clock.instant());
    store.update(processing);
    out.printf(
        "batch %s started: %s%n", settings.batchId(), settings.tree().status(settings.batchId()));
    if (detached()) {
      pipeline.run();
      out.println("detached: 'palimpsest status' tells how it goes");
      return ExitCode.COMPLETED;
    }
    Optional<String> trouble;
    try (Watch watch = new Watch(settings, store, processing)) {
      trouble = run(pipeline);
    }
    Optional<BatchRecord> settled = store.settle(settings.batchId());
    return trouble.isPresent() && settled.filter(r -> r.status().isFinal()).isEmpty()
        ? failed(processing, trouble.get())
        : report(settled.orElse(processing));
  }

  private boolean detached() {
    return options.getRunner().getSimpleName().equals("FlinkRunner")
        && !options.as(FlinkPipelineOptions.class).getAttachedMode();
  }

  /** Empty if the pipeline ran to its end, else what stopped it. */
  private Optional<String> run(Pipeline pipeline) {
    try {
      PipelineResult result = pipeline.run();
      PipelineResult.State state = result.waitUntilFinish();
      settings.metricsFile().ifPresent(file -> writeMetrics(file, result));
      return state == PipelineResult.State.DONE
          ? Optional.empty()
          : Optional.of("the runner ended with state " + state);
    } catch (PipelineExecutionException e) {
      return Optional.of(stopper(e.getCause()));
    } catch (RuntimeException e) {
      return Optional.of(stopper(e));
    }
  }

  private String stopper(Throwable thrown) {
    Optional<String> known = WorkerFault.explained(thrown);
    if (known.isEmpty()) {
      thrown.printStackTrace(out);
    }
    return known.orElse(thrown.toString());
  }

  /** A batch that is done is not failed for want of its numbers. */
  private void writeMetrics(Path file, PipelineResult result) {
    try {
      MetricsFile.write(file, settings.batchId(), result.metrics());
    } catch (IOException e) {
      out.printf("--metricsFile=%s was not written: %s%n", file, e);
    }
  }

  private ExitCode failed(BatchRecord processing, String trouble) throws IOException {
    BatchRecord failed = processing.failed(clock.instant());
    store.update(failed);
    if (settings.webhook().isPresent()) {
      store.update(failed.told(new Webhook(settings.webhook().get()).deliver(failed)));
    }
    out.printf("batch %s failed: %s%n", settings.batchId(), trouble);
    out.printf("what was done is kept; run again with --batchId=%s --resume%n", settings.batchId());
    return ExitCode.FAILED;
  }

  private ExitCode report(BatchRecord record) throws IOException {
    out.printf(
        "batch %s %s: %d of %d images completed, %d reused%n",
        record.batchId(),
        record.status().label(),
        record.completedCount(),
        record.totalImages(),
        record.reusedCount());
    record.errors().forEach((code, count) -> out.printf("  %s: %d%n", code, count));
    if (record.webhook() != null && !record.webhook().delivered()) {
      out.printf("  webhook not delivered: %s%n", record.webhook().error());
    }
    out.printf("record: %s%n", settings.tree().status(record.batchId()));
    if (record.status() == BatchStatus.CANCELLED) {
      CancelSignal.clear(settings.tree(), record.batchId());
    }
    return ExitCode.of(record.status());
  }
}
