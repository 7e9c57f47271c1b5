package dev.palimpsest.pipeline.localize;

import dev.palimpsest.io.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.util.OptionalInt;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** Runner options as this pipeline wants them, where the user did not say otherwise. */
final class RunnerDefaults {
  private static final int UNSET = -1;
  private static final int TIMEOUT_MS = 5_000;

  private RunnerDefaults() {}

  static void apply(PipelineOptions options) {
    int cores = Runtime.getRuntime().availableProcessors();
    if (options.getRunner() == DirectRunner.class) {
      DirectOptions direct = options.as(DirectOptions.class);
      // Checks for pipeline developers, which encode every element once more.
      direct.setEnforceEncodability(false);
      direct.setEnforceImmutability(false);
    }
    if (options.getRunner() == FlinkRunner.class) {
      FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
      if (flink.getParallelism() == UNSET) {
        String master = flink.getFlinkMaster();
        flink.setParallelism(master.equals("[local]") ? cores : slots(master).orElse(UNSET));
      }
      // Fused steps need no copies: records are immutable.
      flink.setFasterCopy(true);
      // A text that many pictures share has more uses than the join holds in memory.
      flink.setReIterableGroupByKeyResult(true);
    }
  }

  /** All that a cluster has; Flink alone would take one. Submitting tells why nothing answers. */
  private static OptionalInt slots(String master) {
    if (master.startsWith("[")) {
      return OptionalInt.empty();
    }
    String address = master.replaceFirst("^https?://", "");
    try {
      URLConnection overview =
          URI.create("http://" + address + "/overview").toURL().openConnection();
      overview.setConnectTimeout(TIMEOUT_MS);
      overview.setReadTimeout(TIMEOUT_MS);
      try (InputStream answer = overview.getInputStream()) {
        int slots = Json.MAPPER.readTree(answer).path("slots-total").asInt();
        return slots > 0 ? OptionalInt.of(slots) : OptionalInt.empty();
      }
    } catch (IOException | IllegalArgumentException e) {
      return OptionalInt.empty();
    }
  }
}
