package dev.palimpsest.pipeline.localize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;

/**
 * The pipeline's counters and distributions in Prometheus' text format, for the textfile collector
 * of node_exporter. Flink's own reporter cannot serve them: in batch mode Beam hands its numbers to
 * Flink when a task ends, and Flink withdraws a task's metrics at the same moment.
 */
final class MetricsFile {
  private MetricsFile() {}

  /**
   * Replaces the file in one step: the collector may read at any moment.
   *
   * @throws IOException if it cannot be written
   */
  static void write(Path file, String batchId, MetricResults results) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    // Not *.prom, which is what the collector looks for.
    Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
    Files.writeString(part, text(batchId, results));
    Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** One sample for each metric and step; the samples of a metric stand together. */
  private static String text(String batchId, MetricResults results) {
    SortedMap<String, Set<String>> samples = new TreeMap<>();
    MetricQueryResults all = results.allMetrics();
    for (MetricResult<Long> counter : all.getCounters()) {
      add(samples, counter, batchId, "", counter.getAttempted());
    }
    for (MetricResult<DistributionResult> distribution : all.getDistributions()) {
      DistributionResult values = distribution.getAttempted();
      add(samples, distribution, batchId, "_sum", values.getSum());
      add(samples, distribution, batchId, "_count", values.getCount());
      if (values.getCount() > 0) {
        add(samples, distribution, batchId, "_min", values.getMin());
        add(samples, distribution, batchId, "_max", values.getMax());
      }
    }
    StringBuilder text = new StringBuilder();
    samples.forEach(
        (name, lines) -> {
          // A gauge: the next batch starts at nothing again.
          text.append("# TYPE ").append(name).append(" gauge\n");
          lines.forEach(line -> text.append(line).append('\n'));
        });
    return text.toString();
  }

  private static void add(
      SortedMap<String, Set<String>> samples,
      MetricResult<?> metric,
      String batchId,
      String suffix,
      long value) {
    String name =
        "palimpsest_"
            + metric.getName().getName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_")
            + suffix;
    String labels =
        String.join(
            ",",
            List.of(
                label("batch_id", batchId),
                label("namespace", metric.getName().getNamespace()),
                label("step", metric.getKey().stepName())));
    samples
        .computeIfAbsent(name, n -> new TreeSet<>())
        .add("%s{%s} %d".formatted(name, labels, value));
  }

  private static String label(String name, String value) {
    return "%s=\"%s\"".formatted(name, value.replace("\\", "\\\\").replace("\"", "\\\""));
  }
}
