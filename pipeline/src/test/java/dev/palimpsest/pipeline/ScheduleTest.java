package dev.palimpsest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.LocalizeOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What schedulers are given: it must be of their form, and name options that there are. */
class ScheduleTest {
  private static final Path SCHEDULE = Path.of("..", "scripts", "schedule");

  private record Ran(int exitCode, String output) {}

  private static Ran run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Ran(process.waitFor(), output);
  }

  private static void assertOptionsExist(String words) throws Exception {
    List<String> options =
        Arrays.stream(words.split("\\s+", -1))
            .filter(w -> w.startsWith("--"))
            .filter(w -> !w.contains("+"))
            .toList();
    assertThat(options).hasSizeGreaterThan(3);
    List<String> problems = new ArrayList<>();
    CommandLine.parse(options).as(LocalizeOptions.class, problems);
    assertThat(problems).isEmpty();
  }

  @Test
  void theCronLineRunsADatedBatch() throws Exception {
    List<String> lines =
        Files.readAllLines(SCHEDULE.resolve("crontab")).stream()
            .filter(line -> line.matches("[\\d*].*"))
            .toList();
    assertThat(lines).hasSize(1);
    String[] fields = lines.get(0).split(" ", 6);
    assertThat(Arrays.copyOf(fields, 5)).allMatch(f -> f.matches("\\d{1,2}|\\*"));
    assertThat(fields[5]).as("cron ends a command at a bare %").doesNotContainPattern("(?<!\\\\)%");

    // As cron would: % without its backslash, the command itself replaced by echo.
    String command =
        fields[5].replace("\\%", "%").replace("$PALIMPSEST/scripts/palimpsest", "echo");
    Ran ran = run("sh", "-c", "PALIMPSEST=/p LIBRARY=/l; " + command);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.output())
        .containsPattern("--batchId=nightly-\\d{4}-\\d\\d-\\d\\d @/p/runner-configs/.*/options$")
        .contains("--manifest=/l/manifest-*.jsonl.gz");
    assertOptionsExist(ran.output());
  }

  @Test
  void theDagIsPython() throws Exception {
    Path dag = SCHEDULE.resolve("nightly_dag.py");
    Ran ran =
        run(
            "python3",
            "-c",
            "import ast, sys; print(ast.dump(ast.parse(open(sys.argv[1]).read())))",
            dag.toString());
    assertThat(ran.exitCode()).as(ran.output()).isZero();
    assertThat(ran.output()).contains("palimpsest_nightly", "nightly-{{ ds }}");
    assertOptionsExist(Files.readString(dag).replaceAll("[\"'{}]", ""));
  }
}
