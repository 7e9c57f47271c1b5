package dev.palimpsest.pipeline.command;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStore;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.pipeline.localize.ExitCode;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.OutputOptions;
import dev.palimpsest.pipeline.options.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
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
    List<String> problems = new ArrayList<>();
    OutputOptions options = line.as(OutputOptions.class, problems);
    if (line.names().size() != 1) {
      problems.add("name one batch; 'palimpsest list' shows them");
    }
    if (options.getOutput() == null) {
      problems.add("--output: name the folder or prefix that the batch was written to");
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    FileSystems.setDefaultPipelineOptions(options);
    String batchId = line.names().get(0);
    Optional<BatchRecord> record =
        new BatchStore(new OutputTree(options.getOutput())).read(batchId);
    if (record.isEmpty()) {
      throw new UsageException(
          List.of("no batch '%s' under %s".formatted(batchId, options.getOutput())));
    }
    out.print(Json.writePretty(record.get()));
    return ExitCode.COMPLETED;
  }
}
