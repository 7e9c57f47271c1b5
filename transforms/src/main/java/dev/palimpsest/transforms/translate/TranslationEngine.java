package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.translate.ask.Brief;
import dev.palimpsest.transforms.translate.ask.Segment;
import java.util.List;

/**
 * Something that translates. One thread at a time calls an engine; what it holds open (processes,
 * connections) is let go in {@link #close}.
 */
public interface TranslationEngine extends AutoCloseable {
  /** As in the {@code translator} field, and as results name it. */
  String name();

  /** Whether it can try this pair of BCP-47 tags at all. */
  boolean supports(String sourceTag, String targetTag);

  /** Whether it follows the terms of a segment itself; otherwise they are put in for it. */
  default boolean followsTerms() {
    return false;
  }

  /**
   * Translates texts of a supported pair.
   *
   * @return one answer per segment, in their order
   * @throws FailureException if the engine as a whole cannot answer: {@code
   *     TRANSLATOR_UNAVAILABLE}, {@code TRANSLATOR_RATE_LIMITED}
   * @throws InterruptedException if the worker is to stop
   */
  List<Translation> translate(List<Segment> batch, Brief brief)
      throws FailureException, InterruptedException;

  @Override
  default void close() {}
}
