package dev.palimpsest.io.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The cells of one row under their canonical names, with the problems met on the way. */
final class RowFields {
  /** The known fields. */
  enum Field {
    IMAGE,
    IMAGE_BASE64,
    IMAGE_ID,
    TARGET_LANGUAGES,
    SOURCE_LANG,
    EXCLUDE_TEXT,
    MODE,
    TRANSLATOR,
    CUSTOM_PROMPT;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Jackson reads 1,000 levels and no more, and records put a row's into some of their own. */
  private static final int DEEPEST = 100;

  /** By name in lower case without underscores and {@code []}: snake and camel case are one. */
  private static final Map<String, Field> SPELLINGS =
      Map.ofEntries(
          Map.entry("image", Field.IMAGE),
          Map.entry("imageuri", Field.IMAGE),
          Map.entry("file", Field.IMAGE),
          Map.entry("imagebase64", Field.IMAGE_BASE64),
          Map.entry("imageid", Field.IMAGE_ID),
          Map.entry("targetlanguages", Field.TARGET_LANGUAGES),
          Map.entry("targetlanguage", Field.TARGET_LANGUAGES),
          Map.entry("targetlang", Field.TARGET_LANGUAGES),
          Map.entry("sourcelanguage", Field.SOURCE_LANG),
          Map.entry("sourcelang", Field.SOURCE_LANG),
          Map.entry("excludetext", Field.EXCLUDE_TEXT),
          Map.entry("mode", Field.MODE),
          Map.entry("translator", Field.TRANSLATOR),
          Map.entry("translatormodel", Field.TRANSLATOR),
          Map.entry("customprompt", Field.CUSTOM_PROMPT));

  private final Map<Field, Object> values = new EnumMap<>(Field.class);
  private final Map<String, Object> metadata = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  RowFields(Map<String, ?> cells) {
    cells.forEach(this::add);
  }

  private void add(String name, Object value) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("_|\\[\\]$", "");
    Field field = SPELLINGS.get(plain);
    if (isDeeper(value, DEEPEST)) {
      problems.add("the field " + field(name) + " is nested more than " + DEEPEST + " deep");
    } else if (!isWhole(name) || !isWhole(value)) {
      problems.add("the field " + field(name) + " holds half a character (a lone surrogate)");
    } else if (field == null) {
      metadata.put(name, value);
    } else if (!isAbsent(value)) {
      Object before = values.putIfAbsent(field, value);
      if (before != null && !Objects.equals(before, value)) {
        problems.add(field.label() + " is given twice; keep one of its spellings");
      }
    }
  }

  private static String field(String name) {
    return isWhole(name) ? name : "with a broken name";
  }

  private static boolean isDeeper(Object value, int levels) {
    Collection<?> inner =
        value instanceof Map<?, ?> map
            ? map.values()
            : value instanceof Collection<?> list ? list : List.of();
    return levels == 0
        ? !inner.isEmpty()
        : inner.stream().anyMatch(element -> isDeeper(element, levels - 1));
  }

  private static boolean isWhole(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream().allMatch(e -> isWhole(e.getKey()) && isWhole(e.getValue()));
    }
    if (value instanceof Collection<?> list) {
      return list.stream().allMatch(RowFields::isWhole);
    }
    return !(value instanceof String text)
        || text.codePoints().noneMatch(ImageAddress::isHalfAPair);
  }

  private static boolean isAbsent(Object value) {
    return value == null
        || (value instanceof String text && text.isBlank())
        || (value instanceof Collection<?> list && list.isEmpty());
  }

  Map<String, Object> metadata() {
    return metadata;
  }

  List<String> problems() {
    return problems;
  }

  void problem(String text) {
    problems.add(text);
  }

  /** A text cell, stripped; numbers and booleans count as text. */
  Optional<String> text(Field field) {
    Object value = values.get(field);
    if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
      problems.add(field.label() + " must be a text");
      return Optional.empty();
    }
    return Optional.ofNullable(value).map(v -> v.toString().strip());
  }

  /** A list, or a text with commas; empty if absent. */
  List<String> list(Field field) {
    Object value = values.get(field);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Collection<?> list) {
      if (list.stream().anyMatch(v -> v == null || v instanceof Collection || v instanceof Map)) {
        problems.add(field.label() + " must be a list of texts");
        return List.of();
      }
      return list.stream().map(v -> v.toString().strip()).filter(v -> !v.isEmpty()).toList();
    }
    return text(field).map(RowFields::split).orElse(List.of());
  }

  /** Splits at commas, but not inside {@code /a regular expression/}. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf(',', start);
      int slash = skipBlanks(text, start);
      if (slash < text.length() && text.charAt(slash) == '/') {
        int close = closingSlash(text, slash + 1);
        end = close < 0 ? end : text.indexOf(',', close);
      }
      end = end < 0 ? text.length() : end;
      String part = text.substring(start, end).strip();
      if (!part.isEmpty()) {
        parts.add(part);
      }
      start = end + 1;
    }
    return parts;
  }

  private static int skipBlanks(String text, int start) {
    int at = start;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The next slash that ends a part: a comma, or nothing, follows it. */
  private static int closingSlash(String text, int start) {
    for (int at = text.indexOf('/', start); at >= 0; at = text.indexOf('/', at + 1)) {
      int next = skipBlanks(text, at + 1);
      if (text.charAt(at - 1) != '\\' && (next == text.length() || text.charAt(next) == ',')) {
        return at;
      }
    }
    return -1;
  }
}
