package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
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

  EngineChain(List<TranslationEngine> engines) {
    this.engines = List.copyOf(engines);
  }

  /** One answer per segment, in their order; a failure tells what the last engine said. */
  List<Translation> translate(List<Segment> batch, String sourceTag, String targetTag)
      throws InterruptedException {
    Map<Segment, Translation> answers = new LinkedHashMap<>();
    String nobody = "no engine here translates " + sourceTag + " to " + targetTag;
    batch.forEach(
        segment ->
            answers.put(segment, Translation.failed(FailureCode.TRANSLATION_MISSING, nobody)));
    for (TranslationEngine engine : engines) {
      if (!engine.supports(sourceTag, targetTag)) {
        continue;
      }
      List<Segment> open = batch.stream().filter(s -> !answers.get(s).succeeded()).toList();
      if (!open.isEmpty()) {
        List<Translation> found = ask(engine, open, sourceTag, targetTag);
        for (int i = 0; i < open.size(); i++) {
          answers.put(open.get(i), found.get(i));
        }
      }
    }
    return batch.stream().map(answers::get).toList();
  }

  private static List<Translation> ask(
      TranslationEngine engine, List<Segment> segments, String sourceTag, String targetTag)
      throws InterruptedException {
    List<Placeholders> placeholders =
        segments.stream().map(segment -> new Placeholders(segment.kept())).toList();
    List<Segment> hidden = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      hidden.add(segment.withText(placeholders.get(i).hide(segment.text())));
    }
    List<Translation> answers;
    try {
      answers = engine.translate(hidden, sourceTag, targetTag);
    } catch (FailureException e) {
      String message = engine.name() + ": " + e.getMessage();
      return segments.stream().map(s -> Translation.failed(e.code(), message)).toList();
    }
    List<Translation> restored = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      restored.add(restore(placeholders.get(i), hidden.get(i).text(), answers.get(i), engine));
    }
    return restored;
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
