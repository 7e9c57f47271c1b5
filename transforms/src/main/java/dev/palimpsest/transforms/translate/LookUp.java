package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.memory.BoughtTranslation;
import dev.palimpsest.io.memory.Glossary;
import dev.palimpsest.io.memory.TranslationMemory;
import dev.palimpsest.io.result.FailureCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Finds the terms of the glossary in each request, and answers from the human memory and from what
 * was bought before; passes on what is left for an engine.
 */
final class LookUp extends DoFn<TextGroup, Answered> {
  private static final long serialVersionUID = 1;
  static final TupleTag<Answered> ANSWERED = new TupleTag<>("answered");
  static final TupleTag<SegmentRequest> OPEN = new TupleTag<>("open");

  private final TranslateSettings settings;
  private final Counter hits = Metrics.counter(TranslateSegments.COUNTERS, "memory_hits");
  private final Counter boughtHits = Metrics.counter(TranslateSegments.COUNTERS, "bought_before");
  private transient TranslationMemory memory;
  private transient Glossary glossary;

  LookUp(TranslateSettings settings) {
    this.settings = settings;
  }

  @Setup
  public void load() throws IOException {
    memory = TranslationMemory.load(settings.memoryUris());
    glossary = Glossary.load(settings.glossaryUris());
  }

  @ProcessElement
  public void ask(@Element TextGroup text, MultiOutputReceiver out) {
    for (SegmentRequest bare : text.requests()) {
      SegmentRequest request =
          bare.completed(
              glossary.find(bare.text(), bare.target()), settings.models(bare.paidEngines()));
      find(request)
          .or(() -> find(request, text.bought()))
          .ifPresentOrElse(
              answer -> out.get(ANSWERED).output(new Answered(request, answer)),
              () -> out.get(OPEN).output(request));
    }
  }

  private Optional<Translation> find(SegmentRequest request, List<BoughtTranslation> bought) {
    if (bought.isEmpty()) {
      return Optional.empty();
    }
    String key = request.boughtKey();
    Optional<BoughtTranslation> found =
        bought.stream().filter(line -> line.key().equals(key)).findFirst();
    found.ifPresent(line -> boughtHits.inc());
    return found.map(line -> Translation.of(line.translation(), line.engine()));
  }

  /** An answer that needs neither an engine nor what one answered; empty if there is none. */
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
