package dev.palimpsest.transforms.translate;

import dev.palimpsest.transforms.translate.ask.Asker;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The engines by name, and chains of them: {@code memory,apertium}. */
public final class Engines {
  /** Human translations (TMX). Always asked before every other, wherever it stands in a chain. */
  public static final String MEMORY = "memory";

  public static final String APERTIUM = "apertium";
  public static final String PSEUDO = "pseudo";

  /** For one text over one pair of languages on this machine. */
  private static final Duration LOCAL_TIMEOUT = Duration.ofSeconds(60);

  private static final Map<String, String> ALIASES = Map.of("chatgpt", Provider.OPENAI.label());
  private static final Set<String> NAMES = new TreeSet<>(List.of(MEMORY, APERTIUM, PSEUDO));

  static {
    for (Provider provider : Provider.values()) {
      NAMES.add(provider.label());
    }
  }

  private Engines() {}

  /** All names, sorted. */
  public static Set<String> names() {
    return new TreeSet<>(NAMES);
  }

  /** Why a chain cannot be used; empty if it can. */
  public static Optional<String> problem(String chain) {
    List<String> parts = parse(chain);
    List<String> unknown = parts.stream().filter(name -> !NAMES.contains(name)).toList();
    if (parts.isEmpty() || !unknown.isEmpty()) {
      return Optional.of(
          "no translator '"
              + (parts.isEmpty() ? chain : String.join(", ", unknown))
              + "'; there are "
              + String.join(", ", NAMES));
    }
    return Optional.empty();
  }

  /** The names of a chain, {@code memory} first, each once. */
  static List<String> parse(String chain) {
    List<String> parts =
        new ArrayList<>(
            Arrays.stream(chain.split(","))
                .map(Engines::canonical)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList());
    if (parts.remove(MEMORY)) {
      parts.add(0, MEMORY);
    }
    return List.copyOf(parts);
  }

  /** The one name of an engine, whatever its letter case and alias. */
  public static String canonical(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return ALIASES.getOrDefault(lower, lower);
  }

  /** Whether an engine of the chain can use a prompt and what stands beside a text. */
  static boolean takesPrompt(String chain) {
    return parse(chain).stream()
        .anyMatch(name -> Provider.of(name).map(Provider::isLlm).orElse(false));
  }

  /**
   * Opens the engines of a chain other than {@code memory}.
   *
   * @throws IllegalArgumentException if {@link #problem} finds one
   */
  static EngineChain open(String chain, EngineAccess access) {
    problem(chain)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    return new EngineChain(
        parse(chain).stream()
            .filter(name -> !name.equals(MEMORY))
            .map(name -> engine(name, access))
            .toList(),
        access.meter());
  }

  private static TranslationEngine engine(String name, EngineAccess access) {
    EngineSettings settings = access.settings().get(name);
    return switch (name) {
      case APERTIUM ->
          new ApertiumEngine(
              settings == null
                  ? new ApertiumProcesses(ApertiumPairs.installed(), LOCAL_TIMEOUT)
                  : new ApertiumServer(settings, access.caller(name, settings)));
      case PSEUDO -> new PseudoEngine();
      default -> {
        Provider provider = Provider.of(name).orElseThrow(() -> new IllegalArgumentException(name));
        EngineSettings used = settings == null ? provider.defaults(LOCAL_TIMEOUT) : settings;
        Asker asker = provider.asker(used, access.caller(name, used), access.meter());
        yield new RemoteEngine(name, asker, access.meter());
      }
    };
  }

  /**
   * The engines of this machine that can try a pair: for {@code languages}, and to report a
   * hopeless batch before it starts.
   */
  public static List<String> supporting(String sourceTag, String targetTag) {
    List<String> found = new ArrayList<>();
    for (String name : List.of(APERTIUM, PSEUDO)) {
      try (TranslationEngine engine = engine(name, EngineAccess.local())) {
        if (engine.supports(sourceTag, targetTag)) {
          found.add(name);
        }
      }
    }
    return found;
  }
}
