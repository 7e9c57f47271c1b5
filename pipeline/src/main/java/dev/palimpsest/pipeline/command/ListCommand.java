package dev.palimpsest.pipeline.command;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStore;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.storage.ObjectStores;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.pipeline.localize.ExitCode;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.ListOptions;
import dev.palimpsest.pipeline.options.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/** All batches under an output root. */
final class ListCommand implements Command {
  private static final int LARGEST_PAGE = 100;

  @Override
  public String name() {
    return "list";
  }

  @Override
  public String summary() {
    return "Lists the batches under an output root, newest first.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return ListOptions.class;
  }

  @Override
  public ExitCode run(CommandLine line, PrintStream out) throws UsageException, IOException {
    List<String> problems = line.strayNames();
    ListOptions options = line.as(ListOptions.class, problems);
    if (options.getOutput() == null) {
      problems.add("--output: name the folder or prefix that batches were written to");
    }
    if (options.getPage() < 1) {
      problems.add("--page: must be 1 or more, is " + options.getPage());
    }
    if (options.getLimit() < 1 || options.getLimit() > LARGEST_PAGE) {
      problems.add("--limit: must be 1 to 100, is " + options.getLimit());
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    ObjectStores.use(options);
    List<BatchRecord> page =
        new BatchStore(new OutputTree(options.getOutput()))
            .list().stream()
                .skip((options.getPage() - 1L) * options.getLimit())
                .limit(options.getLimit())
                .toList();
    if (options.getJson()) {
      out.print(Json.writePretty(page));
      return ExitCode.COMPLETED;
    }
    out.printf(
        "%-32s %-20s %8s %8s %8s  %s%n", "batch", "status", "images", "done", "failed", "created");
    for (BatchRecord record : page) {
      out.printf(
          "%-32s %-20s %8d %8d %8d  %s%n",
          record.batchId(),
          record.status().label(),
          record.totalImages(),
          record.completedCount(),
          record.failedCount(),
          record.createdAt());
    }
    return ExitCode.COMPLETED;
  }
}
