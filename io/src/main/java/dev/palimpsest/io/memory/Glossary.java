package dev.palimpsest.io.memory;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.palimpsest.io.language.LanguageTags;
import dev.palimpsest.io.language.WordBoundaries;
import dev.palimpsest.io.storage.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Terms and their agreed translations, from CSV files with the columns {@code source}, {@code
 * target}, {@code language}, {@code case}, {@code note}, {@code do-not-translate}; only {@code
 * source} must be there. An empty language holds for all. Unchanging and thread-safe once loaded.
 */
public final class Glossary {
  private static final ObjectReader CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build()
          .readerForListOf(String.class);
  private static final Set<String> YES = Set.of("yes", "y", "true", "1", "x", "sensitive");

  /** One line; {@code target} is {@code null} for a term that is not to be translated. */
  private record Entry(
      String source, String target, String language, boolean matchCase, String note) {}

  /**
   * A term as it stands in a text.
   *
   * @param found as written in the text
   * @param target the agreed translation; {@code null} if {@code found} stays as it is
   * @param matchCase the letter case of the translation counts
   * @param note for the translator; {@code null} for none
   */
  public record Match(String found, String target, boolean matchCase, String note) {}

  /** Entries by the first character of their source in lower case, longest first. */
  private final Map<Integer, List<Entry>> entries = new HashMap<>();

  private Glossary() {}

  /**
   * Loads CSV files; of two lines for one term the first wins.
   *
   * @throws IOException if one cannot be read or used; the message names file and line
   */
  public static Glossary load(List<String> csvUris) throws IOException {
    Glossary glossary = new Glossary();
    for (String uri : csvUris) {
      glossary.read(uri);
    }
    Comparator<Entry> longestFirst = Comparator.comparingInt(e -> -e.source().length());
    glossary.entries.values().forEach(list -> list.sort(longestFirst));
    return glossary;
  }

  private void read(String uri) throws IOException {
    try (BufferedReader content =
            new BufferedReader(new InputStreamReader(Storage.open(uri), StandardCharsets.UTF_8));
        MappingIterator<List<String>> lines = CSV.readValues(content)) {
      List<String> header = List.of();
      while (lines.hasNextValue()) {
        String place = "glossary " + uri + ":" + lines.getParser().currentLocation().getLineNr();
        List<String> cells = lines.nextValue();
        if (header.isEmpty()) {
          header = cells.stream().map(Glossary::columnName).toList();
          if (!header.contains("source")) {
            throw new IOException(place + ": no column 'source'");
          }
        } else if (!cells.stream().allMatch(String::isBlank)) {
          add(place, named(header, cells));
        }
      }
    }
  }

  private static String columnName(String cell) {
    return cell.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT).replaceAll("[_ ]", "-");
  }

  private static Map<String, String> named(List<String> header, List<String> cells) {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < Math.min(header.size(), cells.size()); i++) {
      if (!cells.get(i).isBlank()) {
        named.put(header.get(i), cells.get(i).strip());
      }
    }
    return named;
  }

  private void add(String place, Map<String, String> cells) throws IOException {
    String source = cells.getOrDefault("source", "");
    boolean stays = isYes(cells.get("do-not-translate"));
    String target = stays ? null : cells.get("target");
    if (source.isEmpty() || (target == null && !stays)) {
      throw new IOException(place + ": a term needs a source, and a target or do-not-translate");
    }
    String language = cells.getOrDefault("language", "");
    Optional<String> tag = LanguageTags.canonical(language);
    if (!language.isEmpty() && tag.isEmpty()) {
      throw new IOException(place + ": no language '" + language + "'");
    }
    entries
        .computeIfAbsent(Character.toLowerCase(source.codePointAt(0)), c -> new ArrayList<>(1))
        .add(
            new Entry(source, target, tag.orElse(""), isYes(cells.get("case")), cells.get("note")));
  }

  private static boolean isYes(String cell) {
    return cell != null && YES.contains(cell.toLowerCase(Locale.ROOT));
  }

  /**
   * The terms that stand in a text, as whole words, each once, in reading order. Where terms
   * overlap the one that starts first wins, then the longer one; of two for one language tag the
   * closer one by RFC 4647 lookup ({@code de} serves {@code de-AT}).
   */
  public List<Match> find(String text, String targetTag) {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<String> tags = new ArrayList<>(LanguageTags.lookup(targetTag));
    tags.add("");
    List<Match> matches = new ArrayList<>();
    int position = 0;
    while (position < text.length()) {
      Optional<Entry> entry = at(text, position, tags);
      int step = Character.charCount(text.codePointAt(position));
      if (entry.isPresent()) {
        Entry found = entry.get();
        step = found.source().length();
        matches.add(
            new Match(
                text.substring(position, position + step),
                found.target(),
                found.matchCase(),
                found.note()));
      }
      position += step;
    }
    return matches.stream().distinct().toList();
  }

  private Optional<Entry> at(String text, int position, List<String> tags) {
    int first = Character.toLowerCase(text.codePointAt(position));
    return entries.getOrDefault(first, List.of()).stream()
        .filter(entry -> tags.contains(entry.language()) && stands(entry, text, position))
        .min(
            Comparator.comparingInt((Entry entry) -> -entry.source().length())
                .thenComparingInt(entry -> tags.indexOf(entry.language())));
  }

  private static boolean stands(Entry entry, String text, int position) {
    String source = entry.source();
    return text.regionMatches(!entry.matchCase(), position, source, 0, source.length())
        && isWhole(text, position, position + source.length());
  }

  /** Whether no word goes on over either end of a part of a text. */
  private static boolean isWhole(String text, int start, int end) {
    return isBoundary(text, start) && isBoundary(text, end);
  }

  private static boolean isBoundary(String text, int at) {
    return WordBoundaries.isBoundary(text, at, Character::isLetterOrDigit);
  }

  /** Replaces a term as {@link #find} found it, wherever it stands as whole words. */
  public static String replaceWord(String text, String found, String replacement) {
    StringBuilder replaced = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf(found); at >= 0; at = text.indexOf(found, at + 1)) {
      int end = at + found.length();
      if (at >= from && isWhole(text, at, end)) {
        replaced.append(text, from, at).append(replacement);
        from = end;
      }
    }
    return replaced.append(text, from, text.length()).toString();
  }
}
