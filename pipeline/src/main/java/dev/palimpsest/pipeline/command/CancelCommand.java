package dev.palimpsest.pipeline.command;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.CancelSignal;
import dev.palimpsest.pipeline.localize.ExitCode;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.OutputOptions;
import dev.palimpsest.pipeline.options.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import org.apache.beam.sdk.options.PipelineOptions;

/** Asks a running batch to stop. */
final class CancelCommand implements Command {
  @Override
  public String name() {
    return "cancel";
  }

  @Override
  public String summary() {
    return "Asks a running batch to stop; what was done stays valid.";
  }

  @Override
  public String names() {
    return "BATCH ";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return OutputOptions.class;
  }

  @Override
  public ExitCode run(CommandLine line, PrintStream out) throws UsageException, IOException {
    OneBatch batch = OneBatch.of(line);
    BatchRecord record = batch.record();
    if (record.status().isFinal()) {
      out.printf("batch %s is %s already%n", record.batchId(), record.status().label());
      return ExitCode.COMPLETED;
    }
    CancelSignal.send(batch.tree(), record.batchId());
    out.printf(
        "batch %s was asked to stop; its workers see it within --cancelInterval%n",
        record.batchId());
    return ExitCode.COMPLETED;
  }
}
