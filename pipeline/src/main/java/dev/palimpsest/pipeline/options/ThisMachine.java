package dev.palimpsest.pipeline.options;

import dev.palimpsest.transforms.natives.Natives;
import dev.palimpsest.transforms.natives.NativesException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** What the machine must offer that pictures are read and drawn on, if that is this one. */
final class ThisMachine {
  private ThisMachine() {}

  /** Adds what is missing to {@code problems}. Workers elsewhere find out for themselves. */
  static void check(PipelineOptions options, List<String> problems) {
    boolean embeddedFlink = isEmbeddedFlink(options);
    if (options.getRunner() != DirectRunner.class && !embeddedFlink) {
      return;
    }
    try {
      Natives.ready();
    } catch (NativesException e) {
      problems.add("this machine: " + e.getMessage());
    }
    String temporary = System.getProperty("java.io.tmpdir");
    try {
      Files.delete(Files.createTempFile(Path.of(temporary), "palimpsest", null));
    } catch (IOException e) {
      problems.add(
          "this machine: the temporary folder %s cannot be written; name another by"
                  .formatted(temporary)
              + " PALIMPSEST_JAVA_OPTS=-Djava.io.tmpdir=DIR");
    }
    if (embeddedFlink) {
      try {
        InetAddress.getLocalHost();
      } catch (UnknownHostException e) {
        problems.add(
            "this machine: its own name has no address, which Flink asks for (%s): add it to the line"
                    .formatted(e.getMessage())
                + " of 127.0.0.1 in /etc/hosts");
      }
    }
  }

  private static boolean isEmbeddedFlink(PipelineOptions options) {
    return options.getRunner() == FlinkRunner.class
        && options.as(FlinkPipelineOptions.class).getFlinkMaster().equals("[local]");
  }
}
