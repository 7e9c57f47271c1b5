package dev.palimpsest.pipeline.localize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes of {@code scripts/flink-cluster}: two workers with a slot each. */
final class RealCluster implements AutoCloseable {
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private final int port;

  RealCluster(int port) throws IOException, InterruptedException {
    this.port = port;
    command("start", "--workers=2", "--slots=1");
  }

  /** One worker more. */
  void startWorker() throws IOException, InterruptedException {
    command("worker");
  }

  /** Kills a worker as the kernel would. */
  void killWorker(int number) throws IOException {
    Path pid = HOME.resolve("out/flink-cluster-" + port + "/pid/worker-" + number);
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow().destroyForcibly();
  }

  /** Options that have a batch run here. */
  static List<String> options(int port) {
    return List.of(
        "@" + HOME.resolve("runner-configs/flink-session/options"),
        "--flinkMaster=127.0.0.1:" + port);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    command("stop");
  }

  private void command(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("scripts/flink-cluster"));
    command.addAll(List.of(words));
    command.add("--port=" + port);
    ProcessBuilder builder = new ProcessBuilder(command).directory(HOME.toFile());
    // Workers find S3's credentials by its usual chain.
    builder.environment().put("AWS_ACCESS_KEY_ID", "test");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
    // They live for minutes: compiling twice would cost more than it gains.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    // Its processes live on: they must not hold the pipe that is read to its end.
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    assertThat(builder.start().waitFor()).as(String.join(" ", command)).isZero();
  }
}
