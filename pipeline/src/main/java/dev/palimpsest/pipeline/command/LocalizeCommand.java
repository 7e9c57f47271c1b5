package dev.palimpsest.pipeline.command;

import dev.palimpsest.io.memory.TmxWriter;
import dev.palimpsest.io.storage.ObjectStores;
import dev.palimpsest.pipeline.localize.BatchLauncher;
import dev.palimpsest.pipeline.localize.EstimateLauncher;
import dev.palimpsest.pipeline.localize.ExitCode;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.LocalizeOptions;
import dev.palimpsest.pipeline.options.Settings;
import dev.palimpsest.pipeline.options.SettingsParser;
import dev.palimpsest.pipeline.options.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/** The batch. */
final class LocalizeCommand implements Command {
  @Override
  public String name() {
    return "localize";
  }

  @Override
  public String summary() {
    return "Translates the text on every image of a manifest into every target language.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return LocalizeOptions.class;
  }

  @Override
  public ExitCode run(CommandLine line, PrintStream out) throws UsageException, IOException {
    List<String> problems = line.strayNames();
    LocalizeOptions options = line.as(LocalizeOptions.class, problems);
    ObjectStores.use(options);
    Clock clock = Clock.systemUTC();
    Settings settings = new SettingsParser(problems, clock.instant()).localize(options);
    if (options.getEstimate()) {
      return EstimateLauncher.launch(settings, options, out);
    }
    ExitCode exitCode = new BatchLauncher(settings, options, out, clock).launch();
    if (options.getExportMemory() != null) {
      int units = TmxWriter.export(settings.tree(), options.getExportMemory());
      out.printf("%d translations: %s%n", units, options.getExportMemory());
    }
    return exitCode;
  }
}
