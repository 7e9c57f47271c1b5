package dev.palimpsest.transforms.translate;

import java.util.List;

/**
 * What a batch would ask of engines.
 *
 * @param images that were read
 * @param rows by chain and pair of languages; pairs that need no engine have none
 */
public record Estimate(long images, List<Row> rows) {
  public Estimate {
    rows = List.copyOf(rows);
  }

  /**
   * One pair of languages and the chain that is asked.
   *
   * @param segments distinct texts that neither memory has
   * @param characters code points of these
   * @param requests to the first engine of the chain, if it answers well
   */
  public record Row(
      String engines, String source, String target, long segments, long characters, long requests) {

    static Row of(SegmentBatch batch) {
      SegmentRequest first = batch.first();
      return new Row(
          first.paidEngines(),
          first.source(),
          first.target(),
          batch.requests().size(),
          batch.characters(),
          1);
    }

    String key() {
      return String.join("\t", engines, source, target);
    }

    static Row sum(Row one, Row other) {
      return new Row(
          one.engines,
          one.source,
          one.target,
          one.segments + other.segments,
          one.characters + other.characters,
          one.requests + other.requests);
    }
  }
}
