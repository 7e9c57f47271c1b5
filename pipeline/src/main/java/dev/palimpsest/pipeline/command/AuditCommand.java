package dev.palimpsest.pipeline.command;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.language.LanguageTags;
import dev.palimpsest.io.storage.ObjectStores;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.pipeline.audit.Audit;
import dev.palimpsest.pipeline.audit.AuditReport;
import dev.palimpsest.pipeline.audit.AuditSettings;
import dev.palimpsest.pipeline.audit.Finding;
import dev.palimpsest.pipeline.localize.ExitCode;
import dev.palimpsest.pipeline.options.AuditOptions;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.NamedFiles;
import dev.palimpsest.pipeline.options.UsageException;
import dev.palimpsest.pipeline.options.Words;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/** Whether a batch is whole. */
final class AuditCommand implements Command {
  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String summary() {
    return "Checks that a batch is whole: nothing missing, nothing twice, every file there.";
  }

  @Override
  public String names() {
    return "BATCH ";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return AuditOptions.class;
  }

  @Override
  public ExitCode run(CommandLine line, PrintStream out) throws UsageException, IOException {
    List<String> problems = new ArrayList<>();
    AuditOptions options = line.as(AuditOptions.class, problems);
    ObjectStores.use(options);
    AuditSettings settings = settings(line, options, problems);
    AuditReport report = Audit.of(settings).orElseThrow(() -> noBatch(settings)).run();
    if (options.getJson()) {
      out.print(Json.writePretty(report));
    } else {
      report.findings().stream().map(Finding::line).forEach(out::println);
      out.println(report.summary());
    }
    return report.findings().isEmpty() ? ExitCode.COMPLETED : ExitCode.PARTIALLY_COMPLETED;
  }

  private static AuditSettings settings(
      CommandLine line, AuditOptions options, List<String> problems) throws UsageException {
    String batchId = line.names().isEmpty() ? "" : line.names().get(0);
    OneBatch.check(line, options, problems);
    if (line.names().size() == 1 && !OutputTree.isSafeName(batchId)) {
      problems.add("'%s' cannot be the name of a batch".formatted(batchId));
    }
    if (options.getManifest() != null && options.getImages() != null) {
      problems.add("--manifest or --images: give at most one of them");
    }
    List<Storage.FileInfo> manifests = match("--manifest", options.getManifest(), problems);
    List<Storage.FileInfo> images = match("--images", options.getImages(), problems);
    List<String> targets = new ArrayList<>();
    for (String word : Words.of(options.getTargetLanguages())) {
      LanguageTags.canonical(word)
          .ifPresentOrElse(
              targets::add,
              () -> problems.add("--targetLanguages: no language '%s'".formatted(word)));
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    return new AuditSettings(
        new OutputTree(options.getOutput()),
        batchId,
        manifests,
        images,
        targets.isEmpty() ? Optional.empty() : Optional.of(targets),
        options.getOrphans());
  }

  private static List<Storage.FileInfo> match(
      String option, String pattern, List<String> problems) {
    return pattern == null ? List.of() : new NamedFiles(problems).match(option, pattern);
  }

  private static UsageException noBatch(AuditSettings settings) {
    return new UsageException(
        List.of("no batch '%s' under %s".formatted(settings.batchId(), settings.tree().root())));
  }
}
