package dev.palimpsest.transforms.translate;

import com.ibm.icu.text.DecimalFormatSymbols;
import com.ibm.icu.util.ULocale;
import dev.palimpsest.io.language.LanguageTags;
import dev.palimpsest.io.memory.Glossary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a localization tester would mark in a translation. These are warnings for people; the
 * translation is used all the same.
 */
final class Quality {
  /** A number of the source is missing, or one stands there that the source does not have. */
  static final String NUMBER_CHANGED = "NUMBER_CHANGED";

  /** A variable such as {@code {name}} or {@code %s} is missing, new or altered. */
  static final String PLACEHOLDER_CHANGED = "PLACEHOLDER_CHANGED";

  static final String GLOSSARY_TERM_MISSING = "GLOSSARY_TERM_MISSING";

  /** A part that must stay as it is does not. */
  static final String DO_NOT_TRANSLATE_CHANGED = "DO_NOT_TRANSLATE_CHANGED";

  /** The translation is the source. */
  static final String UNTRANSLATED = "UNTRANSLATED";

  /** Much longer or shorter than translations are. */
  static final String LENGTH_RATIO = "LENGTH_RATIO";

  private static final Pattern NUMBER =
      Pattern.compile("\\p{Nd}+(?:[.,'’\u066B\u066C\u00A0\u202F ]\\p{Nd}+)*");
  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\{\\{?[\\w.]{1,40}\\}?\\}|\\$\\{\\w{1,40}\\}|%(?:\\d\\$)?[sdf]\\b|%\\w{2,40}%|</?[a-z]\\w*>");
  private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");
  private static final double LONGEST_RATIO = 3;
  private static final int SPARE_CHARACTERS = 15;

  private Quality() {}

  /** Codes of what looks wrong, in a fixed order. */
  static List<String> warnings(SegmentRequest request, String translation) {
    List<String> warnings = new ArrayList<>();
    if (!numbersAgree(request, translation)) {
      warnings.add(NUMBER_CHANGED);
    }
    if (!found(VARIABLE, request.text()).equals(found(VARIABLE, translation))) {
      warnings.add(PLACEHOLDER_CHANGED);
    }
    if (!termsAreThere(request.terms(), translation)) {
      warnings.add(GLOSSARY_TERM_MISSING);
    }
    if (!keptPartsAreThere(request, translation)) {
      warnings.add(DO_NOT_TRANSLATE_CHANGED);
    }
    if (isUntranslated(request, translation)) {
      warnings.add(UNTRANSLATED);
    }
    int source = AnswerCheck.weight(request.text());
    int target = AnswerCheck.weight(translation);
    if (target > LONGEST_RATIO * source + SPARE_CHARACTERS
        || source > LONGEST_RATIO * target + SPARE_CHARACTERS) {
      warnings.add(LENGTH_RATIO);
    }
    return warnings;
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).sorted().toList();
  }

  private static boolean termsAreThere(List<Glossary.Match> terms, String translation) {
    String lower = translation.toLowerCase(Locale.ROOT);
    return terms.stream()
        .filter(term -> term.target() != null)
        .allMatch(
            term ->
                term.matchCase()
                    ? translation.contains(term.target())
                    : lower.contains(term.target().toLowerCase(Locale.ROOT)));
  }

  private static boolean keptPartsAreThere(SegmentRequest request, String translation) {
    return request.kept().stream().allMatch(translation::contains)
        && request.terms().stream()
            .filter(term -> term.target() == null)
            .allMatch(term -> translation.contains(term.found()));
  }

  /** Names and single short words may read the same; a longer word that is no term should not. */
  private static boolean isUntranslated(SegmentRequest request, String translation) {
    if (!request.text().equalsIgnoreCase(translation.strip())) {
      return false;
    }
    String rest = request.text();
    for (String part : request.kept()) {
      rest = rest.replace(part, " ");
    }
    for (Glossary.Match term : request.terms()) {
      rest = rest.replace(term.found(), " ");
    }
    return WORD.matcher(rest).find();
  }

  /** Each number has its like: the same characters, or the same value as the languages write it. */
  private static boolean numbersAgree(SegmentRequest request, String translation) {
    List<String> open = new ArrayList<>(found(NUMBER, translation));
    for (String number : found(NUMBER, request.text())) {
      if (!open.remove(number)) {
        Set<BigDecimal> values = values(number, request.source());
        int like =
            IntStream.range(0, open.size())
                .filter(i -> intersects(values, values(open.get(i), request.target())))
                .findFirst()
                .orElse(-1);
        if (like < 0) {
          return false;
        }
        open.remove(like);
      }
    }
    return open.isEmpty();
  }

  private static boolean intersects(Set<BigDecimal> some, Set<BigDecimal> others) {
    return some.stream().anyMatch(others::contains);
  }

  /**
   * What a number can mean in a language: its decimal sign parts the fraction, every other sign
   * parts groups. Where the language is not known, both a comma and a full stop may be either.
   */
  private static Set<BigDecimal> values(String number, String tag) {
    List<String> signs =
        tag.equals(LanguageTags.UNDETERMINED)
            ? List.of(".", ",")
            : List.of(
                DecimalFormatSymbols.getInstance(ULocale.forLanguageTag(tag))
                    .getDecimalSeparatorString());
    Set<BigDecimal> values = new HashSet<>();
    for (String sign : signs) {
      StringBuilder plain = new StringBuilder();
      for (int c : number.codePoints().toArray()) {
        if (Character.isDigit(c)) {
          plain.append(Character.digit(c, 10));
        } else if (Character.toString(c).equals(sign) && plain.indexOf(".") < 0) {
          plain.append('.');
        }
      }
      values.add(new BigDecimal(plain.toString()).stripTrailingZeros());
    }
    return values;
  }
}
