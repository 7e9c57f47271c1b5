package dev.palimpsest.transforms.compose;

import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.ImageResult;
import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.render.Fonts;
import dev.palimpsest.transforms.render.Renderer;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Draws and writes every image in each of its languages; see {@link ImageComposer}. */
public final class ComposeImages
    extends PTransform<
        PCollection<TranslatedImage>, WithFailures.Result<PCollection<ImageResult>, Failure>> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<ImageResult> RESULTS = new TupleTag<>() {};
  private static final TupleTag<Failure> FAILED = new TupleTag<>() {};

  private final ComposeSettings settings;

  public ComposeImages(ComposeSettings settings) {
    this.settings = settings;
  }

  /** Result lines for images that were only read. */
  public static PTransform<PCollection<PreparedImage>, PCollection<ImageResult>> textOnly() {
    return new TextOnly();
  }

  @Override
  public WithFailures.Result<PCollection<ImageResult>, Failure> expand(
      PCollection<TranslatedImage> images) {
    PCollectionTuple outputs =
        images.apply(
            "Compose",
            ParDo.of(new ComposeFn(settings)).withOutputTags(RESULTS, TupleTagList.of(FAILED)));
    return WithFailures.Result.of(
        outputs.get(RESULTS).setCoder(JsonCoder.of(ImageResult.class)),
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

  static final class ComposeFn extends DoFn<TranslatedImage, ImageResult> {
    private static final long serialVersionUID = 1;

    private final ComposeSettings settings;
    private final Counter pictures = Metrics.counter(ComposeImages.class, "pictures-written");
    private transient ImageComposer composer;

    private ComposeFn(ComposeSettings settings) {
      this.settings = settings;
    }

    @Setup
    public void setUp() {
      composer =
          new ImageComposer(
              settings, new Renderer(SharedFonts.get(settings.fonts()), settings.minFontSizePx()));
    }

    @ProcessElement
    public void process(@Element TranslatedImage image, MultiOutputReceiver out) {
      ImageResult result = composer.compose(image, failure -> out.get(FAILED).output(failure));
      pictures.inc(
          result.outputs().values().stream()
              .filter(output -> output.translatedImageUrl() != null)
              .count());
      out.get(RESULTS).output(result);
    }
  }

  /** Fonts are loaded once per process and shared between worker threads. */
  private static final class SharedFonts {
    private static Fonts fonts;
    private static List<String> madeFor;

    private static synchronized Fonts get(List<String> folders) {
      if (fonts == null || !folders.equals(madeFor)) {
        fonts = Fonts.load(folders.stream().map(Path::of).toList(), true);
        madeFor = folders;
      }
      return fonts;
    }
  }
}
