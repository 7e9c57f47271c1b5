package dev.palimpsest.io.manifest;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.palimpsest.io.language.WordBoundaries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One entry of {@code exclude_text}: {@code /regex/} (or {@code /regex/i}), {@code @handle} in any
 * letter case, otherwise a literal in which {@code *} stands for any run of characters without
 * white space. A literal matches whole words only. Thread-safe.
 *
 * <p>Entries come from manifests, so their time must not grow with what they ask for: RE2/J's is
 * linear in the text, and its syntax is that of Java without looking around and back references.
 */
public final class ExcludePattern {
  private static final Pattern REGEX = Pattern.compile("/(.+)/(i?)", Pattern.DOTALL);

  private final Pattern pattern;
  private final boolean wholeWords;

  private ExcludePattern(Pattern pattern, boolean wholeWords) {
    this.pattern = pattern;
    this.wholeWords = wholeWords;
  }

  /** A part of a text, in UTF-16 units; {@code end} is behind it. */
  public record Span(int start, int end) {}

  /**
   * What finds the text to keep.
   *
   * @throws PatternSyntaxException if a {@code /regex/} is none, or goes beyond RE2's syntax
   */
  public static ExcludePattern compile(String entry) {
    Matcher regex = REGEX.matcher(entry);
    if (regex.matches()) {
      return new ExcludePattern(
          Pattern.compile(regex.group(1), regex.group(2).isEmpty() ? 0 : Pattern.CASE_INSENSITIVE),
          false);
    }
    String literal =
        Arrays.stream(entry.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\S*"));
    return new ExcludePattern(
        Pattern.compile(literal, entry.startsWith("@") ? Pattern.CASE_INSENSITIVE : 0), true);
  }

  /** Why an entry cannot be used; empty if it can. */
  public static Optional<String> problem(String entry) {
    try {
      compile(entry);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(
          "exclude_text '"
              + entry
              + "' is no regular expression of RE2's kind: "
              + e.getDescription());
    }
  }

  /** The parts to keep, from left to right; they do not overlap and are not empty. */
  public List<Span> find(String text) {
    List<Span> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    int from = 0;
    while (from <= text.length() && matcher.find(from)) {
      Optional<Span> span = span(text, matcher.start(), matcher.end());
      span.ifPresent(found::add);
      from = span.map(Span::end).orElse(matcher.start() + 1);
    }
    return found;
  }

  /** The text with a blank in place of each part. */
  public String without(String text) {
    StringBuilder rest = new StringBuilder();
    int done = 0;
    for (Span span : find(text)) {
      rest.append(text, done, span.start()).append(' ');
      done = span.end();
    }
    return rest.append(text, done, text.length()).toString();
  }

  /** The match, or the longest shorter one that ends with a word. */
  private Optional<Span> span(String text, int start, int longestEnd) {
    for (int end = longestEnd; end > start; end--) {
      boolean ends = !wholeWords || isBoundary(text, end);
      if (ends && (end == longestEnd || pattern.matches(text.substring(start, end)))) {
        boolean begins = !wholeWords || isBoundary(text, start);
        return begins ? Optional.of(new Span(start, end)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isBoundary(String text, int at) {
    return WordBoundaries.isBoundary(text, at, ExcludePattern::isLetterOrNumber);
  }

  private static boolean isLetterOrNumber(int codePoint) {
    int type = Character.getType(codePoint);
    return Character.isLetterOrDigit(codePoint)
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }
}
