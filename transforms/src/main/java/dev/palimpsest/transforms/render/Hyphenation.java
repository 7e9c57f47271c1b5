package dev.palimpsest.transforms.render;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds where words may be parted, by the patterns of F. M. Liang (Word Hy-phen-a-tion by
 * Com-put-er, 1983) in the dictionaries that office programs use: Debian's packages {@code
 * hyphen-de}, {@code hyphen-fr}, …. They do not travel in the jar, because each has a licence of
 * its own. Without one for a language only the text's own soft hyphens count. Thread-safe.
 */
public final class Hyphenation {
  /** No dictionaries at all. */
  public static final Hyphenation NONE = new Hyphenation(Optional.empty());

  /** The dictionaries installed on this machine, each read once in a process. */
  public static final Hyphenation SYSTEM = in(Path.of("/usr/share/hyphen"));

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

  /** Letters that stay together at a word's ends where the dictionary does not say. */
  private static final int MIN_LETTERS = 2;

  private final Optional<Path> folder;
  private final Map<String, Optional<Patterns>> byLanguage = new ConcurrentHashMap<>();

  private Hyphenation(Optional<Path> folder) {
    this.folder = folder;
  }

  /** With the files {@code hyph_LANGUAGE.dic} and {@code hyph_LANGUAGE_COUNTRY.dic} in a folder. */
  public static Hyphenation in(Path folder) {
    return new Hyphenation(Optional.of(folder));
  }

  /**
   * The text with a soft hyphen wherever a word may be parted.
   *
   * @throws UncheckedIOException if a dictionary is there and cannot be read
   */
  String soften(String text, String languageTag) {
    Optional<Patterns> patterns = byLanguage.computeIfAbsent(languageTag, this::load);
    if (patterns.isEmpty()) {
      return text;
    }
    ULocale locale = ULocale.forLanguageTag(languageTag);
    return WORD.matcher(text)
        .replaceAll(word -> Matcher.quoteReplacement(patterns.get().soften(word.group(), locale)));
  }

  private Optional<Patterns> load(String languageTag) {
    ULocale locale = ULocale.forLanguageTag(languageTag);
    String language = "hyph_" + locale.getLanguage();
    String likely = ULocale.addLikelySubtags(locale).getCountry();
    return folder.stream()
        .flatMap(
            f ->
                Stream.of("_" + locale.getCountry(), "_" + likely, "")
                    .map(country -> f.resolve(language + country + ".dic")))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(Patterns::read);
  }

  /**
   * One language's patterns.
   *
   * @param digits by letters: what stands before each of them and after the last; the highest digit
   *     of all patterns that lie over a place decides, and an odd one allows a break
   * @param left letters that stay together at a word's start
   * @param right letters that stay together at its end
   */
  private record Patterns(Map<String, byte[]> digits, int left, int right, int longest) {
    /** The first line names the encoding; settings stand in capitals; then a pattern a line. */
    static Patterns read(Path file) {
      try {
        byte[] bytes = Files.readAllBytes(file);
        String encoding =
            new String(bytes, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
        Charset charset = Charset.forName(encoding.strip().replace("microsoft-cp", "windows-"));
        return of(new String(bytes, charset).lines().skip(1));
      } catch (IOException e) {
        throw new UncheckedIOException("the hyphenation dictionary cannot be read", e);
      }
    }

    private static Patterns of(Stream<String> lines) {
      Map<String, byte[]> digits = new HashMap<>();
      int left = MIN_LETTERS;
      int right = MIN_LETTERS;
      int longest = 0;
      for (String line : lines.toList()) {
        String entry = line.replaceAll("[%#].*", "").strip();
        if (entry.startsWith("LEFTHYPHENMIN")) {
          left = Integer.parseInt(entry.replaceAll("\\D", ""));
        } else if (entry.startsWith("RIGHTHYPHENMIN")) {
          right = Integer.parseInt(entry.replaceAll("\\D", ""));
        } else if (!entry.isEmpty() && !entry.matches("[A-Z]{4,}.*|.*/.*")) {
          // A slash would change the spelling, as in the old German Zuk-ker.
          String letters = entry.replaceAll("\\d", "");
          digits.put(letters, digits(entry, letters.length()));
          longest = Math.max(longest, letters.length());
        }
      }
      return new Patterns(digits, left, right, longest);
    }

    private static byte[] digits(String entry, int letters) {
      byte[] digits = new byte[letters + 1];
      int at = 0;
      for (int i = 0; i < entry.length(); i++) {
        char c = entry.charAt(i);
        if (Character.isDigit(c)) {
          digits[at] = (byte) (c - '0');
        } else {
          at++;
        }
      }
      return digits;
    }

    private String soften(String word, ULocale locale) {
      String lower = UCharacter.toLowerCase(locale, word);
      if (lower.length() != word.length()) {
        return word;
      }
      String framed = "." + lower + ".";
      byte[] levels = new byte[framed.length() + 1];
      for (int from = 0; from < framed.length(); from++) {
        int last = Math.min(framed.length(), from + longest);
        for (int to = from + 1; to <= last; to++) {
          byte[] found = digits.getOrDefault(framed.substring(from, to), new byte[0]);
          for (int i = 0; i < found.length; i++) {
            levels[from + i] = (byte) Math.max(levels[from + i], found[i]);
          }
        }
      }
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < word.length(); i++) {
        if (i >= left && i <= word.length() - right && levels[i + 1] % 2 == 1) {
          out.append(LineBreaks.SOFT_HYPHEN);
        }
        out.append(word.charAt(i));
      }
      return out.toString();
    }
  }
}
