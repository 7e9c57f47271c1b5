package dev.palimpsest.pipeline.audit;

import static dev.palimpsest.pipeline.audit.JsonLines.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.result.ImageResult;
import dev.palimpsest.io.result.LanguageOutput;
import dev.palimpsest.io.result.Outcome;
import dev.palimpsest.io.storage.Storage.FileInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The result lines of a batch: each image once, and each of its languages completed or with a
 * failure. The failures must have been read.
 */
final class ResultLines {
  private static final String CARRIED_OVER =
      Json.MAPPER.convertValue(Outcome.CARRIED_OVER, String.class);

  private final FailureLines failures;
  private final FileLooks looks;
  private final Strays strays;
  private final Findings findings;
  private final Counts counts;
  private final Map<String, AuditedImage> images = new HashMap<>();

  /** Most images have the same languages: one set serves all of them. */
  private final Map<Set<String>, Set<String>> languageSets = new HashMap<>();

  ResultLines(
      FailureLines failures, FileLooks looks, Strays strays, Findings findings, Counts counts) {
    this.failures = failures;
    this.looks = looks;
    this.strays = strays;
    this.findings = findings;
    this.counts = counts;
  }

  void read(List<FileInfo> files) {
    JsonLines.read(files, FindingCode.LINE_UNREADABLE, findings, this::add);
  }

  Optional<AuditedImage> find(String imageId) {
    return Optional.ofNullable(images.get(imageId));
  }

  Map<String, AuditedImage> images() {
    return images;
  }

  private void add(JsonNode line, String place) {
    String id = text(line, "image_id");
    if (id.isEmpty()) {
      findings.add(
          Finding.of(FindingCode.LINE_UNREADABLE, "the result names no image").file(place));
      return;
    }
    if (images.containsKey(id)) {
      findings.add(
          Finding.of(FindingCode.RESULT_TWICE, "another line tells of the image")
              .image(id)
              .file(place));
      return;
    }
    ResultFiles files = ResultFiles.of(id, line);
    Set<String> languages = new TreeSet<>();
    line.path("outputs").fieldNames().forEachRemaining(languages::add);
    boolean onlyRead = languages.isEmpty() && line.hasNonNull("regions");
    images.put(
        id,
        new AuditedImage(
            text(line, "status"),
            languageSets.computeIfAbsent(languages, set -> set),
            onlyRead,
            line.hasNonNull("clean_image_url"),
            files.hashCode()));
    count(line);
    checkStatus(id, line, onlyRead, place);
    checkFailures(id, line, place);
    strays.keep(files);
    looks.later(files, place);
  }

  private void count(JsonNode line) {
    String status = text(line, "status");
    boolean completed = status.equals(ImageResult.COMPLETED);
    counts.images++;
    counts.completed += completed ? 1 : 0;
    counts.partial += status.equals(ImageResult.PARTIALLY_COMPLETED) ? 1 : 0;
    counts.reused += completed && line.path("reused").asBoolean() ? 1 : 0;
    line.path("outputs")
        .fields()
        .forEachRemaining(
            output -> {
              counts.outputs++;
              Counts.Language language =
                  counts.languages.computeIfAbsent(output.getKey(), tag -> new Counts.Language());
              boolean done = isCompleted(output.getValue());
              language.completed += done ? 1 : 0;
              language.failed += done ? 0 : 1;
              String outcome = text(output.getValue(), "outcome");
              language.reused += outcome.equals(CARRIED_OVER) ? 1 : 0;
              if (!outcome.isEmpty()) {
                counts.outcomes.merge(outcome, 1L, Long::sum);
              }
            });
  }

  private static boolean isCompleted(JsonNode output) {
    return text(output, "status").equals(LanguageOutput.COMPLETED);
  }

  private void checkStatus(String id, JsonNode line, boolean onlyRead, String place) {
    List<String> statuses = new ArrayList<>();
    line.path("outputs").forEach(output -> statuses.add(text(output, "status")));
    if (statuses.isEmpty() && !onlyRead) {
      findings.add(
          Finding.of(FindingCode.OUTPUT_MISSING, "the result has no language at all")
              .image(id)
              .file(place));
      return;
    }
    String expected = ImageResult.PARTIALLY_COMPLETED;
    if (statuses.stream().allMatch(LanguageOutput.COMPLETED::equals)) {
      expected = ImageResult.COMPLETED;
    } else if (statuses.stream().allMatch(LanguageOutput.FAILED::equals)) {
      expected = ImageResult.FAILED;
    }
    if (!text(line, "status").equals(expected)) {
      findings.add(
          Finding.of(
                  FindingCode.RESULT_STATUS_WRONG,
                  "status is '%s', its languages make '%s'"
                      .formatted(text(line, "status"), expected))
              .image(id)
              .file(place));
    }
  }

  private void checkFailures(String id, JsonNode line, String place) {
    Optional<String> whole = failures.takeImage(id);
    boolean failed = text(line, "status").equals(ImageResult.FAILED);
    if (whole.isPresent() && !failed) {
      findings.add(
          Finding.of(
                  FindingCode.FAILURE_UNEXPECTED,
                  "%s for all languages of it".formatted(whole.get()))
              .image(id)
              .file(place));
    }
    line.path("outputs")
        .fields()
        .forEachRemaining(
            output -> {
              Optional<String> code =
                  failures
                      .takeOutput(id, output.getKey())
                      .or(() -> failed ? whole : Optional.empty());
              checkOutput(output.getValue(), code)
                  .map(found -> found.image(id).language(output.getKey()).file(place))
                  .ifPresent(findings::add);
            });
  }

  private static Optional<Finding> checkOutput(JsonNode output, Optional<String> failure) {
    String status = text(output, "status");
    String code = text(output.path("error"), "code");
    boolean hasPicture = output.hasNonNull("translated_image_url");
    if (!status.equals(LanguageOutput.FAILED) && !hasPicture) {
      return Optional.of(
          Finding.of(
              FindingCode.OUTPUT_WITHOUT_PICTURE, "%s, and no picture is named".formatted(status)));
    }
    if (isCompleted(output)) {
      return failure.map(
          told ->
              Finding.of(
                  FindingCode.FAILURE_UNEXPECTED, "completed, and failed as %s".formatted(told)));
    }
    if (failure.isEmpty()) {
      return Optional.of(
          Finding.of(
              FindingCode.FAILURE_MISSING, "%s, and no failure tells why".formatted(status)));
    }
    return failure.get().equals(code)
        ? Optional.empty()
        : Optional.of(
            Finding.of(
                FindingCode.FAILURE_DIFFERS,
                "the result says '%s', the failure '%s'".formatted(code, failure.get())));
  }
}
