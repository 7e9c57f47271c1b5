package dev.palimpsest.transforms.translate;

import com.ibm.icu.util.ULocale;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Apertium's rule-based translation, on this machine: one long-lived process for each installed
 * pair, over several pairs where none leads straight from source to target.
 */
final class ApertiumEngine implements TranslationEngine {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final ApertiumPairs pairs;
  private final Duration timeout;
  private final Map<Path, ApertiumProcess> running = new HashMap<>();

  ApertiumEngine(ApertiumPairs pairs) {
    this(pairs, TIMEOUT);
  }

  /**
   * An engine with a time limit of its own.
   *
   * @param timeout for one text over one pair
   */
  ApertiumEngine(ApertiumPairs pairs, Duration timeout) {
    this.pairs = pairs;
    this.timeout = timeout;
  }

  @Override
  public String name() {
    return Engines.APERTIUM;
  }

  @Override
  public boolean supports(String sourceTag, String targetTag) {
    return !pairs.path(sourceTag, targetTag).isEmpty();
  }

  @Override
  public List<Translation> translate(List<Segment> batch, String sourceTag, String targetTag)
      throws FailureException, InterruptedException {
    List<Path> path = pairs.path(sourceTag, targetTag);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("not supported: " + sourceTag + " to " + targetTag);
    }
    ULocale source = ULocale.forLanguageTag(sourceTag);
    ULocale target = ULocale.forLanguageTag(targetTag);
    List<Translation> answers = new ArrayList<>();
    for (Segment segment : batch) {
      LetterCase letterCase = LetterCase.of(segment.text());
      String text = segment.text();
      for (Path mode : path) {
        text = ask(mode, LetterCase.of(text).plain(text, source));
      }
      answers.add(Translation.of(letterCase.apply(text, target), name()));
    }
    return answers;
  }

  /** Asks the pair's process; one that died or hangs is replaced once. */
  private String ask(Path mode, String text) throws FailureException, InterruptedException {
    try {
      return askOnce(mode, text);
    } catch (IOException first) {
      try {
        return askOnce(mode, text);
      } catch (IOException e) {
        e.addSuppressed(first);
        throw new FailureException(
            Stage.TRANSLATE,
            FailureCode.TRANSLATOR_UNAVAILABLE,
            mode.getFileName() + ": " + e.getMessage(),
            e);
      }
    }
  }

  private String askOnce(Path mode, String text) throws IOException, InterruptedException {
    ApertiumProcess process = running.get(mode);
    if (process == null) {
      process = new ApertiumProcess(mode);
      running.put(mode, process);
    }
    try {
      return process.translate(text, timeout);
    } catch (IOException | InterruptedException e) {
      running.remove(mode).close();
      throw e;
    }
  }

  @Override
  public void close() {
    running.values().forEach(ApertiumProcess::close);
    running.clear();
  }
}
