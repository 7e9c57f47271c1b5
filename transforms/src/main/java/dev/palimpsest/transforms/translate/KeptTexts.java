package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.manifest.ExcludePattern;
import dev.palimpsest.io.manifest.ExcludePattern.Span;
import dev.palimpsest.io.region.KeptReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which texts stay as they are, and which parts of a text stand verbatim in its
 * translation. Thread-safe.
 */
public final class KeptTexts {
  private static final String NUMBER = "\\d+(?:[.,'’\\u00A0\\u202F ]\\d+)*";
  private static final String CURRENCY =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .sorted()
          .collect(Collectors.joining("|", "(?:[A-Z]{0,3}\\p{Sc}|", "|kr|zł|Kč|Ft|lei)"));
  private static final String UNIT =
      "(?:[µnmckMG]?m[²³]?|[µmk]?g|[mcd]?[lL]|oz|lbs?|ft|in|yd|mi|fl\\.? ?oz|[°º] ?[CF]|[kMG]?Hz|m?Ah"
          + "|[mk]?V|[mkM]?W|k?Wh|k?cal|kJ|[kKMGT]i?[Bb]|px|dpi|Mbps|rpm|dB|bar|psi|km/h|mph|[xX×])";

  /** Parts that read the same everywhere, also inside a sentence. */
  private static final List<Pattern> ADDRESSES =
      Stream.of(
              "(?i)\\bhttps?://\\S*[^\\s.,;:!?)\\]'\"]",
              "(?i)\\bwww\\.\\S*[^\\s.,;:!?)\\]'\"]",
              "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+",
              "\\b[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,}\\b(?:/[^\\s.,;:!?)\\]'\"]+)*",
              "(?<![\\p{L}\\p{N}])#[\\p{L}\\p{N}_]*\\p{L}[\\p{L}\\p{N}_]*",
              "(?<![\\p{L}\\p{N}])@[\\p{L}\\p{N}_]+(?:\\.[\\p{L}\\p{N}_]+)*",
              // a code: capitals with digits, at least four characters, no 100TH
              "(?<![\\p{L}\\p{N}])(?!\\d+(?:ST|ND|RD|TH)\\b)(?=[A-Z\\d._/-]*[A-Z])(?=[A-Z._/-]*\\d)"
                  + "[A-Z\\d](?:[._/-]?[A-Z\\d]){3,}(?![\\p{L}\\p{N}])")
          .map(Pattern::compile)
          .toList();

  /** Parts that read the same everywhere if nothing else stands beside them. */
  private static final List<Pattern> QUANTITIES =
      Stream.of(
              CURRENCY + "\\s*" + NUMBER + "(?:[.,][-–—]+)?",
              NUMBER + "(?:[.,][-–—]+)?\\s*" + CURRENCY + "(?!\\p{L})",
              NUMBER + "\\s*" + UNIT + "(?![\\p{L}\\p{N}])",
              // a short code
              "(?<![\\p{L}\\p{N}])(?=[A-Z\\d-]*\\d)[A-Z\\d]+(?:-[A-Z\\d]+)*(?![\\p{L}\\p{N}])",
              // a size, a lone letter
              "(?<![\\p{L}\\p{N}])(?:X{0,4}[SL]|[A-Za-zØø])(?![\\p{L}\\p{N}])")
          .map(Pattern::compile)
          .toList();

  private static final Pattern LETTER = Pattern.compile("\\p{L}");
  private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");

  private final List<ExcludePattern> excluded;

  /**
   * Reads the patterns.
   *
   * @param excludeText entries that {@link ExcludePattern} accepts
   */
  public KeptTexts(List<String> excludeText) {
    this.excluded = excludeText.stream().map(ExcludePattern::compile).toList();
  }

  /** Why the whole text stays as it is; empty if it is to be translated. */
  public Optional<KeptReason> reason(String text) {
    if (!excluded.isEmpty()
        && LETTER_OR_DIGIT.matcher(text).find()
        && !LETTER_OR_DIGIT.matcher(withoutExcluded(text)).find()) {
      return Optional.of(KeptReason.EXCLUDED);
    }
    String rest = without(QUANTITIES, withoutExcluded(without(ADDRESSES, text)));
    return LETTER.matcher(rest).find() ? Optional.empty() : Optional.of(KeptReason.INVARIANT);
  }

  /** Parts to keep verbatim in the translation of a text, distinct, in reading order. */
  public List<String> keptParts(String text) {
    List<Span> matches = new ArrayList<>();
    excluded.forEach(pattern -> matches.addAll(pattern.find(text)));
    for (Pattern pattern : ADDRESSES) {
      pattern.matcher(text).results().map(m -> new Span(m.start(), m.end())).forEach(matches::add);
    }
    // Where two overlap, the one that starts first wins, then the longer one.
    matches.sort(
        Comparator.comparingInt(Span::start)
            .thenComparing(Comparator.comparingInt(Span::end).reversed()));
    List<String> parts = new ArrayList<>();
    int end = 0;
    for (Span match : matches) {
      String part = text.substring(match.start(), match.end());
      if (match.start() >= end && !part.isBlank()) {
        parts.add(part);
        end = match.end();
      }
    }
    return parts.stream().distinct().toList();
  }

  private String withoutExcluded(String text) {
    String rest = text;
    for (ExcludePattern pattern : excluded) {
      rest = pattern.without(rest);
    }
    return rest;
  }

  private static String without(List<Pattern> patterns, String text) {
    String rest = text;
    for (Pattern pattern : patterns) {
      rest = pattern.matcher(rest).replaceAll(" ");
    }
    return rest;
  }
}
