package dev.palimpsest.io.manifest;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * One entry of {@code exclude_text} as a regular expression: {@code /regex/} (or {@code /regex/i}),
 * {@code @handle} in any letter case, otherwise a literal in which {@code *} stands for any run of
 * characters without white space. A literal matches whole words only.
 */
public final class ExcludePattern {
  private static final Pattern REGEX = Pattern.compile("/(.+)/(i?)", Pattern.DOTALL);

  /** A letter or digit of a script that parts its words with blanks. */
  private static final String WORD =
      "[\\p{L}\\p{N}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}"
          + "\\p{IsKhmer}\\p{IsMyanmar}]]";

  private ExcludePattern() {}

  /**
   * The expression that finds the text to keep.
   *
   * @throws PatternSyntaxException if a {@code /regex/} is none
   */
  public static Pattern compile(String entry) {
    var regex = REGEX.matcher(entry);
    if (regex.matches()) {
      return Pattern.compile(
          regex.group(1), regex.group(2).isEmpty() ? 0 : Pattern.CASE_INSENSITIVE);
    }
    String literal =
        Arrays.stream(entry.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\S*"));
    // A word does not go on before or after the match, where the match itself begins or ends with
    // one.
    String whole =
        "(?:(?<!" + WORD + ")|(?!" + WORD + "))" + literal + "(?:(?!" + WORD + ")|(?<!" + WORD
            + "))";
    return Pattern.compile(whole, entry.startsWith("@") ? Pattern.CASE_INSENSITIVE : 0);
  }

  /** Why an entry cannot be used; empty if it can. */
  public static Optional<String> problem(String entry) {
    try {
      compile(entry);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(
          "exclude_text '" + entry + "' is no regular expression: " + e.getDescription());
    }
  }
}
