package dev.palimpsest.pipeline.audit;

import static dev.palimpsest.pipeline.audit.JsonLines.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStatus;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code status.json}, held against what the lines add up to. What holds:
 *
 * <ul>
 *   <li>{@code total_images} = result lines + rows that failed before they were images = rows of
 *       the manifest
 *   <li>{@code completed_count} = result lines completed in every language; {@code reused_count} =
 *       those of them that were found read and erased, so it is no part of the sum
 *   <li>{@code failed_count} = {@code total_images} - {@code completed_count}: images completed in
 *       some languages count as failed
 *   <li>{@code languages}, {@code outcomes} add up images x languages, {@code errors} failure lines
 * </ul>
 */
final class StatusRecord {
  private static final long MAX_BYTES = 64L << 20;

  private final String uri;
  private final JsonNode json;
  private final Findings findings;

  private StatusRecord(String uri, JsonNode json, Findings findings) {
    this.uri = uri;
    this.json = json;
    this.findings = findings;
  }

  /** The record; empty, and a finding, if it is missing or no JSON object. */
  static Optional<StatusRecord> read(String uri, Findings findings) {
    try {
      JsonNode json = JsonLines.STRICT.readTree(Storage.read(uri, MAX_BYTES));
      if (json.isObject()) {
        return Optional.of(new StatusRecord(uri, json, findings));
      }
      findings.add(Finding.of(FindingCode.STATUS_UNREADABLE, "no JSON object").file(uri));
    } catch (FileNotFoundException e) {
      findings.add(Finding.of(FindingCode.STATUS_MISSING, "no such file").file(uri));
    } catch (JsonProcessingException e) {
      findings.add(
          Finding.of(FindingCode.STATUS_UNREADABLE, "no JSON: %s".formatted(e.getOriginalMessage()))
              .file(uri));
    } catch (IOException e) {
      findings.add(
          Finding.of(FindingCode.STATUS_UNREADABLE, "cannot be read (%s)".formatted(e)).file(uri));
    }
    return Optional.empty();
  }

  /** Languages of rows that name none. */
  List<String> targetLanguages() {
    List<String> languages = new ArrayList<>();
    json.path("target_languages").forEach(language -> languages.add(language.asText()));
    return languages;
  }

  /** Whether the batch came to an end at which it leaves a ledger. */
  boolean leftLedger() {
    return status().filter(s -> s.isFinal() && s != BatchStatus.FAILED).isPresent();
  }

  private Optional<BatchStatus> status() {
    for (BatchStatus status : BatchStatus.values()) {
      if (status.label().equals(text(json, "status"))) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  /**
   * Compares everything that the record counts.
   *
   * @param manifestRows empty if the manifest is not known
   */
  void compare(String batchId, Counts counts, ResultLines results, Optional<Long> manifestRows) {
    if (!text(json, "batch_id").equals(batchId)) {
      wrongStatus("batch_id is '%s'".formatted(text(json, "batch_id")));
    }
    if (status().filter(BatchStatus::isFinal).isEmpty()) {
      String message = "status is '%s'";
      findings.add(
          Finding.of(FindingCode.STATUS_NOT_FINAL, message.formatted(text(json, "status")))
              .file(uri));
      return;
    }
    long total = counts.images + counts.failedRows;
    compare("total_images", json.path("total_images"), total, "results and failures");
    manifestRows.ifPresent(
        rows -> compare("total_images", json.path("total_images"), rows, "the manifest's rows"));
    compare("completed_count", json.path("completed_count"), counts.completed, "results");
    compare("failed_count", json.path("failed_count"), total - counts.completed, "results");
    compare("reused_count", json.path("reused_count"), counts.reused, "results");
    compareLanguages(counts);
    compare("outcomes", counts.outcomes, "results");
    compare("errors", counts.errors, "failures");
    compareStatus(counts, total);
    compareImages(results);
  }

  private void compare(String what, JsonNode said, long counted, String by) {
    if (said.asLong(0) != counted) {
      findings.add(
          Finding.of(
                  FindingCode.COUNT_WRONG,
                  "%s is %s, %s make %d"
                      .formatted(what, said.isMissingNode() ? "absent" : said, by, counted))
              .file(uri));
    }
  }

  private void compare(String what, Map<String, Long> counted, String by) {
    for (String name : names(json.path(what), counted.keySet())) {
      long count = counted.getOrDefault(name, 0L);
      compare(what + "." + name, json.path(what).path(name), count, by);
    }
  }

  private void compareLanguages(Counts counts) {
    JsonNode said = json.path("languages");
    for (String tag : names(said, counts.languages.keySet())) {
      Counts.Language counted = counts.languages.getOrDefault(tag, new Counts.Language());
      JsonNode language = said.path(tag);
      String name = "languages." + tag;
      compare(name + ".completed", language.path("completed"), counted.completed, "results");
      compare(name + ".failed", language.path("failed"), counted.failed, "results");
      compare(name + ".reused", language.path("reused"), counted.reused, "results");
    }
  }

  private static Set<String> names(JsonNode said, Set<String> counted) {
    Set<String> names = new TreeSet<>(counted);
    said.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void compareStatus(Counts counts, long total) {
    BatchStatus expected = BatchStatus.PARTIALLY_COMPLETED;
    if (counts.errors.containsKey(FailureCode.CANCELLED.name())) {
      expected = BatchStatus.CANCELLED;
    } else if (counts.completed == total) {
      expected = BatchStatus.COMPLETED;
    } else if (counts.completed + counts.partial == 0) {
      expected = BatchStatus.FAILED;
    }
    if (!text(json, "status").equals(expected.label())) {
      wrongStatus(
          "status is '%s', results and failures make '%s'"
              .formatted(text(json, "status"), expected.label()));
    }
  }

  private void wrongStatus(String message) {
    findings.add(Finding.of(FindingCode.STATUS_WRONG, message).file(uri));
  }

  /** A small batch's record lists its images. */
  private void compareImages(ResultLines results) {
    if (!json.has("images")) {
      if (results.images().size() <= BatchRecord.MAX_INLINE_IMAGES) {
        findings.add(Finding.of(FindingCode.COUNT_WRONG, "images are not listed").file(uri));
      }
      return;
    }
    Set<String> listed = new HashSet<>();
    for (JsonNode entry : json.path("images")) {
      String id = text(entry, "image_id");
      Optional<AuditedImage> image = results.find(id);
      if (!listed.add(id)) {
        wrongImage(id, "listed twice");
      } else if (image.isEmpty()) {
        findings.resultMissing(id, "the record lists it", uri);
      } else if (!image.get().status().equals(text(entry, "status"))) {
        wrongImage(
            id,
            "listed as '%s', the result says '%s'"
                .formatted(text(entry, "status"), image.get().status()));
      }
    }
    for (String id : new TreeMap<>(results.images()).keySet()) {
      if (!listed.contains(id)) {
        wrongImage(id, "not listed, and has a result line");
      }
    }
  }

  private void wrongImage(String imageId, String message) {
    findings.add(Finding.of(FindingCode.COUNT_WRONG, message).image(imageId).file(uri));
  }
}
