package dev.palimpsest.transforms.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Word;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.read.OcrData;
import dev.palimpsest.transforms.read.PlainReader;
import dev.palimpsest.transforms.read.Reading;
import dev.palimpsest.transforms.read.TextReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Measures the reading step on pictures whose words are known, beside plain Tesseract that is told
 * the right language, which the reader is not.
 */
public final class OcrEvaluation {
  private static final String EVERYTHING = "ALL";

  private OcrEvaluation() {}

  private record Measured(List<Word> words, double seconds) {}

  private record Row(WordScore score, boolean exhaustive, double seconds) {}

  /**
   * Reads every picture of {@code DIR/gt.jsonl}, writes one JSON line each, prints a table.
   *
   * @param data folder with {@code gt.jsonl} and the pictures that it names
   * @param output where predictions go; empty = nowhere
   * @param sourceTags languages for the reader to expect; empty = find out
   * @throws FailureException if OCR data for a named language is missing
   */
  public static void run(
      Path data, Optional<Path> output, List<String> sourceTags, OcrData ocrData, PrintStream table)
      throws IOException, FailureException {
    Map<String, List<Row>> ours = new TreeMap<>();
    Map<String, List<Row>> plain = new TreeMap<>();
    StringBuilder predictions = new StringBuilder();
    try (TextReader reader = new TextReader(ocrData);
        PlainReader plainReader = new PlainReader(ocrData)) {
      // In a batch models are loaded and code is compiled long since: the second time counts.
      for (boolean counts : new boolean[] {false, true}) {
        for (String line : Files.readAllLines(data.resolve("gt.jsonl"), StandardCharsets.UTF_8)) {
          if (line.isBlank()) {
            continue;
          }
          JsonNode picture = Json.MAPPER.readTree(line);
          Path file = data.resolve(picture.get("file").asText());
          try (Mat bgr = opencv_imgcodecs.imread(file.toString())) {
            if (bgr.empty()) {
              throw new IOException("cannot decode " + file);
            }
            Measured read = read(reader, bgr, sourceTags);
            Measured plainly = readPlain(plainReader, bgr, language(picture, ocrData));
            if (counts) {
              add(ours, picture, read);
              add(plain, picture, plainly);
              predictions.append(prediction(picture, read)).append('\n');
            }
          }
        }
      }
    }
    if (output.isPresent()) {
      Files.writeString(output.get(), predictions);
    }
    print(ours, plain, table);
  }

  private static Measured read(TextReader reader, Mat bgr, List<String> tags)
      throws FailureException {
    long start = System.nanoTime();
    Reading reading = reader.read(bgr, tags);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Measured(
        reading.regions().stream()
            .flatMap(region -> region.lines().stream())
            .flatMap(l -> l.words().stream())
            .toList(),
        seconds);
  }

  private static Measured readPlain(PlainReader reader, Mat bgr, String tag)
      throws FailureException {
    long start = System.nanoTime();
    List<Word> words = reader.read(bgr, tag);
    return new Measured(words, (System.nanoTime() - start) / 1e9);
  }

  /** The language of most words, English if the data set does not say or it cannot be read. */
  private static String language(JsonNode picture, OcrData ocrData) {
    Map<String, Integer> count = new HashMap<>();
    for (JsonNode word : picture.get("words")) {
      String tag = word.path("lang").asText();
      if (word.path("care").asBoolean(true) && !tag.isEmpty()) {
        count.merge(tag, 1, Integer::sum);
      }
    }
    return count.entrySet().stream()
        .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .filter(ocrData::canRead)
        .orElse("en");
  }

  private static void add(Map<String, List<Row>> rows, JsonNode picture, Measured measured) {
    Row row =
        new Row(
            WordScore.of(picture, measured.words()),
            picture.path("exhaustive").asBoolean(true),
            measured.seconds());
    for (String set : List.of(picture.path("set").asText("-"), EVERYTHING)) {
      rows.computeIfAbsent(set, s -> new ArrayList<>()).add(row);
    }
  }

  private static String prediction(JsonNode picture, Measured measured) throws IOException {
    List<Map<String, Object>> words = new ArrayList<>();
    for (Word word : measured.words()) {
      Box b = word.box();
      words.add(Map.of("text", word.text(), "box", List.of(b.x(), b.y(), b.width(), b.height())));
    }
    return Json.MAPPER.writeValueAsString(
        Json.MAPPER
            .createObjectNode()
            .put("file", picture.get("file").asText())
            .put("seconds", measured.seconds())
            .set("words", Json.MAPPER.valueToTree(words)));
  }

  private static void print(
      Map<String, List<Row>> ours, Map<String, List<Row>> plain, PrintStream table) {
    table.printf(
        Locale.ROOT,
        "%-18s%5s%7s |%8s%8s%8s%9s |%8s%8s%8s%9s |%7s%n",
        "set",
        "img",
        "words",
        "recall",
        "prec",
        "F1",
        "median",
        "plain",
        "prec",
        "F1",
        "median",
        "time");
    List<String> sets = new ArrayList<>(ours.keySet());
    sets.remove(EVERYTHING);
    sets.add(EVERYTHING);
    for (String set : sets) {
      List<Row> rows = ours.getOrDefault(set, List.of());
      List<Row> others = plain.getOrDefault(set, List.of());
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        ratios.add(rows.get(i).seconds() / others.get(i).seconds());
      }
      table.printf(
          Locale.ROOT,
          "%-18s%5d%7d |%s |%s |%6.1fx%n",
          set,
          rows.size(),
          rows.stream().mapToInt(r -> r.score().truths()).sum(),
          columns(rows),
          columns(others),
          median(ratios));
    }
  }

  /** Recall over all pictures, precision and F1 over those on which every word is labelled. */
  private static String columns(List<Row> rows) {
    List<Row> full = rows.stream().filter(Row::exhaustive).toList();
    double recall = share(rows.stream().mapToInt(r -> r.score().hits()).sum(), truths(rows));
    int hits = full.stream().mapToInt(r -> r.score().hits()).sum();
    int found = full.stream().mapToInt(r -> r.score().predictions()).sum();
    double precision = share(hits, found);
    double fullRecall = share(hits, truths(full));
    double f1 =
        precision + fullRecall == 0 ? 0 : 2 * precision * fullRecall / (precision + fullRecall);
    double seconds = median(rows.stream().map(Row::seconds).toList());
    return full.isEmpty()
        ? String.format(Locale.ROOT, "%7.1f%%%8s%8s%8.2fs", 100 * recall, "-", "-", seconds)
        : String.format(
            Locale.ROOT,
            "%7.1f%%%7.1f%%%7.1f%%%8.2fs",
            100 * recall,
            100 * precision,
            100 * f1,
            seconds);
  }

  private static int truths(List<Row> rows) {
    return rows.stream().mapToInt(r -> r.score().truths()).sum();
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return n == 0 ? 0 : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }
}
