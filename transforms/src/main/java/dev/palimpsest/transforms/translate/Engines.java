package dev.palimpsest.transforms.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The engines by name, and chains of them: {@code memory,apertium}. */
public final class Engines {
  /** Human translations (TMX). Always asked before every other, wherever it stands in a chain. */
  public static final String MEMORY = "memory";

  public static final String APERTIUM = "apertium";
  public static final String PSEUDO = "pseudo";

  private static final Set<String> NAMES = new TreeSet<>(List.of(MEMORY, APERTIUM, PSEUDO));

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
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList());
    if (parts.remove(MEMORY)) {
      parts.add(0, MEMORY);
    }
    return List.copyOf(parts);
  }

  /**
   * Opens the engines of a chain other than {@code memory}.
   *
   * @throws IllegalArgumentException if {@link #problem} finds one
   */
  static EngineChain open(String chain) {
    problem(chain)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    return new EngineChain(
        parse(chain).stream().filter(name -> !name.equals(MEMORY)).map(Engines::engine).toList());
  }

  private static TranslationEngine engine(String name) {
    return switch (name) {
      case APERTIUM -> new ApertiumEngine(ApertiumPairs.installed());
      case PSEUDO -> new PseudoEngine();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /**
   * The engines (without {@code memory}) that can try a pair here: for {@code languages}, and to
   * report a hopeless batch before it starts.
   */
  public static List<String> supporting(String sourceTag, String targetTag) {
    List<String> found = new ArrayList<>();
    for (String name : List.of(APERTIUM, PSEUDO)) {
      try (TranslationEngine engine = engine(name)) {
        if (engine.supports(sourceTag, targetTag)) {
          found.add(name);
        }
      }
    }
    return found;
  }
}
