package dev.palimpsest.pipeline.localize;

import dev.palimpsest.io.manifest.ManifestParser;
import dev.palimpsest.io.result.ImageResult;
import dev.palimpsest.pipeline.options.Settings;
import dev.palimpsest.transforms.compose.ComposeImages;
import dev.palimpsest.transforms.compose.JoinTranslations;
import dev.palimpsest.transforms.compose.ListSegments;
import dev.palimpsest.transforms.compose.SegmentUse;
import dev.palimpsest.transforms.intake.InlineImages;
import dev.palimpsest.transforms.intake.ReadRows;
import dev.palimpsest.transforms.intake.RejectDuplicates;
import dev.palimpsest.transforms.outcome.FinishBatch;
import dev.palimpsest.transforms.outcome.Outcomes;
import dev.palimpsest.transforms.prepare.PrepareImages;
import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.translate.SegmentRequest;
import dev.palimpsest.transforms.translate.TranslateSegments;
import dev.palimpsest.transforms.translate.TranslateSettings;
import dev.palimpsest.transforms.translate.Translation;
import dev.palimpsest.transforms.translate.WriteEstimate;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * The whole batch: rows → images read and erased once → distinct texts translated once → every
 * image drawn in each language → results, failures, status record.
 *
 * <p>Only references and text travel between steps. A failure is an output of the step where it
 * happens; all of them end in {@link Outcomes}.
 */
public final class LocalizeGraph {
  private LocalizeGraph() {}

  /** Adds the batch to a pipeline. */
  public static void build(Pipeline pipeline, Settings settings) {
    Outcomes outcomes = new Outcomes();
    PCollection<PreparedImage> prepared = prepare(pipeline, settings, outcomes);
    PCollection<ImageResult> results =
        settings.translate().isPresent()
            ? localize(prepared, settings.translate().get(), settings, outcomes)
            : prepared.apply("TextOnly", ComposeImages.textOnly());
    results.apply(
        "FinishBatch",
        new FinishBatch(settings.batchId(), settings.tree(), settings.resultShards(), outcomes));
  }

  /** Adds what finds out how much there is to translate; nothing is translated or drawn. */
  static void buildEstimate(Pipeline pipeline, Settings settings) {
    PCollection<PreparedImage> prepared = prepare(pipeline, settings, new Outcomes());
    requests(prepared.apply("ListSegments", new ListSegments()))
        .apply(
            "WriteEstimate",
            new WriteEstimate(
                settings.translate().orElseThrow(),
                settings.tree().estimate(settings.batchId()),
                prepared.apply("CountImages", Count.globally())));
  }

  private static PCollection<PreparedImage> prepare(
      Pipeline pipeline, Settings settings, Outcomes outcomes) {
    return pipeline
        .apply("ReadRows", readRows(settings))
        .failuresTo(outcomes.rowFailures())
        .apply("RejectDuplicates", new RejectDuplicates())
        .failuresTo(outcomes.rowFailures())
        .apply("PrepareImages", new PrepareImages(settings.prepare()))
        .failuresTo(outcomes.imageFailures());
  }

  private static PCollection<ImageResult> localize(
      PCollection<PreparedImage> prepared,
      TranslateSettings translate,
      Settings settings,
      Outcomes outcomes) {
    PCollection<SegmentUse> uses = prepared.apply("ListSegments", new ListSegments());
    PCollection<KV<String, Translation>> translations =
        requests(uses).apply("TranslateSegments", new TranslateSegments(translate));
    return prepared
        .apply("JoinTranslations", new JoinTranslations(uses, translations))
        .apply("ComposeImages", new ComposeImages(settings.compose()))
        .failuresTo(outcomes.languageFailures());
  }

  private static PCollection<SegmentRequest> requests(PCollection<SegmentUse> uses) {
    return uses.apply(
            "Requests",
            MapElements.into(TypeDescriptor.of(SegmentRequest.class)).via(SegmentUse::request))
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
