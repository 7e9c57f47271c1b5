package dev.palimpsest.pipeline.audit;

import java.util.List;

/**
 * What an audit found.
 *
 * @param rows of the manifest; absent if it was not given
 * @param rejectedRows of them that cannot be parsed; absent likewise
 * @param images with a result line
 * @param outputs images x languages with a result
 * @param files that results and ledger name, looked at one by one
 */
public record AuditReport(
    String batchId,
    Long rows,
    Long rejectedRows,
    long images,
    long outputs,
    long files,
    List<Finding> findings) {
  public AuditReport {
    findings = List.copyOf(findings);
  }

  /** One line with the counts. */
  public String summary() {
    String ofRows =
        rows == null ? "" : "%d rows (%d cannot be parsed), ".formatted(rows, rejectedRows);
    return "batch %s: %s%d images, %d images x languages, %d files looked at, %s"
        .formatted(
            batchId,
            ofRows,
            images,
            outputs,
            files,
            findings.isEmpty() ? "nothing found" : "findings: " + findings.size());
  }
}
