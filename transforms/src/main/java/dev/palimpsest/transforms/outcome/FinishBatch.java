package dev.palimpsest.transforms.outcome;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStore;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.ImageResult;
import dev.palimpsest.io.storage.OutputTree;
import java.io.IOException;
import java.time.Instant;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes result lines and failure lines and, when all of them are on storage, the final status
 * record: the pipeline ends its batch itself, also when the launcher is gone.
 */
public final class FinishBatch extends PTransform<PCollection<ImageResult>, PDone> {
  private static final long serialVersionUID = 1;

  private final String batchId;
  private final OutputTree tree;
  private final int resultShards;
  private final transient Outcomes outcomes;

  public FinishBatch(String batchId, OutputTree tree, int resultShards, Outcomes outcomes) {
    this.batchId = batchId;
    this.tree = tree;
    this.resultShards = resultShards;
    this.outcomes = outcomes;
  }

  @Override
  public PDone expand(PCollection<ImageResult> composed) {
    PCollection<ImageResult> results = outcomes.allResults(composed);
    PCollection<Failure> failures = outcomes.allFailures();
    PCollection<?> resultFiles = writeLines("Results", results, "results", resultShards);
    PCollection<?> failureFiles = writeLines("Failures", failures, "failures", 1);
    PCollection<Tally> tally =
        PCollectionList.of(tallies("TallyResults", results, Tally::of))
            .and(tallies("TallyRows", outcomes.failuresOfRows(), failure -> Tally.ofRowFailure()))
            .and(tallies("TallyErrors", failures, Tally::ofError))
            .apply("AllTallies", Flatten.pCollections())
            .apply("Sum", Combine.globally(Tally::sum))
            .setCoder(JsonCoder.of(Tally.class));
    tally
        .apply("AfterWriting", Wait.on(resultFiles, failureFiles))
        .setCoder(JsonCoder.of(Tally.class))
        .apply("FinalRecord", ParDo.of(new WriteRecord(batchId, tree)));
    return PDone.in(composed.getPipeline());
  }

  private <T> PCollection<?> writeLines(
      String name, PCollection<T> lines, String prefix, int shards) {
    return lines
        .apply(name + "ToJson", MapElements.into(TypeDescriptors.strings()).via(Json::write))
        .apply(
            "Write" + name,
            TextIO.write()
                .to(tree.batchFolder(batchId) + "/" + prefix)
                .withSuffix(".jsonl")
                .withNumShards(shards)
                .withOutputFilenames())
        .getPerDestinationOutputFilenames()
        .apply(name + "Files", Values.create());
  }

  private static <T> PCollection<Tally> tallies(
      String name, PCollection<T> values, SerializableFunction<T, Tally> tally) {
    return values
        .apply(name, MapElements.into(TypeDescriptor.of(Tally.class)).via(tally))
        .setCoder(JsonCoder.of(Tally.class));
  }

  static final class WriteRecord extends DoFn<Tally, Void> {
    private static final long serialVersionUID = 1;

    private final String batchId;
    private final OutputTree tree;

    private WriteRecord(String batchId, OutputTree tree) {
      this.batchId = batchId;
      this.tree = tree;
    }

    @ProcessElement
    public void process(@Element Tally tally) throws IOException {
      BatchStore store = new BatchStore(tree);
      BatchRecord started =
          store
              .read(batchId)
              .orElseThrow(
                  () -> new IOException("the status record of batch " + batchId + " is gone"));
      store.update(
          new BatchRecord(
              batchId,
              tally.status(),
              tally.images(),
              tally.completed(),
              tally.images() - tally.completed(),
              tally.reused(),
              started.targetLanguages(),
              started.createdAt(),
              started.startedAt(),
              Instant.now(),
              tally.languages(),
              tally.errors(),
              started.results(),
              started.failures(),
              started.report(),
              tally.entries()));
    }
  }
}
