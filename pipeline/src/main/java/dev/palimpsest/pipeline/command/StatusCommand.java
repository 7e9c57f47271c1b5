package dev.palimpsest.pipeline.command;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStatus;
import dev.palimpsest.io.batch.Progress;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.pipeline.localize.ExitCode;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.OutputOptions;
import dev.palimpsest.pipeline.options.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import org.apache.beam.sdk.options.PipelineOptions;

/** One batch's record. */
final class StatusCommand implements Command {
  @Override
  public String name() {
    return "status";
  }

  @Override
  public String summary() {
    return "Prints the status record of one batch as JSON.";
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
    if (record.status() == BatchStatus.PROCESSING) {
      // A batch whose launcher is gone has nobody who writes counts into its record.
      record = record.counted(Progress.total(batch.tree(), record.batchId()));
    }
    out.print(Json.writePretty(record));
    return ExitCode.COMPLETED;
  }
}
