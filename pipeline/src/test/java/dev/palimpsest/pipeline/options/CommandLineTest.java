package dev.palimpsest.pipeline.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  @TempDir Path folder;

  @Test
  void readsOptionFilesAndNames() throws IOException, UsageException {
    Path file = Files.writeString(folder.resolve("nightly"), "# a comment\n\n--output=out\n");

    CommandLine line = CommandLine.parse(List.of("b1", "@" + file, "--limit=5"));

    assertThat(line.names()).containsExactly("b1");
    assertThat(line.options()).containsExactly("--output=out", "--limit=5");
    List<String> problems = new ArrayList<>();
    ListOptions options = line.as(ListOptions.class, problems);
    assertThat(problems).isEmpty();
    assertThat(options.getOutput()).isEqualTo("out");
    assertThat(options.getLimit()).isEqualTo(5);
    assertThat(options.getPage()).isEqualTo(1);
  }

  @Test
  void tellsOfEveryBadOptionAndKeepsTheGoodOnes() throws UsageException {
    CommandLine line =
        CommandLine.parse(List.of("--limt=5", "--page=first", "--output=out", "--json"));
    List<String> problems = new ArrayList<>();

    ListOptions options = line.as(ListOptions.class, problems);

    assertThat(problems).hasSize(2);
    assertThat(problems.get(0)).contains("--limt=5").contains("limt");
    assertThat(problems.get(1)).contains("--page=first");
    assertThat(options.getOutput()).isEqualTo("out");
    assertThat(options.getJson()).isTrue();
  }

  @Test
  void anOptionGivenTwiceIsRefusedUnlessItIsAList() throws UsageException {
    CommandLine line =
        CommandLine.parse(
            List.of("--limit=5", "--limit=6", "--experiments=a", "--experiments=b", "--page=2"));
    List<String> problems = new ArrayList<>();

    ListOptions options = line.as(ListOptions.class, problems);

    assertThat(problems).containsExactly("--limit: given 2 times, takes one value");
    assertThat(options.as(ExperimentalOptions.class).getExperiments()).containsExactly("a", "b");
    assertThat(options.getPage()).isEqualTo(2);
  }

  @Test
  void twoFilesThatSayTheSameOptionAreRefused() throws IOException, UsageException {
    Path one = Files.writeString(folder.resolve("one"), "--limit=5\n--output=a\n");
    Path two = Files.writeString(folder.resolve("two"), "--limit=6\n--output=b\n");
    List<String> problems = new ArrayList<>();

    CommandLine.parse(List.of("@" + one, "@" + two, "--output=c")).as(ListOptions.class, problems);

    assertThat(problems).containsExactly("--limit: given 2 times, takes one value");
  }

  @Test
  void namesTheOptionFileThatIsMissing() {
    assertThatThrownBy(() -> CommandLine.parse(List.of("@" + folder.resolve("absent"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void wordsWinOverFiles() throws IOException, UsageException {
    Path file =
        Files.writeString(
            folder.resolve("options"), "--flinkMaster=127.0.0.1:8081\n--runner=FlinkRunner\n");

    CommandLine line =
        CommandLine.parse(List.of("--flinkMaster=there:1", "@" + file, "--parallelism=2"));

    assertThat(line.options())
        .containsExactly("--runner=FlinkRunner", "--flinkMaster=there:1", "--parallelism=2");
  }
}
