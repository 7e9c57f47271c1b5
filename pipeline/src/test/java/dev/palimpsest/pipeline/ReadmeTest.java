package dev.palimpsest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands, run one after the other as a reader would, in a fresh folder. */
@Tag("ocr")
class ReadmeTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir Path folder;

  private static List<List<String>> commands() throws IOException {
    List<List<String>> commands = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(Files.readString(REPOSITORY.resolve("README.md")));
    while (blocks.find()) {
      for (String line : blocks.group(1).replace("\\\n", " ").lines().toList()) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.replaceAll("=('[^']*')", "=$1"));
        while (word.find()) {
          words.add(word.group());
        }
        words.replaceAll(text -> text.replace("'", ""));
        commands.add(words);
      }
    }
    return commands;
  }

  @Test
  void itsCommandsWork() throws IOException, InterruptedException {
    Files.createSymbolicLink(folder.resolve("scripts"), REPOSITORY.resolve("scripts"));
    Files.createSymbolicLink(
        folder.resolve("runner-configs"), REPOSITORY.resolve("runner-configs"));
    List<List<String>> commands = commands();
    assertThat(commands).hasSizeGreaterThan(5);
    for (List<String> command : commands) {
      assertThat(command.get(0)).isEqualTo("scripts/palimpsest");
      Path log = folder.resolve("log");
      Process process =
          CommandProcess.of(command.subList(1, command.size()))
              .directory(folder.toFile())
              .redirectOutput(log.toFile())
              .start();
      assertThat(process.waitFor())
          .as("%s%n%s", String.join(" ", command), Files.readString(log))
          .isZero();
    }
  }
}
