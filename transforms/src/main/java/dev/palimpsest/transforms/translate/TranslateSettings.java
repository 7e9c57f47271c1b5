package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the translate step needs to know beside its requests.
 *
 * @param memoryUris TMX files, the first one's entries win
 * @param glossaryUris CSV files, the first one's entries win
 * @param tree where bought translations are kept
 * @param engines how engines behind servers are called; one without settings has its defaults
 * @param limits of requests
 */
public record TranslateSettings(
    List<String> memoryUris,
    List<String> glossaryUris,
    OutputTree tree,
    Map<String, EngineSettings> engines,
    Limits limits)
    implements Serializable {
  /**
   * Bounds that hold for the whole job, however many workers it has.
   *
   * @param batchSize most texts in one request
   * @param batchCharacters most characters (code points) of texts in one request, unless one text
   *     alone has more
   * @param concurrency most requests under way at one time
   * @param requestsPerMinute most requests in a minute, retries included; 0 for no bound
   */
  public record Limits(int batchSize, int batchCharacters, int concurrency, int requestsPerMinute)
      implements Serializable {
    /** What holds unless options say otherwise. */
    public static final Limits DEFAULT = new Limits(50, 10_000, 4, 0);

    public Limits {
      if (batchSize < 1 || batchCharacters < 1 || concurrency < 1 || requestsPerMinute < 0) {
        throw new IllegalArgumentException("limits must be positive");
      }
    }

    /** Shards that ask for translations; no more than requests are allowed in a minute. */
    int shards() {
      return requestsPerMinute == 0 ? concurrency : Math.min(concurrency, requestsPerMinute);
    }
  }

  public TranslateSettings {
    memoryUris = List.copyOf(memoryUris);
    glossaryUris = List.copyOf(glossaryUris);
    engines = Map.copyOf(engines);
  }

  /** The models that a chain's engines use: another model may translate otherwise. */
  String models(String chain) {
    return Engines.parse(chain).stream()
        .filter(engines::containsKey)
        .filter(name -> engines.get(name).model() != null)
        .map(name -> name + "=" + engines.get(name).model())
        .collect(Collectors.joining(","));
  }
}
