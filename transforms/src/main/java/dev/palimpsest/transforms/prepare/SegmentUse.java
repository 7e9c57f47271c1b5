package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.translate.SegmentRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One text of one image that is wanted in one language. */
public record SegmentUse(String imageId, String language, SegmentRequest request) {
  /** Each distinct text of an image, once for each language to draw. */
  static List<SegmentUse> of(PreparedImage image) {
    List<SegmentUse> uses = new ArrayList<>();
    Segments segments = new Segments(image.row());
    List<Region> regions = image.document().regions();
    for (String language : image.languagesToDraw()) {
      Map<String, SegmentRequest> distinct = new LinkedHashMap<>();
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
      distinct
          .values()
          .forEach(request -> uses.add(new SegmentUse(image.row().imageId(), language, request)));
    }
    return uses;
  }
}
