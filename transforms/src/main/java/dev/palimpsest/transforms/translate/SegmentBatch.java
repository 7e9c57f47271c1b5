package dev.palimpsest.transforms.translate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Requests of one pair of languages, one chain and one prompt that are asked together. */
record SegmentBatch(List<SegmentRequest> requests) {
  SegmentBatch {
    requests = requests.stream().sorted(Comparator.comparing(SegmentRequest::boughtKey)).toList();
  }

  SegmentRequest first() {
    return requests.get(0);
  }

  /** The same for the same requests. */
  String name() {
    return SegmentRequest.hash(
        requests.stream().map(SegmentRequest::boughtKey).collect(Collectors.joining("\n")));
  }

  /** Code points of all texts. */
  long characters() {
    return requests.stream().mapToLong(SegmentBatch::characters).sum();
  }

  static long characters(SegmentRequest request) {
    return request.text().codePointCount(0, request.text().length());
  }
}
