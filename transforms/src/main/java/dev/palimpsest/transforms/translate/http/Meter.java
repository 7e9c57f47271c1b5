package dev.palimpsest.transforms.translate.http;

/** Receives what engines count. */
@FunctionalInterface
public interface Meter {
  /** A request to an engine that carries new texts. */
  String REQUESTS = "requests";

  /** A request with texts whose first answer was no good. */
  String REPEATED = "repeated_requests";

  /** The same bytes sent again after an error. */
  String RETRIES = "retries";

  /** Characters (code points) of source texts sent with {@link #REQUESTS}. */
  String CHARACTERS = "characters";

  /** Tokens as the provider counts them. */
  String INPUT_TOKENS = "input_tokens";

  /** Tokens as the provider counts them. */
  String OUTPUT_TOKENS = "output_tokens";

  void count(String counter, long amount);
}
