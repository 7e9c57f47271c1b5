package dev.palimpsest.pipeline.command;

import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.pipeline.localize.ExitCode;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.EvaluateOptions;
import dev.palimpsest.pipeline.options.UsageException;
import dev.palimpsest.pipeline.options.Words;
import dev.palimpsest.transforms.evaluate.Evaluation;
import dev.palimpsest.transforms.evaluate.OcrEvaluation;
import dev.palimpsest.transforms.natives.Natives;
import dev.palimpsest.transforms.read.OcrData;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/** Measures a step against known truth. */
final class EvaluateCommand implements Command {
  private static final List<String> STEPS = List.of("ocr", "erase", "render");

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String summary() {
    return "Measures a step against known truth: ocr, erase or render.";
  }

  @Override
  public String names() {
    return "STEP ";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return EvaluateOptions.class;
  }

  @Override
  public ExitCode run(CommandLine line, PrintStream out) throws UsageException, IOException {
    List<String> problems = new ArrayList<>();
    EvaluateOptions options = line.as(EvaluateOptions.class, problems);
    if (line.names().size() != 1 || !STEPS.containsAll(line.names())) {
      problems.add("name one step: " + String.join(", ", STEPS));
    }
    Optional<Path> data = Optional.ofNullable(options.getData()).map(Path::of);
    if (data.isPresent() && !Files.isDirectory(data.get())) {
      problems.add("--data: no such folder: " + data.get());
    }
    boolean ocr = line.names().equals(List.of("ocr"));
    if (ocr && data.isEmpty()) {
      problems.add("--data: name the folder with gt.jsonl");
    }
    if (!ocr && options.getOut() == null) {
      problems.add("--out: name the file for the figures");
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    Natives.ready();
    Optional<Path> file = Optional.ofNullable(options.getOut()).map(Path::of);
    try {
      if (ocr) {
        List<String> languages =
            options.getSourceLanguage().equals("auto")
                ? List.of()
                : Words.of(options.getSourceLanguage());
        OcrEvaluation.run(data.get(), file, languages, OcrData.fetch(List.of()), out);
      } else {
        Evaluation.run(line.names().get(0), data, file.get(), out);
      }
      return ExitCode.COMPLETED;
    } catch (FailureException e) {
      throw new UsageException(List.of(e.getMessage()));
    }
  }
}
