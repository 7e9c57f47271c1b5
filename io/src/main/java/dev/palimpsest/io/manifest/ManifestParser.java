package dev.palimpsest.io.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.language.LanguageTags;
import dev.palimpsest.io.manifest.RowFields.Field;
import dev.palimpsest.io.result.Containment;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.io.storage.OutputTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Makes rows of manifest lines. A row that cannot be used becomes a failure that names its file and
 * line, every field at fault, and what to do; it never stops the others.
 */
public final class ManifestParser implements Serializable {
  private static final long serialVersionUID = 1;

  /** Longest {@code customPrompt}, in UTF-16 units. */
  public static final int MAX_PROMPT_LENGTH = 1_000;

  /** A text this long without a dot, in the alphabet of base64, is an image and no path. */
  private static final int MIN_INLINE_LENGTH = 300;

  private static final Pattern CSV_NAME = Pattern.compile("(?i)\\.csv(\\.\\w+)?$");
  private static final ObjectReader JSON = Json.MAPPER.readerFor(Object.class);
  private static final ObjectReader CSV =
      CsvMapper.builder(CsvFactory.builder().streamReadConstraints(Json.CONSTRAINTS).build())
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .build()
          .readerForListOf(String.class);

  private final ManifestDefaults defaults;

  public ManifestParser(ManifestDefaults defaults) {
    this.defaults = defaults;
  }

  /** Whether a manifest is CSV, by its name: {@code m.csv}, {@code m.csv.gz}; else JSON Lines. */
  public static boolean isCsv(String manifestUri) {
    return CSV_NAME.matcher(manifestUri).find();
  }

  /**
   * Reads a whole manifest of UTF-8 text.
   *
   * @param manifestUri for messages, and to resolve relative addresses
   */
  public void parse(String manifestUri, InputStream content, Consumer<ParsedRow> rows)
      throws IOException {
    if (isCsv(manifestUri)) {
      parseCsv(manifestUri, LineBlock.reader(content), rows);
    } else {
      LineBlock.read(manifestUri, content, block -> parse(block, rows));
    }
  }

  /** Some lines of JSON Lines; blank lines are no rows. */
  public void parse(LineBlock block, Consumer<ParsedRow> rows) {
    long line = block.firstLine();
    for (String text : block.lines()) {
      parseJsonLine(block.manifestUri(), line++, text).forEach(rows);
    }
  }

  /**
   * Nothing for a blank line; several rows where line breaks between objects are missing, as at the
   * seam of two files. A line with anything else in it is refused as a whole.
   */
  List<ParsedRow> parseJsonLine(String manifestUri, long line, String text) {
    String row = manifestUri + ":" + line;
    if (text.equals(BoundedLines.TOO_LONG)) {
      return List.of(
          rejected(row, "the line has more than %,d characters".formatted(Json.LONGEST_TEXT)));
    }
    List<Map<String, Object>> objects = new ArrayList<>();
    try (MappingIterator<Object> values = JSON.readValues(text)) {
      while (values.hasNextValue()) {
        if (!(values.nextValue() instanceof Map<?, ?> cells)) {
          return List.of(rejected(row, "the line is no JSON object; put one {…} on each line"));
        }
        objects.add(named(cells));
      }
    } catch (IOException e) {
      String word = e instanceof JsonProcessingException j ? j.getOriginalMessage() : "" + e;
      return List.of(rejected(row, "the line is no JSON: " + word));
    }
    return objects.stream().map(cells -> row(manifestUri, row, cells)).toList();
  }

  /** CSV with a header; cells may be quoted and hold commas and line breaks. */
  private void parseCsv(String manifestUri, Reader content, Consumer<ParsedRow> rows)
      throws IOException {
    long line = 1;
    try (MappingIterator<List<String>> records = CSV.readValues(content)) {
      List<String> header = List.of();
      while (records.hasNextValue()) {
        line = records.getParser().currentLocation().getLineNr();
        List<String> cells = records.nextValue();
        if (header.isEmpty()) {
          header = cells;
        } else if (!cells.stream().allMatch(String::isBlank)) {
          rows.accept(csvRow(manifestUri, line, header, cells));
        }
      }
    } catch (JsonProcessingException e) {
      String reason = "no CSV from here on (an open quote?): " + e.getOriginalMessage();
      rows.accept(rejected(manifestUri + ":" + line, reason));
    }
  }

  /** The row of an image that stands in no manifest ({@code --images=GLOB}). */
  public ParsedRow forImage(String uri) {
    return row(uri, uri, Map.of("image", uri));
  }

  private ParsedRow csvRow(String manifestUri, long line, List<String> header, List<String> cells) {
    String row = manifestUri + ":" + line;
    if (cells.size() > header.size()) {
      return rejected(
          row,
          cells.size()
              + " cells under "
              + header.size()
              + " column names; put cells with commas into quotes");
    }
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isBlank()
          && named.putIfAbsent(header.get(i), cells.get(i)) instanceof String before
          && !before.equals(cells.get(i))) {
        return rejected(row, "two columns have the name '" + header.get(i) + "'; rename one");
      }
    }
    return row(manifestUri, row, named);
  }

  /** What one row throws is its own failure. */
  private ParsedRow row(String manifestUri, String row, Map<String, ?> cells) {
    try {
      return toRow(manifestUri, row, cells);
    } catch (RuntimeException | Error e) {
      FailureException failure = Containment.failure(Stage.MANIFEST, row, e);
      return rejected(row, failure.code(), failure.getMessage());
    }
  }

  private static Map<String, Object> named(Map<?, ?> cells) {
    Map<String, Object> named = new LinkedHashMap<>();
    cells.forEach((name, value) -> named.put((String) name, value));
    return named;
  }

  private ParsedRow toRow(String manifestUri, String row, Map<String, ?> cells) {
    RowFields fields = new RowFields(cells);
    Optional<String> address = fields.text(Field.IMAGE);
    Optional<String> inline = fields.text(Field.IMAGE_BASE64);
    if (address.isPresent() == inline.isPresent()) {
      fields.problem(
          address.isPresent()
              ? "image and imageBase64 are both given; keep one"
              : "no image; give image (a URI or a path) or imageBase64");
    }
    if (inline.isEmpty() && address.isPresent() && isInline(address.get())) {
      inline = address;
    }
    boolean isPath = inline.isEmpty() && address.isPresent();
    Optional<String> wrong = isPath ? ImageAddress.problem(address.get()) : Optional.empty();
    wrong.ifPresent(fields::problem);
    String imageId = imageId(fields, address.orElse(""), inline);
    Set<String> unknownLanguages = new LinkedHashSet<>();
    ManifestRow parsed =
        new ManifestRow(
            imageId,
            inline.isPresent()
                ? "inline:" + imageId
                : wrong.isPresent()
                    ? address.get()
                    : ImageAddress.resolve(manifestUri, address.orElse("")),
            inline.isPresent() ? imageId : ImageAddress.fileName(address.orElse("")),
            row,
            targets(fields, unknownLanguages),
            sources(fields, unknownLanguages),
            excluded(fields),
            mode(fields),
            fields.text(Field.TRANSLATOR).orElse(defaults.translator()),
            prompt(fields),
            fields.metadata());
    if (!fields.problems().isEmpty()) {
      return rejected(parsed, FailureCode.INVALID_ROW, String.join("; ", fields.problems()));
    }
    if (!unknownLanguages.isEmpty()) {
      String tags = String.join(", ", unknownLanguages);
      return rejected(parsed, FailureCode.UNSUPPORTED_LANGUAGE, "no such language: " + tags);
    }
    return new ParsedRow.Valid(parsed, inline);
  }

  private static boolean isInline(String address) {
    return address.regionMatches(true, 0, "data:", 0, 5)
        || (address.length() >= MIN_INLINE_LENGTH && address.matches("[A-Za-z0-9+/=\\s]+"));
  }

  private static String imageId(RowFields fields, String address, Optional<String> inline) {
    Optional<String> given = fields.text(Field.IMAGE_ID);
    if (given.isPresent() && !OutputTree.isSafeName(given.get())) {
      fields.problem(
          "image_id '"
              + given.get()
              + "' cannot be part of a path; use at most 128 letters, digits and . _ @ + = -"
              + " (200 bytes of UTF-8)");
    }
    return given.orElseGet(
        () ->
            inline
                .map(base64 -> "inline-" + ImageAddress.shortHash(base64))
                .orElseGet(() -> ImageAddress.deriveId(address)));
  }

  private List<String> targets(RowFields fields, Set<String> unknown) {
    List<String> given = fields.list(Field.TARGET_LANGUAGES);
    List<String> tags = given.isEmpty() ? defaults.targetLanguages() : canonical(given, unknown);
    if (given.isEmpty() && tags.isEmpty()) {
      fields.problem("no target_languages; name them here or with --targetLanguages");
    }
    int most = defaults.maxTargetLanguages();
    if (most > 0 && tags.size() > most) {
      fields.problem(tags.size() + " target languages, at most " + most + " (--maxLanguages)");
    }
    return tags;
  }

  private List<String> sources(RowFields fields, Set<String> unknown) {
    List<String> given = fields.list(Field.SOURCE_LANG);
    if (given.isEmpty()) {
      return defaults.sourceLanguages();
    }
    return given.stream().anyMatch("auto"::equalsIgnoreCase)
        ? List.of()
        : canonical(given, unknown);
  }

  private static List<String> canonical(List<String> tags, Set<String> unknown) {
    Set<String> found = new LinkedHashSet<>();
    for (String tag : tags) {
      LanguageTags.canonical(tag).ifPresentOrElse(found::add, () -> unknown.add(tag));
    }
    return List.copyOf(found);
  }

  private List<String> excluded(RowFields fields) {
    List<String> given = fields.list(Field.EXCLUDE_TEXT);
    given.forEach(entry -> ExcludePattern.problem(entry).ifPresent(fields::problem));
    return given.isEmpty() ? defaults.excludeText() : given;
  }

  private Mode mode(RowFields fields) {
    Optional<String> given = fields.text(Field.MODE);
    Optional<Mode> mode = given.flatMap(Mode::of);
    if (given.isPresent() && mode.isEmpty()) {
      fields.problem(
          "no mode '" + given.get() + "'; use general, manga, e-commerce or light-novel");
    }
    return mode.orElse(defaults.mode());
  }

  private Optional<String> prompt(RowFields fields) {
    Optional<String> prompt = fields.text(Field.CUSTOM_PROMPT).or(defaults::prompt);
    if (prompt.isPresent() && prompt.get().length() > MAX_PROMPT_LENGTH) {
      fields.problem("customPrompt has more than " + MAX_PROMPT_LENGTH + " characters; shorten it");
    }
    return prompt;
  }

  private static ParsedRow rejected(String row, String reason) {
    return rejected(row, FailureCode.INVALID_ROW, row + ": " + reason);
  }

  private static ParsedRow rejected(String row, FailureCode code, String message) {
    return new ParsedRow.Rejected(
        Failure.of(null, null, row, Optional.empty(), Stage.MANIFEST, code, message));
  }

  private static ParsedRow rejected(ManifestRow row, FailureCode code, String reason) {
    return new ParsedRow.Rejected(
        Failure.of(
            OutputTree.isSafeName(row.imageId()) ? row.imageId() : null,
            row.image(),
            row.row(),
            Optional.empty(),
            Stage.MANIFEST,
            code,
            row.row() + ": " + reason));
  }
}
