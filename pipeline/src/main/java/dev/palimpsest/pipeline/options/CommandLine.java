package dev.palimpsest.pipeline.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * The words after {@code palimpsest COMMAND}: options of the form {@code --name=value}, {@code
 * @file} with such options one a line, and names.
 *
 * @param names words that are no options, such as a batch id
 */
public record CommandLine(List<String> options, List<String> names) {
  public CommandLine {
    options = List.copyOf(options);
    names = List.copyOf(names);
  }

  /**
   * Sorts the words and reads option files. What stands among the words wins over a file.
   *
   * @throws UsageException if an option file cannot be read
   */
  public static CommandLine parse(List<String> words) throws UsageException {
    List<String> fromFiles = new ArrayList<>();
    List<String> options = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("@")) {
        try {
          Files.readAllLines(Path.of(word.substring(1))).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .forEach(fromFiles::add);
        } catch (IOException e) {
          problems.add("cannot read the option file " + word.substring(1));
        }
      } else if (word.startsWith("-")) {
        options.add(word.startsWith("--") ? word : "-" + word);
      } else {
        names.add(word);
      }
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    Set<String> given = options.stream().map(CommandLine::optionName).collect(Collectors.toSet());
    fromFiles.removeIf(option -> given.contains(optionName(option)));
    fromFiles.addAll(options);
    return new CommandLine(fromFiles, names);
  }

  private static String optionName(String option) {
    return option.split("=", 2)[0];
  }

  public boolean asksForHelp() {
    return options.contains("--help") || options.contains("--h");
  }

  /** Words that a command without names cannot place, as problems. */
  public List<String> strayNames() {
    List<String> problems = new ArrayList<>();
    names.forEach(name -> problems.add(name + ": not an option; options look like --name=value"));
    return problems;
  }

  /**
   * The options, typed. An option that is unknown or has a value of the wrong type is put into
   * {@code problems} and left out, so that the others can still be checked.
   */
  public <T extends PipelineOptions> T as(Class<T> type, List<String> problems) {
    PipelineOptionsFactory.register(type);
    List<String> good = new ArrayList<>();
    for (String option : options) {
      try {
        // Beam stops at the first bad option; asked one by one it tells about all of them.
        PipelineOptionsFactory.fromArgs(option).as(type);
        good.add(option);
      } catch (IllegalArgumentException e) {
        problems.add(option + ": " + firstSentence(e.getMessage()));
      }
    }
    return PipelineOptionsFactory.fromArgs(good.toArray(String[]::new)).as(type);
  }

  private static String firstSentence(String message) {
    String line = message == null ? "not understood" : message.lines().findFirst().orElse("");
    return line.replace(
            "Class interface org.apache.beam.sdk.options.PipelineOptions missing a", "no")
        .strip();
  }
}
