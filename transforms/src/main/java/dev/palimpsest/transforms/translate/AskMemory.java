package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.memory.TranslationMemory;
import dev.palimpsest.io.result.FailureCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Answers from the human memory; passes on what is left for an engine. */
final class AskMemory extends DoFn<SegmentRequest, KV<String, Translation>> {
  private static final long serialVersionUID = 1;
  static final TupleTag<KV<String, Translation>> ANSWERED = new TupleTag<>("answered");
  static final TupleTag<SegmentRequest> OPEN = new TupleTag<>("open");

  private final List<String> memoryUris;
  private final Counter hits = Metrics.counter(TranslateSegments.COUNTERS, "memory_hits");
  private transient TranslationMemory memory;

  AskMemory(List<String> memoryUris) {
    this.memoryUris = memoryUris;
  }

  @Setup
  public void load() throws IOException {
    memory = TranslationMemory.load(memoryUris);
  }

  @ProcessElement
  public void ask(@Element SegmentRequest request, MultiOutputReceiver out) {
    Optional<String> found =
        request.asksMemory()
            ? memory.lookup(request.source(), request.target(), request.text())
            : Optional.empty();
    if (found.isPresent()) {
      hits.inc();
      Translation answer = Translation.of(found.get(), Engines.MEMORY);
      out.get(ANSWERED).output(KV.of(request.key(), answer));
    } else if (request.paidEngines().isEmpty()) {
      Translation missing =
          Translation.failed(
              FailureCode.TRANSLATION_MISSING,
              "the memory has no " + request.target() + " for '" + request.text() + "'");
      out.get(ANSWERED).output(KV.of(request.key(), missing));
    } else {
      out.get(OPEN).output(request);
    }
  }
}
