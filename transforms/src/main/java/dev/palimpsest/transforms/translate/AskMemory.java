package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.memory.Glossary;
import dev.palimpsest.io.memory.TranslationMemory;
import dev.palimpsest.io.result.FailureCode;
import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Finds the terms of the glossary in each request, and answers from the human memory; passes on
 * what is left for an engine.
 */
final class AskMemory extends DoFn<SegmentRequest, Answered> {
  private static final long serialVersionUID = 1;
  static final TupleTag<Answered> ANSWERED = new TupleTag<>("answered");
  static final TupleTag<SegmentRequest> OPEN = new TupleTag<>("open");

  private final TranslateSettings settings;
  private final Counter hits = Metrics.counter(TranslateSegments.COUNTERS, "memory_hits");
  private transient TranslationMemory memory;
  private transient Glossary glossary;

  AskMemory(TranslateSettings settings) {
    this.settings = settings;
  }

  @Setup
  public void load() throws IOException {
    memory = TranslationMemory.load(settings.memoryUris());
    glossary = Glossary.load(settings.glossaryUris());
  }

  @ProcessElement
  public void ask(@Element SegmentRequest bare, MultiOutputReceiver out) {
    SegmentRequest request =
        bare.completed(
            glossary.find(bare.text(), bare.target()), settings.models(bare.paidEngines()));
    Optional<String> found =
        request.asksMemory()
            ? memory.lookup(request.source(), request.target(), request.text())
            : Optional.empty();
    if (found.isPresent()) {
      hits.inc();
      Translation answer = Translation.of(found.get(), Engines.MEMORY);
      out.get(ANSWERED).output(new Answered(request, answer));
    } else if (request.paidEngines().isEmpty()) {
      Translation missing =
          Translation.failed(
              FailureCode.TRANSLATION_MISSING,
              "the memory has no " + request.target() + " for '" + request.text() + "'");
      out.get(ANSWERED).output(new Answered(request, missing));
    } else {
      out.get(OPEN).output(request);
    }
  }
}
