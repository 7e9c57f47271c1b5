package dev.palimpsest.pipeline.command;

import dev.palimpsest.io.storage.FileNames;
import dev.palimpsest.pipeline.localize.ExitCode;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.UsageException;
import dev.palimpsest.transforms.natives.NativesException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.LogManager;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The entry point: {@code palimpsest COMMAND [--option=value …] [@file]}. */
public final class Main {
  private static final List<Command> COMMANDS =
      List.of(
          new LocalizeCommand(),
          new ExtractTextCommand(),
          new StatusCommand(),
          new ListCommand(),
          new CancelCommand(),
          new AuditCommand(),
          new LanguagesCommand(),
          new EvaluateCommand());

  /** The JobManager runs this program in its own process, which must not end with it. */
  private static final String INSIDE_FLINK = "--flinkMaster=[auto]";

  private Main() {}

  public static void main(String[] args) throws IOException {
    quietLogs();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    ExitCode exitCode = run(Arrays.asList(args), out);
    if (!Arrays.asList(args).contains(INSIDE_FLINK)) {
      System.exit(exitCode.code());
    }
    if (exitCode != ExitCode.COMPLETED && exitCode != ExitCode.PARTIALLY_COMPLETED) {
      throw new IllegalStateException("the batch ended with exit code " + exitCode.code());
    }
  }

  /** Runs one command without ending the process. */
  public static ExitCode run(List<String> words, PrintStream out) throws IOException {
    if (words.isEmpty() || List.of("help", "--help", "-h").contains(words.get(0))) {
      overview(out);
      return words.isEmpty() ? ExitCode.BAD_USAGE : ExitCode.COMPLETED;
    }
    Optional<Command> command = command(words.get(0));
    if (command.isEmpty()) {
      out.println("no command '" + words.get(0) + "'");
      overview(out);
      return ExitCode.BAD_USAGE;
    }
    Optional<String> locale = FileNames.problem();
    if (locale.isPresent()) {
      out.println("palimpsest " + words.get(0) + ": cannot run here: " + locale.get());
      return ExitCode.BAD_USAGE;
    }
    try {
      CommandLine line = CommandLine.parse(words.subList(1, words.size()));
      if (line.asksForHelp()) {
        help(command.get(), out);
        return ExitCode.COMPLETED;
      }
      return command.get().run(line, out);
    } catch (NativesException e) {
      out.println("palimpsest " + words.get(0) + ": cannot run here: " + e.getMessage());
      return ExitCode.BAD_USAGE;
    } catch (UsageException e) {
      out.println("palimpsest " + words.get(0) + ": cannot run this:");
      e.problems().forEach(problem -> out.println("  " + problem));
      out.println("palimpsest " + words.get(0) + " --help explains the options");
      return ExitCode.BAD_USAGE;
    }
  }

  static Optional<Command> command(String name) {
    return COMMANDS.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  private static void overview(PrintStream out) {
    out.println("palimpsest COMMAND [--option=value ...] [@file]");
    for (Command command : COMMANDS) {
      out.printf("  %-13s %s%n", command.name(), command.summary());
    }
    out.println("palimpsest COMMAND --help explains a command's options");
  }

  private static void help(Command command, PrintStream out) {
    out.printf("palimpsest %s %s[--option=value ...] [@file]%n", command.name(), command.names());
    out.println(command.summary());
    out.println(
        "An @file holds options, one a line. Beam's and the runner's own options work too.");
    out.println();
    PipelineOptionsFactory.register(command.options());
    PipelineOptionsFactory.printHelp(out, command.options());
  }

  /** Beam and Flink tell much at INFO; a batch tells its story through its record. */
  private static void quietLogs() throws IOException {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    try (InputStream config = Main.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(config);
    }
  }
}
