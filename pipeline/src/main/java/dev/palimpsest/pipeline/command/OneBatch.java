package dev.palimpsest.pipeline.command;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStore;
import dev.palimpsest.io.storage.ObjectStores;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.OutputOptions;
import dev.palimpsest.pipeline.options.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The batch that a command line names. */
record OneBatch(OutputTree tree, BatchRecord record) {

  /** Adds what is missing to name one batch to {@code problems}. */
  static void check(CommandLine line, OutputOptions options, List<String> problems) {
    if (line.names().size() != 1) {
      problems.add("name one batch; 'palimpsest list' shows them");
    }
    if (options.getOutput() == null) {
      problems.add("--output: name the folder or prefix that the batch was written to");
    }
  }

  static OneBatch of(CommandLine line) throws UsageException, IOException {
    List<String> problems = new ArrayList<>();
    OutputOptions options = line.as(OutputOptions.class, problems);
    check(line, options, problems);
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    ObjectStores.use(options);
    OutputTree tree = new OutputTree(options.getOutput());
    String batchId = line.names().get(0);
    Optional<BatchRecord> record = new BatchStore(tree).read(batchId);
    if (record.isEmpty()) {
      throw new UsageException(
          List.of("no batch '%s' under %s".formatted(batchId, options.getOutput())));
    }
    return new OneBatch(tree, record.get());
  }
}
