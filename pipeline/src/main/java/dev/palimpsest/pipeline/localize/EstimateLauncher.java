package dev.palimpsest.pipeline.localize;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.pipeline.options.Settings;
import dev.palimpsest.transforms.translate.Estimate;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Reads all images of a batch and prints what translating them would take. The batch itself does
 * not begin; images that were read here are found done when it does.
 */
public final class EstimateLauncher {
  private static final long MAX_ESTIMATE_BYTES = 16L << 20;

  private EstimateLauncher() {}

  /**
   * Runs to the end and prints.
   *
   * @throws IOException if the estimate cannot be read back
   */
  public static ExitCode launch(Settings settings, PipelineOptions options, PrintStream out)
      throws IOException {
    RunnerDefaults.apply(options);
    Pipeline pipeline = Pipeline.create(options);
    LocalizeGraph.buildEstimate(pipeline, settings);
    PipelineResult.State state = pipeline.run().waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      out.printf("the runner ended with state %s%n", state);
      return ExitCode.FAILED;
    }
    String uri = settings.tree().estimate(settings.batchId());
    String json = new String(Storage.read(uri, MAX_ESTIMATE_BYTES), StandardCharsets.UTF_8);
    print(Json.read(json, Estimate.class), out);
    out.printf("no engine was asked; the same as JSON: %s%n", uri);
    return ExitCode.COMPLETED;
  }

  private static void print(Estimate estimate, PrintStream out) {
    out.printf("images read: %d%n", estimate.images());
    out.printf(
        "%-24s %-8s %-8s %10s %12s %10s%n",
        "engines", "from", "to", "segments", "characters", "requests");
    for (Estimate.Row row : estimate.rows()) {
      out.printf(
          "%-24s %-8s %-8s %10d %12d %10d%n",
          row.engines(),
          row.source(),
          row.target(),
          row.segments(),
          row.characters(),
          row.requests());
    }
    out.printf(
        "%-24s %-8s %-8s %10d %12d %10d%n",
        "all",
        "",
        "",
        estimate.rows().stream().mapToLong(Estimate.Row::segments).sum(),
        estimate.rows().stream().mapToLong(Estimate.Row::characters).sum(),
        estimate.rows().stream().mapToLong(Estimate.Row::requests).sum());
  }
}
