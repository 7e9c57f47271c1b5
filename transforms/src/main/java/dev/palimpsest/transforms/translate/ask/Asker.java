package dev.palimpsest.transforms.translate.ask;

import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.translate.http.CallException;
import java.util.List;
import java.util.Map;

/** One server's way to be asked for translations. One thread at a time calls. */
public interface Asker {
  /** Most texts in one request. */
  default int maxTexts() {
    return Integer.MAX_VALUE;
  }

  /** Whether it can try this pair of BCP-47 tags at all. */
  boolean supports(String sourceTag, String targetTag);

  /** Whether it follows {@link Segment#terms} itself. */
  boolean followsTerms();

  /**
   * Sends one request.
   *
   * @return translations by id; ids may be missing
   * @throws CallException if there is no usable answer
   * @throws FailureException if nothing can be asked at all, for instance without a key
   */
  Map<String, String> ask(List<Segment> segments, Brief brief)
      throws FailureException, InterruptedException;
}
