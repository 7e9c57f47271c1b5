package dev.palimpsest.pipeline.audit;

import dev.palimpsest.io.manifest.ManifestDefaults;
import dev.palimpsest.io.manifest.ManifestParser;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.manifest.ParsedRow;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.io.storage.Storage.FileInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.io.Compression;

/**
 * The rows of the manifest, parsed as the batch parsed them: each is accounted for by a failure of
 * its own or by the one result line of its image. Results and failures must have been read.
 */
final class ManifestRows {
  /** Stands for the languages of a row that names none, where the batch's are not known. */
  private static final List<String> UNKNOWN = List.of("und");

  private final FailureLines failures;
  private final ResultLines results;
  private final Findings findings;
  private final ManifestParser parser;
  private long rows;
  private long rejected;

  /**
   * @param targetLanguages of rows that name none; empty if not known
   */
  ManifestRows(
      FailureLines failures,
      ResultLines results,
      Findings findings,
      Optional<List<String>> targetLanguages) {
    this.failures = failures;
    this.results = results;
    this.findings = findings;
    // Neither ids nor languages depend on the other defaults.
    this.parser =
        new ManifestParser(
            new ManifestDefaults(
                targetLanguages.orElse(UNKNOWN), List.of(), List.of(), Mode.GENERAL, "", null, 0));
  }

  /** All rows, also those that cannot be parsed. */
  long rows() {
    return rows;
  }

  long rejected() {
    return rejected;
  }

  /**
   * Compares all rows, and then what no row has asked for.
   *
   * @return whether all of them could be read
   */
  boolean compare(List<FileInfo> manifests, List<FileInfo> images) {
    for (FileInfo manifest : manifests) {
      try (InputStream content =
          Channels.newInputStream(
              Compression.detect(manifest.uri())
                  .readDecompressed(Channels.newChannel(Storage.open(manifest.uri()))))) {
        parser.parse(manifest.uri(), content, this::add);
      } catch (IOException e) {
        findings.add(
            Finding.of(
                    FindingCode.MANIFEST_UNREADABLE, "cannot be read to its end (%s)".formatted(e))
                .file(manifest.uri()));
        return false;
      }
    }
    images.forEach(image -> add(parser.forImage(image.uri())));
    reportUnasked();
    failures.reportUnmetRows();
    return true;
  }

  private void add(ParsedRow parsed) {
    rows++;
    if (parsed instanceof ParsedRow.Valid valid) {
      addValid(valid.row());
    } else if (parsed instanceof ParsedRow.Rejected failed) {
      rejected++;
      String row = failed.failure().row();
      if (!failures.takeRow(row, failed.failure().imageId())) {
        findings.add(
            Finding.of(
                    FindingCode.FAILURE_MISSING, "the row cannot be used, and no failure says so")
                .image(failed.failure().imageId())
                .file(row));
      }
    }
  }

  private void addValid(ManifestRow row) {
    if (failures.takeRow(row.row(), row.imageId())) {
      return;
    }
    Optional<AuditedImage> image = results.find(row.imageId());
    if (image.isEmpty()) {
      findings.resultMissing(row.imageId(), "a row asks for it", row.row());
      return;
    }
    if (image.get().wasAsked()) {
      findings.add(
          Finding.of(FindingCode.ROW_TWICE, "another row has this id, and no failure says so")
              .image(row.imageId())
              .file(row.row()));
      return;
    }
    image.get().ask();
    if (!image.get().onlyRead() && !row.targetLanguages().equals(UNKNOWN)) {
      compareLanguages(row, image.get());
    }
  }

  private void compareLanguages(ManifestRow row, AuditedImage image) {
    for (String language : row.targetLanguages()) {
      if (!image.languages().contains(language)) {
        findings.add(
            Finding.of(FindingCode.OUTPUT_MISSING, "the row asks for it, the result lacks it")
                .image(row.imageId())
                .language(language)
                .file(row.row()));
      }
    }
    TreeSet<String> others = new TreeSet<>(image.languages());
    row.targetLanguages().forEach(others::remove);
    for (String language : others) {
      findings.add(
          Finding.of(FindingCode.OUTPUT_UNEXPECTED, "the row does not ask for it")
              .image(row.imageId())
              .language(language)
              .file(row.row()));
    }
  }

  private void reportUnasked() {
    new TreeMap<>(results.images())
        .forEach(
            (id, image) -> {
              if (!image.wasAsked()) {
                findings.add(
                    Finding.of(FindingCode.RESULT_NOT_IN_MANIFEST, "no row asks for it").image(id));
              }
            });
  }
}
