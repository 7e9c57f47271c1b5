package dev.palimpsest.transforms.outcome;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStore;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.ledger.Ledger;
import dev.palimpsest.io.ledger.LedgerEntry;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.ImageResult;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptions;
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
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes result lines, failure lines and the new ledger and, when all of them are on storage, the
 * final status record: the pipeline ends its batch itself, also when the launcher is gone.
 *
 * <p>The output is the final record.
 */
public final class FinishBatch
    extends PTransform<PCollection<ImageResult>, PCollection<BatchRecord>> {
  private static final long serialVersionUID = 1;

  private final String batchId;
  private final OutputTree tree;
  private final int resultShards;
  private final transient Outcomes outcomes;
  private final transient Optional<PCollection<LedgerEntry>> ledger;

  /**
   * @param resultShards files of each kind; 0 leaves it to the runner, and lines are written where
   *     they are
   * @param ledger entries of all images that are known after this batch; empty if it leaves none
   */
  public FinishBatch(
      String batchId,
      OutputTree tree,
      int resultShards,
      Outcomes outcomes,
      Optional<PCollection<LedgerEntry>> ledger) {
    this.batchId = batchId;
    this.tree = tree;
    this.resultShards = resultShards;
    this.outcomes = outcomes;
    this.ledger = ledger;
  }

  @Override
  public PCollection<BatchRecord> expand(PCollection<ImageResult> composed) {
    PCollection<ImageResult> results = outcomes.allResults(composed);
    PCollection<Failure> failures = outcomes.allFailures(batchId);
    String folder = tree.batchFolder(batchId);
    List<PCollection<?>> written = new ArrayList<>();
    written.add(writeLines("Results", results, folder + "/results", resultShards));
    written.add(writeLines("Failures", failures, folder + "/failures", resultShards));
    ledger.ifPresent(
        entries ->
            written.add(writeLines("Ledger", entries, tree.ledgerEntries(batchId), resultShards)));
    return PCollectionList.of(tallies("TallyResults", results, Tally::of))
        .and(tallies("TallyRows", outcomes.failuresOfRows(), failure -> Tally.ofRowFailure()))
        .and(tallies("TallyErrors", failures, Tally::ofError))
        .apply("AllTallies", Flatten.pCollections())
        .apply("Sum", Combine.globally(Tally::sum))
        .setCoder(JsonCoder.of(Tally.class))
        .apply("AfterWriting", Wait.on(written))
        .setCoder(JsonCoder.of(Tally.class))
        .apply("FinalRecord", ParDo.of(new WriteRecord(batchId, tree, ledger.isPresent())))
        .setCoder(JsonCoder.of(BatchRecord.class));
  }

  private static <T> PCollection<?> writeLines(
      String name, PCollection<T> lines, String prefix, int shards) {
    return lines
        .apply(name + "ToJson", MapElements.into(TypeDescriptors.strings()).via(Json::write))
        .apply(
            "Write" + name,
            TextIO.write()
                .to(prefix)
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

  static final class WriteRecord extends DoFn<Tally, BatchRecord> {
    private static final long serialVersionUID = 1;

    private final String batchId;
    private final OutputTree tree;
    private final boolean leavesLedger;

    private WriteRecord(String batchId, OutputTree tree, boolean leavesLedger) {
      this.batchId = batchId;
      this.tree = tree;
      this.leavesLedger = leavesLedger;
    }

    @ProcessElement
    public void process(
        @Element Tally tally, OutputReceiver<BatchRecord> out, PipelineOptions options)
        throws IOException {
      BatchStore store = new BatchStore(tree);
      BatchRecord started =
          store
              .read(batchId)
              .orElseThrow(
                  () -> new IOException("the status record of batch " + batchId + " is gone"));
      BatchRecord finished = tally.finish(started, Instant.now());
      if (leavesLedger) {
        new Ledger(tree).switchTo(batchId, options);
      }
      store.finish(finished);
      // From here on the ledger and the record tell what these files told while the batch ran.
      Storage.deleteAll(tree.allDone(batchId));
      Storage.deleteAll(tree.allProgress(batchId));
      out.output(finished);
    }
  }
}
