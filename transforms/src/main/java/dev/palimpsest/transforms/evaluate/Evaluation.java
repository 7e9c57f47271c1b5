package dev.palimpsest.transforms.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.io.region.Line;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.pixels.Crop;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.PictureCodec;
import dev.palimpsest.transforms.read.OcrData;
import dev.palimpsest.transforms.read.PlainReader;
import dev.palimpsest.transforms.read.TextReader;
import dev.palimpsest.transforms.render.Fonts;
import dev.palimpsest.transforms.render.Hyphenation;
import dev.palimpsest.transforms.render.Renderer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Evaluates erasing and drawing, prints a table and writes every figure as JSON.
 *
 * <p>{@code --data} is a folder with {@code index.jsonl}: a line for each pair with {@code input},
 * {@code target} (the same picture without its text), {@code mask} (white where text was), {@code
 * set}, and where known {@code text_boxes} of lines as {@code [x, y, width, height]}. Its targets
 * also serve as photographs under generated text. Without it only generated pictures are measured.
 */
public final class Evaluation {
  private static final long MAX_PIXELS = 50_000_000;

  /** How often every face meets every kind of ground. */
  private static final int ROUNDS = 2;

  private static final double MIN_FONT_PX = 9;

  /** A larger difference (CIEDE2000) between inks is seen beside the source. */
  private static final double MAX_DELTA_E = 5;

  /** OCR is only asked about text it can read at this height. */
  private static final double MIN_READ_CAP_PX = 16;

  private final Optional<Path> data;
  private final Path out;
  private final PrintStream print;

  private Evaluation(Optional<Path> data, Path out, PrintStream print) {
    this.data = data;
    this.out = out;
    this.print = print;
  }

  /**
   * Runs an evaluation.
   *
   * @param what {@code erase} or {@code render}
   * @param data a folder of pairs, or empty
   * @param out file for the figures
   * @throws IllegalArgumentException if {@code what} is something else
   * @throws FailureException if a picture of the data is none
   */
  public static void run(String what, Optional<Path> data, Path out, PrintStream print)
      throws IOException, FailureException {
    Evaluation evaluation = new Evaluation(data, out, print);
    switch (what) {
      case "erase" -> evaluation.erase();
      case "render" -> evaluation.render();
      default -> throw new IllegalArgumentException("evaluate erase or render, not " + what);
    }
  }

  private void erase() throws IOException, FailureException {
    List<EraseEvaluation.Result> results = new ArrayList<>();
    try (TextReader reader = new TextReader(OcrData.fetch(List.of()))) {
      OverlayGenerator generator = new OverlayGenerator(new Grounds(photographs()));
      for (int i = 0; i < ROUNDS * generator.round(); i++) {
        try (Overlay o = generator.draw(i)) {
          boolean[] mask = EraseEvaluation.differing(o.source(), o.clean());
          results.add(
              EraseEvaluation.measure(
                  o.name(), o.ground(), o.source(), o.clean(), mask, List.of(o.region()), reader));
        }
      }
      for (JsonNode pair : pairs()) {
        results.add(pair(pair, reader));
      }
    }
    Map<String, Map<String, Double>> table = new TreeMap<>();
    byGround(results, EraseEvaluation.Result::ground)
        .forEach(
            (ground, group) -> {
              Map<String, Double> row = new LinkedHashMap<>();
              row.put("psnr_db", mean(group, EraseEvaluation.Result::psnrDb));
              row.put("telea_db", mean(group, EraseEvaluation.Result::teleaDb));
              row.put("ssim", mean(group, EraseEvaluation.Result::ssim));
              row.put("identical_far", mean(group, EraseEvaluation.Result::identical));
              double words = mean(group, r -> (double) r.words());
              row.put(
                  "residual_words",
                  words == 0 ? 0 : mean(group, r -> (double) r.residualWords()) / words);
              table.put(ground, row);
            });
    report(table, results);
  }

  private void render() throws IOException, FailureException {
    List<RenderEvaluation.Result> results = new ArrayList<>();
    Renderer renderer = new Renderer(Fonts.load(List.of(), false), MIN_FONT_PX, Hyphenation.NONE);
    try (PlainReader reader = new PlainReader(OcrData.fetch(List.of()))) {
      OverlayGenerator generator = new OverlayGenerator(new Grounds(photographs()));
      for (int i = 0; i < ROUNDS * generator.round(); i++) {
        try (Overlay overlay = generator.draw(i)) {
          results.add(RenderEvaluation.measure(overlay, renderer, reader));
        }
      }
    }
    Map<String, Map<String, Double>> table = new TreeMap<>();
    byGround(results, RenderEvaluation.Result::ground)
        .forEach(
            (ground, group) -> {
              Map<String, Double> row = new LinkedHashMap<>();
              row.put(
                  "ink_delta_e_median",
                  Scores.median(group.stream().map(RenderEvaluation.Result::deltaE).toList()));
              row.put("ink_in_range", mean(group, r -> r.deltaE() <= MAX_DELTA_E ? 1.0 : 0.0));
              row.put(
                  "size_ratio_in_range",
                  mean(group, r -> r.sizeRatio() >= 0.8 && r.sizeRatio() <= 1.1 ? 1.0 : 0.0));
              row.put("size_ratio_mean", mean(group, RenderEvaluation.Result::sizeRatio));
              row.put("overflow", mean(group, r -> r.overflow() ? 1.0 : 0.0));
              List<RenderEvaluation.Result> large =
                  group.stream().filter(r -> r.capHeightPx() >= MIN_READ_CAP_PX).toList();
              row.put(
                  "character_error_rate", mean(large, RenderEvaluation.Result::characterErrorRate));
              row.put(
                  "source_character_error_rate",
                  mean(large, RenderEvaluation.Result::sourceCharacterErrorRate));
              table.put(ground, row);
            });
    report(table, results);
  }

  private static <T> double mean(List<T> group, Function<T, Double> figure) {
    return Scores.mean(group.stream().map(figure).toList());
  }

  private static <T> Map<String, List<T>> byGround(List<T> results, Function<T, String> ground) {
    return results.stream()
        .collect(Collectors.groupingBy(ground, TreeMap::new, Collectors.toList()));
  }

  private void report(Map<String, Map<String, Double>> table, List<?> results) throws IOException {
    table.forEach(
        (ground, row) -> {
          StringBuilder line = new StringBuilder(String.format("%-14s", ground));
          row.forEach((name, value) -> line.append(String.format("  %s %.3f", name, value)));
          print.println(line);
        });
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("groups", table);
    document.put("pictures", results);
    Files.writeString(out, Json.writePretty(document));
  }

  private List<JsonNode> pairs() throws IOException {
    List<JsonNode> pairs = new ArrayList<>();
    if (data.isPresent()) {
      for (String line : Files.readAllLines(data.get().resolve("index.jsonl"))) {
        pairs.add(Json.MAPPER.readTree(line));
      }
    }
    return pairs;
  }

  private List<Path> photographs() throws IOException {
    return pairs().stream().map(p -> data.orElseThrow().resolve(p.get("target").asText())).toList();
  }

  private EraseEvaluation.Result pair(JsonNode pair, TextReader reader)
      throws IOException, FailureException {
    String name = pair.get("input").asText();
    try (Picture source = decode(name);
        Picture clean = decode(pair.get("target").asText());
        Picture maskPicture = decode(pair.get("mask").asText())) {
      Crop whole = Crop.of(maskPicture, maskPicture.bounds());
      boolean[] mask = new boolean[whole.size()];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = whole.at(i, 1) > 127;
      }
      List<Line> lines = boxesGiven(pair) ? lines(pair) : MaskLines.of(whole, mask);
      List<Region> regions = new ArrayList<>();
      for (Line line : lines) {
        regions.add(region("r" + (regions.size() + 1), line));
      }
      return EraseEvaluation.measure(
          name, pair.get("set").asText(), source, clean, mask, regions, reader);
    }
  }

  private Picture decode(String file) throws IOException, FailureException {
    return PictureCodec.decode(Files.readAllBytes(data.orElseThrow().resolve(file)), MAX_PIXELS);
  }

  /** Boxes of whole paragraphs come as objects: their lines are found in the mask instead. */
  private static boolean boxesGiven(JsonNode pair) {
    JsonNode first = pair.path("text_boxes").path(0);
    return first.isArray() && first.size() == 4;
  }

  private static List<Line> lines(JsonNode pair) {
    List<Line> lines = new ArrayList<>();
    for (JsonNode b : pair.get("text_boxes")) {
      lines.add(
          MaskLines.line(
              new Box(b.get(0).asInt(), b.get(1).asInt(), b.get(2).asInt(), b.get(3).asInt())));
    }
    return lines;
  }

  private static Region region(String id, Line line) {
    return new Region(
        id, "", "und", 1, line.box(), List.of(line), Optional.empty(), Optional.empty());
  }
}
