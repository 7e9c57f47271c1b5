package dev.palimpsest.pipeline.command;

import dev.palimpsest.io.storage.ObjectStores;
import dev.palimpsest.pipeline.localize.BatchLauncher;
import dev.palimpsest.pipeline.localize.ExitCode;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.ReadOptions;
import dev.palimpsest.pipeline.options.Settings;
import dev.palimpsest.pipeline.options.SettingsParser;
import dev.palimpsest.pipeline.options.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/** Reading alone. */
final class ExtractTextCommand implements Command {
  @Override
  public String name() {
    return "extract-text";
  }

  @Override
  public String summary() {
    return "Reads the text on every image of a manifest: regions, confidence, language, time.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return ReadOptions.class;
  }

  @Override
  public ExitCode run(CommandLine line, PrintStream out) throws UsageException, IOException {
    List<String> problems = line.strayNames();
    ReadOptions options = line.as(ReadOptions.class, problems);
    ObjectStores.use(options);
    Clock clock = Clock.systemUTC();
    Settings settings = new SettingsParser(problems, clock.instant()).extractText(options);
    return new BatchLauncher(settings, options, out, clock).launch();
  }
}
