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
    find(request)
        .ifPresentOrElse(
            answer -> out.get(ANSWERED).output(new Answered(request, answer)),
            () -> out.get(OPEN).output(request));
  }

  /** An answer that needs no engine; empty if engines are to be asked. */
  private Optional<Translation> find(SegmentRequest request) {
    Optional<String> found =
        request.asksMemory()
            ? memory.lookup(request.source(), request.target(), request.text())
            : Optional.empty();
    if (found.isPresent()) {
      hits.inc();
      return Optional.of(Translation.of(found.get(), Engines.MEMORY));
    }
    if (request.engines().equals(Engines.MEMORY)) {
      return Optional.of(
          Translation.failed(
              FailureCode.TRANSLATION_MISSING,
              "the memory has no " + request.target() + " for '" + request.text() + "'"));
    }
    // A row of the manifest may name any engine.
    return Engines.problem(request.engines())
        .map(problem -> Translation.failed(FailureCode.TRANSLATOR_UNAVAILABLE, problem));
  }
}
