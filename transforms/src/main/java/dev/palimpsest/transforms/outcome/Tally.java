package dev.palimpsest.transforms.outcome;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchRecord.ImageEntry;
import dev.palimpsest.io.batch.BatchRecord.LanguageCount;
import dev.palimpsest.io.batch.BatchStatus;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.ImageResult;
import dev.palimpsest.io.result.LanguageOutput;
import dev.palimpsest.io.result.Outcome;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of a batch or of a part of it; parts add up in any order.
 *
 * @param images rows, also those that could not be parsed
 * @param completed images done in every language
 * @param partial images done in some languages
 * @param outcomes images × languages by the work they took
 * @param entries the first images by id, no more than the status record lists, plus one to tell
 *     that there are more
 */
public record Tally(
    long images,
    long completed,
    long partial,
    long reused,
    Map<String, LanguageCount> languages,
    Map<Outcome, Long> outcomes,
    Map<FailureCode, Long> errors,
    List<ImageEntry> entries)
    implements Serializable {
  public static final Tally EMPTY = new Tally(0, 0, 0, 0, Map.of(), Map.of(), Map.of(), List.of());

  static Tally of(ImageResult result) {
    boolean completed = result.status().equals(ImageResult.COMPLETED);
    Map<String, LanguageCount> languages = new TreeMap<>();
    Map<Outcome, Long> outcomes = new TreeMap<>();
    result
        .outputs()
        .forEach(
            (language, output) -> {
              boolean done = output.status().equals(LanguageOutput.COMPLETED);
              boolean reused = output.outcome() == Outcome.CARRIED_OVER;
              languages.put(
                  language, new LanguageCount(done ? 1 : 0, done ? 0 : 1, reused ? 1 : 0));
              if (output.outcome() != null) {
                outcomes.merge(output.outcome(), 1L, Long::sum);
              }
            });
    return new Tally(
        1,
        completed ? 1 : 0,
        result.status().equals(ImageResult.PARTIALLY_COMPLETED) ? 1 : 0,
        completed && result.reused() ? 1 : 0,
        languages,
        outcomes,
        Map.of(),
        List.of(new ImageEntry(result.imageId(), result.status())));
  }

  static Tally ofRowFailure() {
    return new Tally(1, 0, 0, 0, Map.of(), Map.of(), Map.of(), List.of());
  }

  static Tally ofError(Failure failure) {
    return new Tally(0, 0, 0, 0, Map.of(), Map.of(), Map.of(failure.code(), 1L), List.of());
  }

  static Tally sum(Iterable<Tally> parts) {
    Tally sum = EMPTY;
    for (Tally part : parts) {
      sum = sum.plus(part);
    }
    return sum;
  }

  private Tally plus(Tally other) {
    Map<String, LanguageCount> allLanguages = new TreeMap<>(languages);
    other.languages.forEach(
        (language, count) ->
            allLanguages.merge(
                language,
                count,
                (a, b) ->
                    new LanguageCount(
                        a.completed() + b.completed(),
                        a.failed() + b.failed(),
                        a.reused() + b.reused())));
    Map<Outcome, Long> allOutcomes = new TreeMap<>(outcomes);
    other.outcomes.forEach((outcome, count) -> allOutcomes.merge(outcome, count, Long::sum));
    Map<FailureCode, Long> allErrors = new TreeMap<>(errors);
    other.errors.forEach((code, count) -> allErrors.merge(code, count, Long::sum));
    List<ImageEntry> allEntries = new ArrayList<>(entries);
    allEntries.addAll(other.entries);
    allEntries.sort(Comparator.comparing(ImageEntry::imageId));
    int most = BatchRecord.MAX_INLINE_IMAGES + 1;
    return new Tally(
        images + other.images,
        completed + other.completed,
        partial + other.partial,
        reused + other.reused,
        allLanguages,
        allOutcomes,
        allErrors,
        allEntries.size() > most ? allEntries.subList(0, most) : allEntries);
  }

  BatchStatus status() {
    if (errors.containsKey(FailureCode.CANCELLED)) {
      return BatchStatus.CANCELLED;
    }
    if (completed == images) {
      return BatchStatus.COMPLETED;
    }
    return completed + partial == 0 ? BatchStatus.FAILED : BatchStatus.PARTIALLY_COMPLETED;
  }

  /** The final record of a batch with these counts. */
  BatchRecord finish(BatchRecord started, Instant finishedAt) {
    return new BatchRecord(
        started.batchId(),
        status(),
        images,
        completed,
        images - completed,
        reused,
        started.targetLanguages(),
        started.createdAt(),
        started.startedAt(),
        finishedAt,
        languages,
        outcomes,
        errors,
        started.results(),
        started.failures(),
        started.report(),
        entries,
        null);
  }
}
