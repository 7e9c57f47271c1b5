package dev.palimpsest.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command in a process of its own, on the class path of the tests. */
public final class CommandProcess {
  private CommandProcess() {}

  /** What starts it, with the JVM set as {@code scripts/palimpsest} sets it. */
  public static ProcessBuilder of(List<String> words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseParallelGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.palimpsest.pipeline.command.Main"));
    command.addAll(words);
    return new ProcessBuilder(command).redirectErrorStream(true);
  }
}
