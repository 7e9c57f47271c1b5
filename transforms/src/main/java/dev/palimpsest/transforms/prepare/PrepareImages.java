package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.batch.CancelSignal;
import dev.palimpsest.io.batch.Progress;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.ledger.Fingerprints;
import dev.palimpsest.io.ledger.LedgerEntry;
import dev.palimpsest.io.ledger.SourceStamp;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.result.Containment;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Outcome;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.transforms.intake.KnownRow;
import dev.palimpsest.transforms.natives.Natives;
import dev.palimpsest.transforms.outcome.ImageFailure;
import dev.palimpsest.transforms.outcome.RunningBatch;
import dev.palimpsest.transforms.read.OcrData;
import dev.palimpsest.transforms.read.ReadSettings;
import dev.palimpsest.transforms.read.TextModels;
import dev.palimpsest.transforms.read.TextReader;
import dev.palimpsest.transforms.shared.SharedWorkFn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads and erases every image once, or finds that done; see {@link ImagePreparer}. The slots of a
 * worker share the images that they were dealt: see {@link SharedWorkFn}.
 */
public final class PrepareImages extends PTransform<PCollection<KnownRow>, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  /**
   * Images with languages to draw; without their regions where those are on storage: every byte
   * here goes through a shuffle.
   */
  public static final TupleTag<PreparedImage> PREPARED = new TupleTag<>() {};

  /** Their texts, if there is a translation. */
  public static final TupleTag<SegmentUse> USES = new TupleTag<>() {};

  /** Images with nothing left to do. */
  public static final TupleTag<LedgerEntry> CARRIED = new TupleTag<>() {};

  /** Images that failed. */
  public static final TupleTag<ImageFailure> FAILED = new TupleTag<>() {};

  private static final JsonCoder<PreparedImage> PREPARED_CODER =
      JsonCoder.like(
          new PreparedImage(
              new ManifestRow(
                  "",
                  "",
                  "",
                  "",
                  List.of("de", "fr"),
                  List.of(),
                  List.of(),
                  Mode.GENERAL,
                  "memory,pseudo",
                  Optional.empty(),
                  Map.of()),
              new SourceStamp(0, ""),
              "",
              "jpg",
              "",
              new Fingerprints("", "", ""),
              null,
              Map.of("de", Outcome.FRESH, "fr", Outcome.FRESH),
              Map.of(),
              Map.of(),
              false,
              0));

  private final PrepareSettings settings;
  private final RunningBatch batch;

  /** The coder of {@link #PREPARED}, for the steps that pass it on. */
  public static JsonCoder<PreparedImage> preparedCoder() {
    return PREPARED_CODER;
  }

  public PrepareImages(PrepareSettings settings, RunningBatch batch) {
    this.settings = settings;
    this.batch = batch;
  }

  @Override
  public PCollectionTuple expand(PCollection<KnownRow> rows) {
    PCollectionTuple outputs =
        rows.apply(
            "Prepare",
            ParDo.of(new PrepareFn(settings, batch))
                .withOutputTags(PREPARED, TupleTagList.of(USES).and(CARRIED).and(FAILED)));
    outputs.get(PREPARED).setCoder(PREPARED_CODER);
    outputs.get(USES).setCoder(JsonCoder.of(SegmentUse.class));
    outputs.get(CARRIED).setCoder(JsonCoder.of(LedgerEntry.class));
    outputs.get(FAILED).setCoder(JsonCoder.of(ImageFailure.class));
    return outputs;
  }

  static final class PrepareFn extends SharedWorkFn<KnownRow, PreparedImage> {
    private static final long serialVersionUID = 1;

    private final PrepareSettings settings;
    private final RunningBatch batch;
    private final Counter carried = Metrics.counter(PrepareImages.class, "images-carried-over");
    private final Counter reused = Metrics.counter(PrepareImages.class, "images-reused");
    private final Distribution workMs = Metrics.distribution(PrepareImages.class, "prepare-msec");
    private final Distribution imageBytes =
        Metrics.distribution(PrepareImages.class, "image-bytes");
    private transient ImagePreparer preparer;
    private transient CancelSignal cancel;
    private transient Progress progress;

    private PrepareFn(PrepareSettings settings, RunningBatch batch) {
      super(batch);
      this.settings = settings;
      this.batch = batch;
    }

    @Override
    protected void open() {
      Natives.ready();
      preparer = new ImagePreparer(settings, SharedReading.reader(settings.read()));
      cancel = batch.cancelSignal();
      progress = Progress.of(batch.tree(), batch.batchId());
    }

    @Override
    protected Consumer<Outputs> work(KnownRow known) {
      try {
        batch.stopIfCancelled(cancel);
        ImagePreparer.Prepared prepared = preparer.prepare(known);
        Containment.succeeded();
        return out -> output(prepared, out);
      } catch (FailureException e) {
        return failed(known, e);
      } catch (RuntimeException | Error e) {
        String what = "reading image " + known.row().imageId();
        return failed(known, Containment.failure(Stage.READ, what, e));
      }
    }

    private Consumer<Outputs> failed(KnownRow known, FailureException e) {
      return out -> {
        progress.countEnded(false);
        progress.countSeen();
        out.output(FAILED, failure(known, e));
      };
    }

    private void output(ImagePreparer.Prepared prepared, Outputs out) {
      if (prepared instanceof ImagePreparer.Prepared.Carried done) {
        carried.inc();
        progress.countEnded(true);
        out.output(CARRIED, done.entry());
      } else if (prepared instanceof ImagePreparer.Prepared.ToDraw work) {
        PreparedImage image = work.image();
        workMs.update(image.processingMs());
        if (image.reused()) {
          reused.inc();
        } else if (image.stamp() != null) {
          imageBytes.update(image.stamp().sizeBytes());
        }
        if (settings.translate() != null) {
          SegmentUse.of(image).forEach(use -> out.output(USES, use));
        }
        out.output(PREPARED, settings.erase() ? image.withDocument(null) : image);
      }
      progress.countSeen();
    }

    private static ImageFailure failure(KnownRow known, FailureException e) {
      ManifestRow row = known.row();
      return new ImageFailure(
          row,
          Failure.of(
              row.imageId(),
              row.image(),
              row.row(),
              Optional.empty(),
              e.stage(),
              e.code(),
              e.getMessage()),
          known.previous());
    }

    @Override
    protected void close() {
      if (preparer != null) {
        preparer.close();
      }
    }
  }

  /** OCR data and models are fetched once per process, whatever the number of worker threads. */
  static final class SharedReading {
    private static OcrData data;
    private static TextModels models;
    private static ReadSettings madeFor;

    private SharedReading() {}

    static synchronized TextReader reader(ReadSettings settings) {
      if (data == null || !settings.equals(madeFor)) {
        data = OcrData.fetch(settings.tessdata());
        models = TextModels.fetch(settings.models());
        madeFor = settings;
      }
      return new TextReader(data, settings.timeLimit(), models);
    }
  }
}
