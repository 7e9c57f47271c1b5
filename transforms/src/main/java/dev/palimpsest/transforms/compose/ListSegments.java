package dev.palimpsest.transforms.compose;

import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.prepare.Segments;
import dev.palimpsest.transforms.translate.SegmentRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Fans every image out over its languages: each distinct text of an image, once per language. */
public final class ListSegments
    extends PTransform<PCollection<PreparedImage>, PCollection<SegmentUse>> {
  private static final long serialVersionUID = 1;

  @Override
  public PCollection<SegmentUse> expand(PCollection<PreparedImage> images) {
    return images.apply("FanOut", ParDo.of(new FanOut())).setCoder(JsonCoder.of(SegmentUse.class));
  }

  static final class FanOut extends DoFn<PreparedImage, SegmentUse> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element PreparedImage image, OutputReceiver<SegmentUse> out) {
      Segments segments = new Segments(image.row());
      for (String language : image.languagesToDraw()) {
        Map<String, SegmentRequest> distinct = new LinkedHashMap<>();
        for (Region region : image.document().regions()) {
          segments
              .request(region, language)
              .ifPresent(request -> distinct.put(request.key(), request));
        }
        for (SegmentRequest request : distinct.values()) {
          out.output(new SegmentUse(image.row().imageId(), language, request));
        }
      }
    }
  }
}
