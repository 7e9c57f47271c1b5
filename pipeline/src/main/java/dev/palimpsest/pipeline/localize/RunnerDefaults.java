package dev.palimpsest.pipeline.localize;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** Runner options as this pipeline wants them, where the user did not say otherwise. */
final class RunnerDefaults {
  private static final int UNSET = -1;

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
      if (flink.getFlinkMaster().equals("[local]") && flink.getParallelism() == UNSET) {
        flink.setParallelism(cores);
      }
      // Fused steps need no copies: records are immutable.
      flink.setFasterCopy(true);
      // A text that many pictures share has more uses than the join holds in memory.
      flink.setReIterableGroupByKeyResult(true);
    }
  }
}
