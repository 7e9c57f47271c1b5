package dev.palimpsest.pipeline.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    dropRepeated(good, type, problems);
    return PipelineOptionsFactory.fromArgs(good.toArray(String[]::new)).as(type);
  }

  /** Beam takes several values of an option that is a list, and of no other. */
  private static <T extends PipelineOptions> void dropRepeated(
      List<String> options, Class<T> type, List<String> problems) {
    Map<String, List<String>> byName =
        options.stream()
            .collect(
                Collectors.groupingBy(
                    CommandLine::optionName, LinkedHashMap::new, Collectors.toList()));
    byName.forEach(
        (name, given) -> {
          try {
            PipelineOptionsFactory.fromArgs(given.toArray(String[]::new)).as(type);
          } catch (IllegalArgumentException e) {
            problems.add("%s: given %d times, takes one value".formatted(name, given.size()));
            options.removeAll(given);
          }
        });
  }

  private static String firstSentence(String message) {
    String line = message == null ? "not understood" : message.lines().findFirst().orElse("");
    return line.replace(
            "Class interface org.apache.beam.sdk.options.PipelineOptions missing a", "no")
        .strip();
  }
}
