package dev.palimpsest.transforms.translate.mt;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts as markup, for engines that leave an element alone but not a strange character: the marks
 * of kept parts (private-use characters) become elements, everything else is escaped.
 */
final class Markup {
  private static final char FIRST_MARK = '\uE000';
  private static final Pattern MARK = Pattern.compile("[\uE000-\uF8FF]");
  private static final Pattern ELEMENT =
      Pattern.compile("<(x|span)\\b[^>]*>\\s*(\\d{1,4})\\s*</\\1>");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:amp|lt|gt|quot|apos|nbsp|#\\d{1,6}|#x[0-9A-Fa-f]{1,5});");

  private Markup() {}

  /**
   * The text as markup.
   *
   * @param opening tag of the element that an engine leaves alone
   * @param closing tag of it
   */
  static String of(String text, String opening, String closing) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return MARK.matcher(escaped)
        .replaceAll(
            mark ->
                Matcher.quoteReplacement(
                    opening + (mark.group().charAt(0) - FIRST_MARK) + closing));
  }

  /** The text behind markup. */
  static String read(String markup) {
    String marked =
        ELEMENT
            .matcher(markup)
            .replaceAll(e -> Character.toString(FIRST_MARK + Integer.parseInt(e.group(2))));
    return ENTITY.matcher(marked).replaceAll(e -> Matcher.quoteReplacement(character(e)));
  }

  private static String character(MatchResult entity) {
    String name = entity.group().substring(1, entity.group().length() - 1);
    return switch (name) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "apos" -> "'";
      case "nbsp" -> "\u00A0";
      default -> {
        boolean isHex = name.startsWith("#x");
        yield Character.toString(Integer.parseInt(name.substring(isHex ? 2 : 1), isHex ? 16 : 10));
      }
    };
  }
}
