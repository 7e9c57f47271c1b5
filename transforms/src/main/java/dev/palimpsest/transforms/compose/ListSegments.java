package dev.palimpsest.transforms.compose;

import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.prepare.Segments;
import dev.palimpsest.transforms.translate.SegmentRequest;
import java.util.LinkedHashMap;
import java.util.List;
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
        List<Region> regions = image.document().regions();
        for (int i = 0; i < regions.size(); i++) {
          Region region = regions.get(i);
          List<String> beside = PlaceHints.neighbours(regions, i);
          segments
              .request(region, language)
              .map(
                  request ->
                      request.withPlace(
                          request.mode(), beside, PlaceHints.fittingCharacters(region, language)))
              .ifPresent(request -> distinct.putIfAbsent(request.key(), request));
        }
        for (SegmentRequest request : distinct.values()) {
          out.output(new SegmentUse(image.row().imageId(), language, request));
        }
      }
    }
  }
}
