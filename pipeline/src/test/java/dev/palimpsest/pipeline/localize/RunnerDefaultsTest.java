package dev.palimpsest.pipeline.localize;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class RunnerDefaultsTest {
  private static FlinkPipelineOptions applied(String... options) {
    FlinkPipelineOptions flink =
        PipelineOptionsFactory.fromArgs(options).as(FlinkPipelineOptions.class);
    RunnerDefaults.apply(flink);
    return flink;
  }

  @Test
  void takesAllSlotsOfAClusterUnlessToldOtherwise() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/overview",
        exchange -> {
          byte[] answer = "{\"taskmanagers\":3,\"slots-total\":6}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    String master = "--flinkMaster=127.0.0.1:" + server.getAddress().getPort();
    try {
      assertThat(applied("--runner=FlinkRunner", master).getParallelism()).isEqualTo(6);
      assertThat(applied("--runner=FlinkRunner", master, "--parallelism=2").getParallelism())
          .isEqualTo(2);
    } finally {
      server.stop(0);
    }
    assertThat(applied("--runner=FlinkRunner", master).getParallelism())
        .as("nothing there: submitting tells")
        .isEqualTo(-1);
  }
}
