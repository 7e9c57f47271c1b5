package dev.palimpsest.transforms.outcome;

import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.ledger.LedgerEntry;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.ImageResult;
import dev.palimpsest.io.result.LanguageOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what every step of the graph could not do. Lives only while the graph is built. */
public final class Outcomes {
  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

  private final List<PCollection<Failure>> rowFailures = new ArrayList<>();
  private final List<PCollection<ImageFailure>> imageFailures = new ArrayList<>();
  private final List<PCollection<Failure>> languageFailures = new ArrayList<>();

  /** Rows that name no image that could be worked on; they have no result line. */
  public List<PCollection<Failure>> rowFailures() {
    return rowFailures;
  }

  /** Images that failed for all languages. */
  public List<PCollection<ImageFailure>> imageFailures() {
    return imageFailures;
  }

  /** Images that failed in one language; their result line tells it too. */
  public List<PCollection<Failure>> languageFailures() {
    return languageFailures;
  }

  /** One result for each image, also for those that failed as a whole. */
  public PCollection<ImageResult> allResults(PCollection<ImageResult> results) {
    PCollection<ImageResult> failed =
        failedImages()
            .apply(
                "FailedResult",
                MapElements.into(TypeDescriptor.of(ImageResult.class)).via(Outcomes::failedResult))
            .setCoder(JsonCoder.of(ImageResult.class));
    return PCollectionList.of(results).and(failed).apply("AllResults", Flatten.pCollections());
  }

  /** Every failure of the batch, each of them logged where it comes by. */
  PCollection<Failure> allFailures(String batchId) {
    PCollection<Failure> images =
        failedImages()
            .apply(
                "ImageFailure",
                MapElements.into(TypeDescriptor.of(Failure.class)).via(ImageFailure::failure))
            .setCoder(JsonCoder.of(Failure.class));
    return PCollectionList.of(images)
        .and(rowFailures)
        .and(languageFailures)
        .apply("AllFailures", Flatten.pCollections())
        .apply(
            "LogFailures",
            MapElements.into(TypeDescriptor.of(Failure.class)).via(f -> logged(batchId, f)))
        .setCoder(JsonCoder.of(Failure.class));
  }

  private static Failure logged(String batchId, Failure failure) {
    LOG.warn(
        "batch_id={} image_id={} row={} language={} stage={} code={} {}",
        batchId,
        failure.imageId(),
        failure.row(),
        failure.language().orElse("*"),
        failure.stage(),
        failure.code(),
        failure.message());
    return failure;
  }

  /** Failures of rows without an image: the batch counts them beside its results. */
  public PCollection<Failure> failuresOfRows() {
    return PCollectionList.of(rowFailures).apply("RowFailures", Flatten.pCollections());
  }

  /** What earlier batches left of images that failed now: it stays valid. */
  public PCollection<LedgerEntry> entriesOfFailed() {
    return failedImages()
        .apply(
            "PreviousOfFailed",
            FlatMapElements.into(TypeDescriptor.of(LedgerEntry.class))
                .via(failed -> failed.previous().stream().toList()))
        .setCoder(JsonCoder.of(LedgerEntry.class));
  }

  private PCollection<ImageFailure> failedImages() {
    return imageFailures.get(0);
  }

  private static ImageResult failedResult(ImageFailure failed) {
    Failure failure = failed.failure();
    LanguageOutput.Problem problem =
        new LanguageOutput.Problem(failure.stage(), failure.code(), failure.message());
    Map<String, LanguageOutput> outputs = new LinkedHashMap<>();
    for (String language : failed.row().targetLanguages()) {
      outputs.put(
          language,
          new LanguageOutput(
              LanguageOutput.FAILED,
              null,
              failed.row().image(),
              null,
              List.of(),
              List.of(),
              List.of(),
              null,
              problem));
    }
    return new ImageResult(
        failed.row().imageId(),
        failed.row().originalFilename(),
        ImageResult.FAILED,
        null,
        null,
        null,
        0,
        failed.row().image(),
        null,
        false,
        outputs,
        null,
        failed.row().metadata());
  }
}
