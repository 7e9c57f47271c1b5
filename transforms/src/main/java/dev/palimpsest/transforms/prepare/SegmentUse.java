package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.translate.SegmentRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One text of one image.
 *
 * @param requests one for each language that it is wanted in, all of one {@link
 *     SegmentRequest#segmentKey}
 */
public record SegmentUse(String imageId, List<SegmentRequest> requests) {
  public SegmentUse {
    requests = List.copyOf(requests);
  }

  /** What {@link #requests} have in common. */
  public String segmentKey() {
    return requests.get(0).segmentKey();
  }

  /** The languages that the text is wanted in. */
  public List<String> languages() {
    return requests.stream().map(SegmentRequest::target).toList();
  }

  /** Each distinct text of an image. */
  static List<SegmentUse> of(PreparedImage image) {
    Map<String, Map<String, SegmentRequest>> byLanguage = new LinkedHashMap<>();
    Segments segments = new Segments(image.row());
    List<Region> regions = image.document().regions();
    for (int i = 0; i < regions.size(); i++) {
      Region region = regions.get(i);
      List<String> beside = PlaceHints.neighbours(regions, i);
      for (String language : image.languagesToDraw()) {
        segments
            .request(region, language)
            .map(
                request ->
                    request.withPlace(
                        request.mode(), beside, PlaceHints.fittingCharacters(region, language)))
            .ifPresent(
                request ->
                    byLanguage
                        .computeIfAbsent(request.segmentKey(), key -> new LinkedHashMap<>())
                        .putIfAbsent(language, request));
      }
    }
    return byLanguage.values().stream()
        .map(requests -> new SegmentUse(image.row().imageId(), List.copyOf(requests.values())))
        .toList();
  }
}
