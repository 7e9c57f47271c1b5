package dev.palimpsest.pipeline.audit;

import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage.FileInfo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One batch, held against everything that tells of it. */
public final class Audit {
  private final AuditSettings settings;
  private final BatchFiles batch;
  private final Findings findings = new Findings();
  private final Counts counts = new Counts();

  private Audit(AuditSettings settings, BatchFiles batch) {
    this.settings = settings;
    this.batch = batch;
  }

  /**
   * The audit of a batch; empty if there is no file of such a batch.
   *
   * @throws IOException if storage does not answer
   */
  public static Optional<Audit> of(AuditSettings settings) throws IOException {
    BatchFiles batch = BatchFiles.ofBatch(settings.tree(), settings.batchId());
    return batch.isEmpty() ? Optional.empty() : Optional.of(new Audit(settings, batch));
  }

  /**
   * Makes all checks, once. What is broken is a finding.
   *
   * @throws IOException if storage does not answer
   */
  public AuditReport run() throws IOException {
    OutputTree tree = settings.tree();
    Strays strays = new Strays(tree, settings.orphans());
    Optional<StatusRecord> record = StatusRecord.read(tree.status(settings.batchId()), findings);
    try (FileLooks looks = new FileLooks(tree, findings)) {
      FailureLines failures = new FailureLines(findings);
      failures.read(lines("failures"));
      ResultLines results = new ResultLines(failures, looks, strays, findings, counts);
      results.read(lines("results"));
      looks.finish();
      failures.addTo(counts);
      failures.reportUnmet(results);
      Optional<List<String>> targets =
          settings.targetLanguages().or(() -> record.map(StatusRecord::targetLanguages));
      ManifestRows manifest = new ManifestRows(failures, results, findings, targets);
      boolean rowsKnown =
          settings.comparesRows() && manifest.compare(settings.manifests(), settings.images());
      Optional<Long> rows = rowsKnown ? Optional.of(manifest.rows()) : Optional.empty();
      record.ifPresent(r -> r.compare(settings.batchId(), counts, results, rows));
      new LedgerEntries(tree, results, looks, strays, findings)
          .compare(settings.batchId(), record.filter(StatusRecord::leftLedger).isPresent());
      looks.finish();
      strays.report(findings);
      return new AuditReport(
          settings.batchId(),
          rows.orElse(null),
          rows.isPresent() ? manifest.rejected() : null,
          counts.images,
          counts.outputs,
          looks.count(),
          findings.all());
    }
  }

  private List<FileInfo> lines(String kind) {
    List<FileInfo> files = batch.lines(kind);
    Shards.check(files, findings);
    // A batch without failures may leave no file of them.
    if (files.isEmpty() && kind.equals("results")) {
      findings.add(
          Finding.of(FindingCode.RESULTS_MISSING, "no file results-*.jsonl").file(batch.folder()));
    }
    return files;
  }
}
