package dev.palimpsest.pipeline.localize;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.ledger.LedgerEntry;
import dev.palimpsest.io.manifest.ManifestParser;
import dev.palimpsest.io.result.ImageResult;
import dev.palimpsest.pipeline.options.Settings;
import dev.palimpsest.transforms.compose.ComposeImages;
import dev.palimpsest.transforms.compose.JoinTranslations;
import dev.palimpsest.transforms.intake.InlineImages;
import dev.palimpsest.transforms.intake.JoinLedger;
import dev.palimpsest.transforms.intake.ReadRows;
import dev.palimpsest.transforms.outcome.FinishBatch;
import dev.palimpsest.transforms.outcome.Outcomes;
import dev.palimpsest.transforms.prepare.PrepareImages;
import dev.palimpsest.transforms.prepare.SegmentUse;
import dev.palimpsest.transforms.translate.Answer;
import dev.palimpsest.transforms.translate.SegmentRequest;
import dev.palimpsest.transforms.translate.TranslateSegments;
import dev.palimpsest.transforms.translate.TranslateSettings;
import dev.palimpsest.transforms.translate.WriteEstimate;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * The whole batch: rows, joined with what the last batch left → images read and erased once, if
 * that is not done → distinct texts translated once → every image drawn in each language → results,
 * failures, ledger, status record.
 *
 * <p>Only references and text travel between steps. A failure is an output of the step where it
 * happens; all of them end in {@link Outcomes}.
 */
public final class LocalizeGraph {
  private LocalizeGraph() {}

  /** Adds the batch to a pipeline; its output is the final record. */
  public static PCollection<BatchRecord> build(Pipeline pipeline, Settings settings) {
    Outcomes outcomes = new Outcomes();
    PCollectionTuple rows = rows(pipeline, settings, outcomes);
    PCollectionTuple prepared = prepare(rows, settings, outcomes);
    if (settings.translate().isEmpty()) {
      return prepared
          .get(PrepareImages.PREPARED)
          .apply("TextOnly", ComposeImages.textOnly())
          .apply("FinishBatch", finish(settings, outcomes, Optional.empty()));
    }
    PCollection<LedgerEntry> composed = localize(prepared, settings, outcomes);
    PCollection<LedgerEntry> entries =
        PCollectionList.of(composed)
            .and(prepared.get(PrepareImages.CARRIED))
            .apply("AllEntries", Flatten.pCollections());
    PCollection<LedgerEntry> ledger =
        PCollectionList.of(entries)
            .and(rows.get(JoinLedger.UNTOUCHED))
            .and(outcomes.entriesOfFailed())
            .apply("NewLedger", Flatten.pCollections());
    return entries
        .apply(
            "Results",
            MapElements.into(TypeDescriptor.of(ImageResult.class)).via(LedgerEntry::result))
        .setCoder(JsonCoder.of(ImageResult.class))
        .apply("FinishBatch", finish(settings, outcomes, Optional.of(ledger)));
  }

  /** Adds what finds out how much there is to translate; nothing is translated or drawn. */
  static void buildEstimate(Pipeline pipeline, Settings settings) {
    Outcomes outcomes = new Outcomes();
    PCollectionTuple prepared = prepare(rows(pipeline, settings, outcomes), settings, outcomes);
    requests(prepared.get(PrepareImages.USES))
        .apply(
            "WriteEstimate",
            new WriteEstimate(
                settings.translate().orElseThrow(),
                settings.tree().estimate(settings.batchId()),
                prepared.get(PrepareImages.PREPARED).apply("CountImages", Count.globally())));
  }

  private static PCollectionTuple rows(Pipeline pipeline, Settings settings, Outcomes outcomes) {
    PCollectionTuple rows =
        pipeline
            .apply("ReadRows", readRows(settings))
            .failuresTo(outcomes.rowFailures())
            .apply("JoinLedger", new JoinLedger(settings.ledgerEntries()));
    outcomes.rowFailures().add(rows.get(JoinLedger.DUPLICATES));
    return rows;
  }

  private static PCollectionTuple prepare(
      PCollectionTuple rows, Settings settings, Outcomes outcomes) {
    PCollectionTuple prepared =
        rows.get(JoinLedger.ROWS)
            .apply("PrepareImages", new PrepareImages(settings.prepare(), settings.batch()));
    outcomes.imageFailures().add(prepared.get(PrepareImages.FAILED));
    return prepared;
  }

  private static PCollection<LedgerEntry> localize(
      PCollectionTuple prepared, Settings settings, Outcomes outcomes) {
    TranslateSettings translate = settings.translate().orElseThrow();
    PCollection<SegmentUse> uses = prepared.get(PrepareImages.USES);
    PCollection<KV<String, Answer>> translations =
        requests(uses).apply("TranslateSegments", new TranslateSegments(translate));
    return prepared
        .get(PrepareImages.PREPARED)
        .apply("JoinTranslations", new JoinTranslations(uses, translations))
        .apply("ComposeImages", new ComposeImages(settings.compose(), settings.batch()))
        .failuresTo(outcomes.languageFailures());
  }

  private static FinishBatch finish(
      Settings settings, Outcomes outcomes, Optional<PCollection<LedgerEntry>> ledger) {
    return new FinishBatch(
        settings.batchId(), settings.tree(), settings.resultShards(), outcomes, ledger);
  }

  private static PCollection<SegmentRequest> requests(PCollection<SegmentUse> uses) {
    return uses.apply(
            "Requests",
            FlatMapElements.into(TypeDescriptor.of(SegmentRequest.class)).via(SegmentUse::requests))
        .setCoder(TranslateSegments.requestCoder());
  }

  private static ReadRows readRows(Settings settings) {
    ManifestParser parser = new ManifestParser(settings.defaults());
    InlineImages inlineImages =
        new InlineImages(settings.tree(), settings.prepare().maxImageBytes());
    return settings.inputIsImages()
        ? ReadRows.ofImages(settings.input(), parser, inlineImages)
        : ReadRows.ofManifest(settings.input(), parser, inlineImages);
  }
}
