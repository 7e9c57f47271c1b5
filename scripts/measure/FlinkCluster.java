import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One worker of {@code scripts/flink-cluster}, and what Flink says of the batches it ran. */
final class FlinkCluster implements AutoCloseable {
  private static final int PORT = 18_183;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path out;
  private int batches;

  /**
   * Flink's own numbers of one batch.
   *
   * @param shuffleBytes read by tasks whose input is partitioned anew
   * @param exchangedBytes written by all tasks for the next ones, most of them in the same slot
   */
  record Job(double seconds, long shuffleBytes, long exchangedBytes) {}

  FlinkCluster(Path out, int slots) throws IOException, InterruptedException {
    this.out = out;
    script("start", "--workers=1", "--slots=" + slots);
  }

  /** Runs a batch to its end; a batch that does not complete ends the measurement. */
  Job localize(int parallelism, List<String> options) throws IOException, InterruptedException {
    List<String> more = new ArrayList<>(options);
    more.add("--translator=pseudo");
    return run("localize", parallelism, more);
  }

  /** Runs {@code localize} or {@code extract-text}. */
  Job run(String what, int parallelism, List<String> options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "scripts/palimpsest",
                what,
                "@runner-configs/flink-session/options",
                "--flinkMaster=127.0.0.1:" + PORT,
                "--parallelism=" + parallelism));
    command.addAll(options);
    File log = out.resolve("batch-" + ++batches + ".log").toFile();
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException("exit code %d, see %s".formatted(code, log));
    }
    JsonNode last = null;
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      boolean later =
          last == null || job.path("start-time").asLong() > last.path("start-time").asLong();
      last = later ? job : last;
    }
    JsonNode job = get("/jobs/" + last.path("jid").asText());
    Set<String> shuffled = new HashSet<>();
    for (JsonNode node : job.at("/plan/nodes")) {
      for (JsonNode input : node.path("inputs")) {
        if (!input.path("ship_strategy").asText().equalsIgnoreCase("Forward")) {
          shuffled.add(node.path("id").asText());
        }
      }
    }
    long shuffle = 0;
    long exchanged = 0;
    for (JsonNode vertex : job.path("vertices")) {
      exchanged += vertex.at("/metrics/write-bytes").asLong();
      if (shuffled.contains(vertex.path("id").asText())) {
        shuffle += vertex.at("/metrics/read-bytes").asLong();
      }
    }
    return new Job(job.path("duration").asLong() / 1e3, shuffle, exchanged);
  }

  /** A line of the worker's {@code /proc/PID/status}: memory in KiB, or a count. */
  long worker(String field) throws IOException {
    Path pid = Path.of("out/flink-cluster-" + PORT, "pid", "worker-1");
    for (String line :
        Files.readAllLines(Path.of("/proc", Files.readString(pid).strip(), "status"))) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IllegalArgumentException(field);
  }

  /** Files in the worker's folder for temporary ones. */
  long temporaryFiles() throws IOException {
    try (var files = Files.walk(Path.of("out/flink-cluster-" + PORT, "tmp"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private static JsonNode get(String path) throws IOException {
    return JSON.readTree(URI.create("http://127.0.0.1:" + PORT + path).toURL());
  }

  private static void script(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("scripts/flink-cluster"));
    command.addAll(List.of(words));
    command.add("--port=" + PORT);
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(Duration.ofMinutes(5).toSeconds(), TimeUnit.SECONDS)
        || process.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", command));
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    script("stop");
  }
}
