package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.language.LanguageTags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pairs of languages that Apertium has data for, and the shortest way from one language to
 * another over them.
 */
final class ApertiumPairs {
  /** Where distributions install Apertium's data. */
  private static final List<Path> FOLDERS =
      List.of(Path.of("/usr/share/apertium/modes"), Path.of("/usr/local/share/apertium/modes"));

  private static final Pattern MODE = Pattern.compile("([a-z]{2,3})-([a-z]{2,3}(?:_[A-Z]{2})?)");

  /** Each further hop loses meaning; beyond three nothing useful is left. */
  private static final int MAX_HOPS = 3;

  /** What leads from one language to another: a mode file, or a pair of a server's codes. */
  private final Map<String, Map<String, String>> hops;

  private ApertiumPairs(Map<String, Map<String, String>> hops) {
    this.hops = hops;
  }

  /** What this machine has; nothing if Apertium is not installed. */
  static ApertiumPairs installed() {
    return in(FOLDERS);
  }

  /** The pairs whose {@code .mode} files are in these folders. */
  static ApertiumPairs in(List<Path> folders) {
    Map<String, Map<String, String>> hops = new TreeMap<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.sorted().forEach(file -> add(hops, file));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return new ApertiumPairs(hops);
  }

  /** The pairs of a server, each as {@code eng|spa}. */
  static ApertiumPairs of(List<String> pairs) {
    Map<String, Map<String, String>> hops = new TreeMap<>();
    for (String pair : pairs) {
      int bar = pair.indexOf('|');
      add(hops, pair.substring(0, bar), pair.substring(bar + 1), pair);
    }
    return new ApertiumPairs(hops);
  }

  private static void add(Map<String, Map<String, String>> hops, Path file) {
    Matcher name = MODE.matcher(file.getFileName().toString().replaceFirst("\\.mode$", ""));
    if (name.matches()) {
      add(hops, name.group(1), name.group(2), file.toString());
    }
  }

  private static void add(
      Map<String, Map<String, String>> hops, String from, String to, String hop) {
    Optional<String> source = LanguageTags.canonical(from);
    Optional<String> target = LanguageTags.canonical(to);
    if (source.isPresent() && target.isPresent()) {
      hops.computeIfAbsent(source.get(), tag -> new TreeMap<>()).putIfAbsent(target.get(), hop);
    }
  }

  /** The hops to take, in order; empty if there is no way. */
  List<String> path(String sourceTag, String targetTag) {
    for (String source : servedBy(sourceTag)) {
      for (String target : servedBy(targetTag)) {
        List<String> path = shortest(source, target);
        if (!path.isEmpty()) {
          return path;
        }
      }
    }
    return List.of();
  }

  /** Tags to try for a language, closest first; plain Norwegian is written as Bokmål. */
  private static List<String> servedBy(String tag) {
    List<String> tags = new ArrayList<>(LanguageTags.lookup(tag));
    if (LanguageTags.base(tag).equals("no")) {
      tags.add("nb");
    }
    return tags;
  }

  private List<String> shortest(String source, String target) {
    if (source.equals(target)) {
      return List.of();
    }
    Map<String, List<String>> reached = new HashMap<>(Map.of(source, List.of()));
    Deque<String> open = new ArrayDeque<>(List.of(source));
    while (!open.isEmpty()) {
      String here = open.remove();
      List<String> way = reached.get(here);
      if (here.equals(target)) {
        return way;
      }
      if (way.size() < MAX_HOPS) {
        hops.getOrDefault(here, Map.of())
            .forEach(
                (next, hop) -> {
                  if (!reached.containsKey(next)) {
                    reached.put(next, append(way, hop));
                    open.add(next);
                  }
                });
      }
    }
    return List.of();
  }

  private static List<String> append(List<String> way, String hop) {
    List<String> longer = new ArrayList<>(way);
    longer.add(hop);
    return longer;
  }
}
