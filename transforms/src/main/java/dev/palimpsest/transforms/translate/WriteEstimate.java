package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes an {@link Estimate} of what translating the requests would take: everything is looked up
 * and batched as {@link TranslateSegments} does it, and no engine is asked.
 */
public final class WriteEstimate extends PTransform<PCollection<SegmentRequest>, PDone> {
  private static final long serialVersionUID = 1;
  private static final JsonCoder<Estimate.Row> ROW_CODER = JsonCoder.of(Estimate.Row.class);

  private final TranslateSettings settings;
  private final String uri;
  private final transient PCollection<Long> images;

  /**
   * A sink.
   *
   * @param uri of the JSON file to write
   * @param images their number, one element
   */
  public WriteEstimate(TranslateSettings settings, String uri, PCollection<Long> images) {
    this.settings = settings;
    this.uri = uri;
    this.images = images;
  }

  @Override
  public PDone expand(PCollection<SegmentRequest> requests) {
    PCollectionView<List<Estimate.Row>> rows =
        new TranslateSegments(settings)
            .plan(requests)
            .batches()
            .apply(
                "RowOfBatch",
                MapElements.into(TypeDescriptor.of(Estimate.Row.class)).via(Estimate.Row::of))
            .setCoder(ROW_CODER)
            .apply(
                "KeyByRow", WithKeys.of(Estimate.Row::key).withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), ROW_CODER))
            .apply("Sum", Combine.perKey(Estimate.Row::sum))
            .apply("Rows", Values.create())
            .setCoder(ROW_CODER)
            .apply("AllRows", View.asList());
    PCollectionView<Long> imageCount = images.apply("ImageCount", View.asSingleton());
    requests
        .getPipeline()
        .apply("OnceForEstimate", Create.of(uri))
        .apply("WriteFile", ParDo.of(new Write(rows, imageCount)).withSideInputs(rows, imageCount));
    return PDone.in(requests.getPipeline());
  }

  private static final class Write extends DoFn<String, Void> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<List<Estimate.Row>> rows;
    private final PCollectionView<Long> images;

    Write(PCollectionView<List<Estimate.Row>> rows, PCollectionView<Long> images) {
      this.rows = rows;
      this.images = images;
    }

    @ProcessElement
    public void write(ProcessContext context) throws IOException {
      List<Estimate.Row> sorted =
          context.sideInput(rows).stream().sorted(Comparator.comparing(Estimate.Row::key)).toList();
      Estimate estimate = new Estimate(context.sideInput(images), sorted);
      Storage.write(
          context.element(),
          Json.writePretty(estimate).getBytes(StandardCharsets.UTF_8),
          "application/json");
    }
  }
}
