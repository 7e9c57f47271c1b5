package dev.palimpsest.transforms.compose;

import dev.palimpsest.io.batch.CancelSignal;
import dev.palimpsest.io.batch.Progress;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.ledger.LedgerEntry;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.ImageResult;
import dev.palimpsest.transforms.outcome.RunningBatch;
import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.render.Fonts;
import dev.palimpsest.transforms.render.Hyphenation;
import dev.palimpsest.transforms.render.Renderer;
import dev.palimpsest.transforms.shared.SharedWorkFn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Draws and writes every image in each of its languages; see {@link ImageComposer}. The slots of a
 * worker share the images that they were dealt: see {@link SharedWorkFn}.
 */
public final class ComposeImages
    extends PTransform<
        PCollection<TranslatedImage>, WithFailures.Result<PCollection<LedgerEntry>, Failure>> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<LedgerEntry> ENTRIES = new TupleTag<>() {};
  private static final TupleTag<Failure> FAILED = new TupleTag<>() {};

  private final ComposeSettings settings;
  private final RunningBatch batch;

  public ComposeImages(ComposeSettings settings, RunningBatch batch) {
    this.settings = settings;
    this.batch = batch;
  }

  /** Result lines for images that were only read. */
  public static PTransform<PCollection<PreparedImage>, PCollection<ImageResult>> textOnly() {
    return new TextOnly();
  }

  @Override
  public WithFailures.Result<PCollection<LedgerEntry>, Failure> expand(
      PCollection<TranslatedImage> images) {
    PCollectionTuple outputs =
        images.apply(
            "Compose",
            ParDo.of(new ComposeFn(settings, batch))
                .withOutputTags(ENTRIES, TupleTagList.of(FAILED)));
    return WithFailures.Result.of(
        outputs.get(ENTRIES).setCoder(JsonCoder.of(LedgerEntry.class)),
        outputs.get(FAILED).setCoder(JsonCoder.of(Failure.class)));
  }

  static final class TextOnly
      extends PTransform<PCollection<PreparedImage>, PCollection<ImageResult>> {
    private static final long serialVersionUID = 1;

    @Override
    public PCollection<ImageResult> expand(PCollection<PreparedImage> images) {
      return images
          .apply(MapElements.into(TypeDescriptor.of(ImageResult.class)).via(ImageResults::textOnly))
          .setCoder(JsonCoder.of(ImageResult.class));
    }
  }

  static final class ComposeFn extends SharedWorkFn<TranslatedImage, LedgerEntry> {
    private static final long serialVersionUID = 1;

    private final ComposeSettings settings;
    private final RunningBatch batch;
    private final Counter pictures = Metrics.counter(ComposeImages.class, "pictures-written");
    private final Distribution workMs = Metrics.distribution(ComposeImages.class, "compose-msec");
    private transient ImageComposer composer;
    private transient CancelSignal cancel;
    private transient Progress progress;

    private ComposeFn(ComposeSettings settings, RunningBatch batch) {
      super(batch);
      this.settings = settings;
      this.batch = batch;
    }

    @Override
    protected void open() throws IOException {
      composer =
          new ImageComposer(
              settings,
              new Renderer(
                  SharedFonts.get(settings.fonts()), settings.minFontSizePx(), Hyphenation.SYSTEM));
      cancel = batch.cancelSignal();
      progress = Progress.of(batch.tree(), batch.batchId());
    }

    @Override
    protected Consumer<Outputs> work(TranslatedImage image) {
      long start = System.nanoTime();
      List<Failure> failures = new ArrayList<>();
      LedgerEntry entry =
          cancel.isSet()
              ? composer.cancelled(image, failures::add)
              : composer.compose(image, failures::add);
      boolean completed = entry.result().status().equals(ImageResult.COMPLETED);
      try {
        if (completed) {
          batch.markDone(entry);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      progress.countEnded(completed);
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      return out -> {
        workMs.update(millis);
        pictures.inc(
            entry.result().outputs().values().stream()
                .filter(output -> output.translatedImageUrl() != null)
                .count());
        failures.forEach(failure -> out.output(FAILED, failure));
        out.output(ENTRIES, entry);
      };
    }

    @Override
    protected void close() {
      if (composer != null) {
        composer.close();
      }
    }
  }

  /** Fonts are loaded once per process and shared between worker threads. */
  private static final class SharedFonts {
    private static Fonts fonts;
    private static List<String> madeFor;

    private static synchronized Fonts get(List<String> folders) {
      if (fonts == null || !folders.equals(madeFor)) {
        fonts = Fonts.load(folders, true);
        madeFor = folders;
      }
      return fonts;
    }
  }
}
