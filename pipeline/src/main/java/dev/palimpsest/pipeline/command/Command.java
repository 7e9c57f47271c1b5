package dev.palimpsest.pipeline.command;

import dev.palimpsest.pipeline.localize.ExitCode;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import org.apache.beam.sdk.options.PipelineOptions;

/** One command of {@code palimpsest}. */
interface Command {
  String name();

  /** What it does, in one sentence. */
  String summary();

  /** Words after the command that are no options, for the usage line. */
  default String names() {
    return "";
  }

  /** Declares the command's options with a description each. */
  Class<? extends PipelineOptions> options();

  /**
   * Does it.
   *
   * @throws UsageException if the words cannot be understood; nothing was done then
   * @throws IOException if storage does not answer
   */
  ExitCode run(CommandLine line, PrintStream out) throws UsageException, IOException;
}
