package dev.palimpsest.pipeline.audit;

import static dev.palimpsest.pipeline.audit.JsonLines.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.io.storage.Storage.FileInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The failure lines of a batch, to be matched with its results. A failure is of one of three kinds:
 * of a row that came to no image, of an image in all languages, of an image in one language.
 */
final class FailureLines {
  /** What a row brings itself has no address before it is staged. */
  private static final String UNSTAGED = "inline:";

  private final Findings findings;
  private final Map<String, Long> byCode = new TreeMap<>();
  private final Map<String, List<RowFailure>> byRow = new HashMap<>();
  private final Map<String, Told> byImage = new HashMap<>();
  private final Map<Output, Told> byOutput = new HashMap<>();
  private final Set<String> rowsMet = new HashSet<>();
  private long ofRows;

  private record Output(String imageId, String language) implements Comparable<Output> {
    private static final Comparator<Output> BY_IMAGE =
        Comparator.comparing(Output::imageId).thenComparing(Output::language);

    @Override
    public int compareTo(Output other) {
      return BY_IMAGE.compare(this, other);
    }
  }

  private record RowFailure(String imageId, String place) {}

  private record Told(String code, String place) {}

  FailureLines(Findings findings) {
    this.findings = findings;
  }

  void read(List<FileInfo> files) {
    JsonLines.read(files, FindingCode.LINE_UNREADABLE, findings, this::add);
  }

  private void add(JsonNode line, String place) {
    String imageId = text(line, "image_id");
    String language = text(line, "language");
    String row = text(line, "row");
    Told told = new Told(text(line, "code"), place);
    boolean first = true;
    if (!language.isEmpty()) {
      first = byOutput.putIfAbsent(new Output(imageId, language), told) == null;
    } else if (isOfRow(line)) {
      // Objects on one line of the manifest share its number: two failures may be right.
      byRow.computeIfAbsent(row, r -> new ArrayList<>()).add(new RowFailure(imageId, place));
      ofRows++;
    } else {
      first = byImage.putIfAbsent(imageId, told) == null;
    }
    if (first) {
      byCode.merge(told.code(), 1L, Long::sum);
      return;
    }
    findings.add(
        Finding.of(FindingCode.FAILURE_TWICE, "failed already (row %s)".formatted(row))
            .image(imageId)
            .language(language.isEmpty() ? null : language)
            .file(place));
  }

  /** Rows fail before they are images: where they are parsed, and where what they bring is put. */
  private static boolean isOfRow(JsonNode line) {
    return text(line, "stage").equals(Stage.MANIFEST.name())
        || text(line, "image").startsWith(UNSTAGED);
  }

  /** The code of an image's failure in all languages, which then counts as met. */
  Optional<String> takeImage(String imageId) {
    return Optional.ofNullable(byImage.remove(imageId)).map(Told::code);
  }

  /** The code of an image's failure in one language, which then counts as met. */
  Optional<String> takeOutput(String imageId, String language) {
    return Optional.ofNullable(byOutput.remove(new Output(imageId, language))).map(Told::code);
  }

  /**
   * Whether a row has a failure of its own, which then counts as met.
   *
   * @param imageId of the row; {@code null} if it has none
   */
  boolean takeRow(String row, String imageId) {
    List<RowFailure> failed = byRow.getOrDefault(row, List.of());
    if (failed.isEmpty()) {
      return false;
    }
    rowsMet.add(row);
    String id = imageId == null ? "" : imageId;
    return take(failed, id) || take(failed, "");
  }

  private static boolean take(List<RowFailure> failed, String imageId) {
    for (RowFailure failure : failed) {
      if (failure.imageId().equals(imageId)) {
        return failed.remove(failure);
      }
    }
    return false;
  }

  /** Notes the failures that no result line has met. */
  void reportUnmet(ResultLines results) {
    new TreeMap<>(byImage)
        .forEach((image, told) -> findings.resultMissing(image, "it failed", told.place()));
    new TreeMap<>(byOutput)
        .forEach(
            (output, told) -> {
              if (results.find(output.imageId()).isEmpty()) {
                findings.resultMissing(output.imageId(), "it failed in a language", told.place());
              } else {
                findings.add(
                    Finding.of(
                            FindingCode.OUTPUT_MISSING, "failed, and the result lacks the language")
                        .image(output.imageId())
                        .language(output.language())
                        .file(told.place()));
              }
            });
  }

  /** Notes failures that no row of the manifest has met; to be called after all its rows. */
  void reportUnmetRows() {
    new TreeMap<>(byRow).forEach((row, failed) -> failed.forEach(f -> reportUnmetRow(row, f)));
  }

  private void reportUnmetRow(String row, RowFailure failure) {
    Finding finding =
        rowsMet.contains(row)
            ? Finding.of(FindingCode.FAILURE_TWICE, "row %s did not fail so often".formatted(row))
            : Finding.of(
                FindingCode.FAILURE_NOT_IN_MANIFEST,
                "the manifest has no such row: %s".formatted(row));
    findings.add(
        finding
            .image(failure.imageId().isEmpty() ? null : failure.imageId())
            .file(failure.place()));
  }

  void addTo(Counts counts) {
    counts.failedRows = ofRows;
    counts.errors.putAll(byCode);
  }
}
