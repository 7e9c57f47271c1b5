package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.result.FailureException;

/** Apertium as it can be had: on this machine or from a server. */
interface ApertiumAccess extends AutoCloseable {
  /**
   * What it has data for.
   *
   * @throws FailureException if it cannot be asked
   */
  ApertiumPairs pairs() throws FailureException, InterruptedException;

  /**
   * Translates one text over one hop of {@link ApertiumPairs#path}.
   *
   * @throws FailureException if it does not answer
   */
  String translate(String hop, String text) throws FailureException, InterruptedException;

  @Override
  default void close() {}
}
