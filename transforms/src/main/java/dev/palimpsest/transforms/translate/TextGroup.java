package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.memory.BoughtTranslation;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that is wanted of one text, in whichever languages and of whichever engines, and all that was
 * bought of it before. Everything under one key is a single shuffle for both questions: what is
 * distinct, and what needs no buying.
 *
 * @param requests distinct, by key
 * @param bought distinct, by key
 */
record TextGroup(List<SegmentRequest> requests, List<BoughtTranslation> bought) {
  TextGroup {
    requests = List.copyOf(requests);
    bought = List.copyOf(bought);
  }

  /** What all that belongs to one text has in common: 32 hexadecimal digits. */
  static String key(String text) {
    return SegmentRequest.hash(text);
  }

  static TextGroup wanted(SegmentRequest request) {
    return new TextGroup(List.of(request), List.of());
  }

  static TextGroup bought(BoughtTranslation line) {
    return new TextGroup(List.of(), List.of(line));
  }

  /** Both together, the same in any order. */
  static TextGroup merge(TextGroup one, TextGroup other) {
    TreeMap<String, SegmentRequest> requests = new TreeMap<>();
    Stream.of(one.requests, other.requests)
        .flatMap(Collection::stream)
        .forEach(request -> requests.merge(request.key(), request, SegmentRequest::merge));
    // Two batches may have bought the same; the choice must not depend on their order.
    TreeMap<String, BoughtTranslation> bought = new TreeMap<>();
    Stream.of(one.bought, other.bought)
        .flatMap(Collection::stream)
        .sorted(Comparator.comparing(BoughtTranslation::translation))
        .forEach(line -> bought.putIfAbsent(line.key(), line));
    return new TextGroup(List.copyOf(requests.values()), List.copyOf(bought.values()));
  }
}
