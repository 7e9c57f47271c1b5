package dev.palimpsest.pipeline.options;

import dev.palimpsest.io.memory.Glossary;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.transforms.translate.Engines;
import dev.palimpsest.transforms.translate.Provider;
import dev.palimpsest.transforms.translate.TranslateSettings;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import dev.palimpsest.transforms.translate.http.SecretRef;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes {@link TranslateSettings} of options; collects every problem on the way. */
final class TranslatorParser {
  private final TranslatorOptions options;
  private final List<String> problems;

  TranslatorParser(TranslatorOptions options, List<String> problems) {
    this.options = options;
    this.problems = problems;
  }

  /** Settings that are of use only if no problem was found. */
  TranslateSettings parse(List<String> memoryUris, List<String> glossaryUris, OutputTree tree) {
    Engines.problem(options.getTranslator())
        .ifPresent(problem -> problems.add("--translator: " + problem));
    try {
      Glossary.load(glossaryUris);
    } catch (IOException e) {
      problems.add("--glossary: " + e.getMessage());
    }
    return new TranslateSettings(memoryUris, glossaryUris, tree, engines(), limits());
  }

  private TranslateSettings.Limits limits() {
    return new TranslateSettings.Limits(
        atLeast(1, "--translatorBatchSize", options.getTranslatorBatchSize()),
        atLeast(1, "--translatorBatchCharacters", options.getTranslatorBatchCharacters()),
        atLeast(1, "--translatorConcurrency", options.getTranslatorConcurrency()),
        atLeast(0, "--translatorRequestsPerMinute", options.getTranslatorRequestsPerMinute()));
  }

  private Map<String, EngineSettings> engines() {
    Map<String, String> endpoints = perEngine("--translatorEndpoint", endpointOption());
    Map<String, String> models = perEngine("--translatorModel", options.getTranslatorModel());
    Map<String, String> keys = perEngine("--translatorKey", options.getTranslatorKey());
    Map<String, String> temperatures =
        perEngine("--translatorTemperature", options.getTranslatorTemperature());
    Duration timeout =
        Duration.ofSeconds(atLeast(1, "--translatorTimeout", options.getTranslatorTimeout()));
    Map<String, EngineSettings> engines = new HashMap<>();
    for (Provider provider : Provider.values()) {
      String name = provider.label();
      EngineSettings defaults = provider.defaults(timeout);
      String endpoint = endpoints.get(name);
      engines.put(
          name,
          new EngineSettings(
              endpoint == null ? defaults.endpoint() : url(endpoint),
              models.getOrDefault(name, defaults.model()),
              Optional.ofNullable(temperatures.get(name)).map(this::temperature).orElse(null),
              timeout,
              keys.containsKey(name)
                  ? key(keys.get(name))
                  : endpoint == null ? defaults.key() : null));
    }
    if (endpoints.containsKey(Engines.APERTIUM)) {
      engines.put(
          Engines.APERTIUM,
          new EngineSettings(url(endpoints.get(Engines.APERTIUM)), null, null, timeout, null));
    }
    return engines;
  }

  /** A URL alone is meant for Apertium where the chain has no other engine to serve. */
  private String endpointOption() {
    String value = options.getTranslatorEndpoint();
    List<String> chain = chain();
    boolean isAlone = !value.isBlank() && value.strip().matches("https?://[^,]*");
    return isAlone && servers(chain).isEmpty() && chain.contains(Engines.APERTIUM)
        ? Engines.APERTIUM + "=" + value.strip()
        : value;
  }

  private List<String> chain() {
    return Arrays.stream(options.getTranslator().split(",", -1)).map(Engines::canonical).toList();
  }

  private static List<String> servers(List<String> chain) {
    return chain.stream().filter(TranslatorParser::isServer).distinct().toList();
  }

  private static boolean isServer(String engine) {
    return Arrays.stream(Provider.values()).anyMatch(p -> p.label().equals(engine));
  }

  /** Values by engine. A value is not repeated in problems: it may be a key given by mistake. */
  private Map<String, String> perEngine(String option, String values) {
    Map<String, String> found = new HashMap<>();
    for (String part : values.split(",", -1)) {
      int equals = part.indexOf('=');
      String engine = equals < 0 ? "" : Engines.canonical(part.substring(0, equals));
      if (part.isBlank()) {
        continue;
      }
      if (isServer(engine) || engine.equals(Engines.APERTIUM)) {
        found.put(engine, part.substring(equals + 1).strip());
        continue;
      }
      List<String> servers = servers(chain());
      if (servers.size() == 1) {
        found.put(servers.get(0), part.strip());
      } else {
        problems.add(option + ": say for which engine, as in openai=…");
      }
    }
    return found;
  }

  private String url(String endpoint) {
    if (!endpoint.matches("https?://[^/\\s]+\\S*")) {
      problems.add("--translatorEndpoint: no http(s) URL: " + endpoint);
    }
    return endpoint;
  }

  private SecretRef key(String reference) {
    if (SecretRef.isReference(reference)) {
      return new SecretRef(reference);
    }
    problems.add("--translatorKey: name where the key is kept, env:NAME or file:/path");
    return null;
  }

  private Double temperature(String text) {
    if (text.matches("[0-2](?:\\.\\d+)?")) {
      return Double.valueOf(text);
    }
    problems.add("--translatorTemperature: no number from 0 to 2: " + text);
    return null;
  }

  private int atLeast(int least, String option, int value) {
    if (value < least) {
      problems.add("%s: must be at least %d, is %d".formatted(option, least, value));
    }
    return Math.max(least, value);
  }
}
