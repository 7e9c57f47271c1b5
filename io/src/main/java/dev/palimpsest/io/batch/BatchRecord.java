package dev.palimpsest.io.batch;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The content of {@code status.json}: how a batch stands or ended.
 *
 * @param totalImages rows of the manifest, also those that could not be parsed; while the batch is
 *     at work, the images it has looked at so far
 * @param completedCount images that are done in every language
 * @param failedCount images that failed in at least one language
 * @param reusedCount images of {@code completedCount} that were carried over from an earlier batch
 * @param targetLanguages of the batch as a whole, without what single rows ask for
 * @param createdAt when the batch was accepted
 * @param startedAt absent while pending
 * @param finishedAt absent until the status is final
 * @param languages images by target language
 * @param outcomes images × languages by the work they took
 * @param errors failures by code
 * @param results glob of the result lines
 * @param failures glob of the failure lines
 * @param report absent if none was written
 * @param images every image, while the batch is small; absent above {@link #MAX_INLINE_IMAGES}
 * @param webhook how telling the end went; absent without a webhook
 */
public record BatchRecord(
    String batchId,
    BatchStatus status,
    long totalImages,
    long completedCount,
    long failedCount,
    long reusedCount,
    List<String> targetLanguages,
    Instant createdAt,
    Instant startedAt,
    Instant finishedAt,
    Map<String, LanguageCount> languages,
    Map<Outcome, Long> outcomes,
    Map<FailureCode, Long> errors,
    String results,
    String failures,
    String report,
    List<ImageEntry> images,
    WebhookDelivery webhook) {
  /** The largest batch whose images the record lists. */
  public static final int MAX_INLINE_IMAGES = 1_000;

  public BatchRecord {
    targetLanguages = List.copyOf(targetLanguages);
    languages = Map.copyOf(languages);
    outcomes = outcomes == null ? Map.of() : Map.copyOf(outcomes);
    errors = Map.copyOf(errors);
    if (images != null) {
      images = images.size() > MAX_INLINE_IMAGES ? null : List.copyOf(images);
    }
  }

  /** The record of a batch at the moment it is accepted. */
  public static BatchRecord pending(
      String batchId,
      List<String> targetLanguages,
      Instant createdAt,
      String results,
      String failures) {
    return new BatchRecord(
        batchId,
        BatchStatus.PENDING,
        0,
        0,
        0,
        0,
        targetLanguages,
        createdAt,
        null,
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        results,
        failures,
        null,
        null,
        null);
  }

  /** The same batch, at work. */
  public BatchRecord processing(Instant startedAt) {
    return with(
        BatchStatus.PROCESSING, totalImages, completedCount, failedCount, startedAt, null, webhook);
  }

  /** The same batch with what is known of it so far. */
  public BatchRecord counted(Progress.Counts counts) {
    return with(
        status, counts.seen(), counts.completed(), counts.failed(), startedAt, finishedAt, webhook);
  }

  /** The same batch, stopped by something that no record of its failures tells. */
  public BatchRecord failed(Instant finishedAt) {
    return with(
        BatchStatus.FAILED,
        totalImages,
        completedCount,
        failedCount,
        startedAt,
        finishedAt,
        webhook);
  }

  /** The same batch with how telling its end went. */
  public BatchRecord told(WebhookDelivery delivery) {
    return with(status, totalImages, completedCount, failedCount, startedAt, finishedAt, delivery);
  }

  private BatchRecord with(
      BatchStatus newStatus,
      long total,
      long completed,
      long failed,
      Instant started,
      Instant finished,
      WebhookDelivery delivery) {
    return new BatchRecord(
        batchId,
        newStatus,
        total,
        completed,
        failed,
        reusedCount,
        targetLanguages,
        createdAt,
        started,
        finished,
        languages,
        outcomes,
        errors,
        results,
        failures,
        report,
        images,
        delivery);
  }

  /** Images in one language. */
  public record LanguageCount(long completed, long failed, long reused) {}

  /**
   * One image in short.
   *
   * @param status as in the result line
   */
  public record ImageEntry(String imageId, String status) {}
}
