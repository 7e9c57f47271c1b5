package dev.palimpsest.transforms.translate;

import com.ibm.icu.util.ULocale;
import dev.palimpsest.io.memory.Glossary;
import dev.palimpsest.io.result.Containment;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.transforms.translate.ask.Brief;
import dev.palimpsest.transforms.translate.ask.Segment;
import dev.palimpsest.transforms.translate.http.Meter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Engines in the order they are asked: each takes what the ones before could not do, whether they
 * do not know the pair, refused a text, or are down.
 */
final class EngineChain implements AutoCloseable {
  private final List<TranslationEngine> engines;
  private final Meter meter;

  EngineChain(List<TranslationEngine> engines, Meter meter) {
    this.engines = List.copyOf(engines);
    this.meter = meter;
  }

  /** One answer per segment, in their order; a failure tells what the last engine said. */
  List<Translation> translate(List<Segment> batch, Brief brief) throws InterruptedException {
    Map<Segment, Translation> answers = new LinkedHashMap<>();
    String nobody = "no engine here translates " + brief.source() + " to " + brief.target();
    batch.forEach(
        segment ->
            answers.put(segment, Translation.failed(FailureCode.TRANSLATION_MISSING, nobody)));
    for (TranslationEngine engine : engines) {
      if (!engine.supports(brief.source(), brief.target())) {
        continue;
      }
      List<Segment> open = batch.stream().filter(s -> !answers.get(s).succeeded()).toList();
      if (!open.isEmpty()) {
        List<Translation> found = ask(engine, open, brief);
        for (int i = 0; i < open.size(); i++) {
          answers.put(open.get(i), found.get(i));
        }
      }
    }
    return batch.stream().map(answers::get).toList();
  }

  private List<Translation> ask(TranslationEngine engine, List<Segment> segments, Brief brief)
      throws InterruptedException {
    List<Placeholders> placeholders = new ArrayList<>();
    List<Segment> hidden = new ArrayList<>();
    for (Segment segment : segments) {
      Placeholders parts = placeholders(engine, segment, brief);
      placeholders.add(parts);
      hidden.add(segment.withText(parts.hide(segment.text())));
    }
    meter.count(Meter.REQUESTS, 1);
    meter.count(
        Meter.CHARACTERS,
        segments.stream().mapToInt(s -> s.text().codePointCount(0, s.text().length())).sum());
    List<Translation> answers;
    try {
      answers = engine.translate(hidden, brief);
    } catch (FailureException e) {
      String message = engine.name() + ": " + e.getMessage();
      return segments.stream().map(s -> Translation.failed(e.code(), message)).toList();
    } catch (RuntimeException | Error e) {
      String what = engine.name() + " on " + segments.size() + " texts";
      FailureException failure = Containment.failure(Stage.TRANSLATE, what, e);
      return segments.stream()
          .map(s -> Translation.failed(failure.code(), failure.getMessage()))
          .toList();
    }
    Containment.succeeded();
    List<Translation> restored = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      restored.add(restore(placeholders.get(i), hidden.get(i).text(), answers.get(i), engine));
    }
    return restored;
  }

  /** Hides what must stay from every engine, and terms from those that would not heed them. */
  private static Placeholders placeholders(TranslationEngine engine, Segment segment, Brief brief) {
    List<Glossary.Match> terms =
        segment.terms().stream()
            .filter(term -> term.target() == null || !engine.followsTerms())
            .toList();
    return new Placeholders(segment.kept(), terms, ULocale.forLanguageTag(brief.target()));
  }

  private static Translation restore(
      Placeholders placeholders, String hidden, Translation answer, TranslationEngine engine) {
    if (!answer.succeeded()) {
      return answer;
    }
    if (answer.text().isBlank()) {
      return Translation.failed(
          FailureCode.TRANSLATION_MISSING, engine.name() + " answered with no text");
    }
    return placeholders
        .restore(hidden, answer.text())
        .map(text -> new Translation(text, answer.engine(), null, null, answer.warnings()))
        .orElseGet(
            () ->
                Translation.failed(
                    FailureCode.TRANSLATION_MISSING,
                    engine.name() + " did not keep a part that must stay as it is"));
  }

  @Override
  public void close() {
    engines.forEach(TranslationEngine::close);
  }
}
