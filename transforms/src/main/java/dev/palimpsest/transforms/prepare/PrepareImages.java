package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.outcome.ImageFailure;
import dev.palimpsest.transforms.read.OcrData;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Reads and erases every image once; see {@link ImagePreparer}. */
public final class PrepareImages
    extends PTransform<
        PCollection<ManifestRow>, WithFailures.Result<PCollection<PreparedImage>, ImageFailure>> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<PreparedImage> PREPARED = new TupleTag<>() {};
  private static final TupleTag<ImageFailure> FAILED = new TupleTag<>() {};

  private final PrepareSettings settings;

  public PrepareImages(PrepareSettings settings) {
    this.settings = settings;
  }

  @Override
  public WithFailures.Result<PCollection<PreparedImage>, ImageFailure> expand(
      PCollection<ManifestRow> rows) {
    PCollectionTuple outputs =
        rows.apply(
            "Prepare",
            ParDo.of(new PrepareFn(settings)).withOutputTags(PREPARED, TupleTagList.of(FAILED)));
    return WithFailures.Result.of(
        outputs.get(PREPARED).setCoder(JsonCoder.of(PreparedImage.class)),
        outputs.get(FAILED).setCoder(JsonCoder.of(ImageFailure.class)));
  }

  static final class PrepareFn extends DoFn<ManifestRow, PreparedImage> {
    private static final long serialVersionUID = 1;

    private final PrepareSettings settings;
    private final Counter reused = Metrics.counter(PrepareImages.class, "images-reused");
    private final Distribution workMs = Metrics.distribution(PrepareImages.class, "prepare-msec");
    private transient ImagePreparer preparer;

    private PrepareFn(PrepareSettings settings) {
      this.settings = settings;
    }

    @Setup
    public void setUp() {
      preparer = new ImagePreparer(settings, SharedOcrData.get(settings.read()));
    }

    @ProcessElement
    public void process(@Element ManifestRow row, MultiOutputReceiver out) {
      try {
        PreparedImage prepared = preparer.prepare(row);
        workMs.update(prepared.processingMs());
        if (prepared.reused()) {
          reused.inc();
        }
        out.get(PREPARED).output(prepared);
      } catch (FailureException e) {
        out.get(FAILED)
            .output(
                new ImageFailure(
                    row,
                    Failure.of(
                        row.imageId(),
                        row.image(),
                        row.row(),
                        Optional.empty(),
                        e.stage(),
                        e.code(),
                        e.getMessage())));
      }
    }

    @Teardown
    public void tearDown() {
      if (preparer != null) {
        preparer.close();
      }
    }
  }

  /** One folder of OCR data per process, whatever the number of worker threads. */
  private static final class SharedOcrData {
    private static OcrData data;
    private static dev.palimpsest.transforms.read.ReadSettings madeFor;

    private static synchronized OcrData get(dev.palimpsest.transforms.read.ReadSettings settings) {
      if (data == null || !settings.equals(madeFor)) {
        data = OcrData.collect(settings.tessdata().stream().map(Path::of).toList());
        madeFor = settings;
      }
      return data;
    }
  }
}
