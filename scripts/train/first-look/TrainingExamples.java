package dev.palimpsest.transforms.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.region.Box;
import dev.palimpsest.transforms.read.FirstLook.Glimpse;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes what {@link FirstLook} gets to see of pictures with known text, to train it. */
public final class TrainingExamples {
  /** Glyphs higher than this share of a line's box are not of that line. */
  private static final double HIGHEST_GLYPH = 1.6;

  private TrainingExamples() {}

  /**
   * Of {@code DATA/gt.jsonl} and its pictures makes {@code OUT.bin}, one crop after another, a byte
   * a pixel, and {@code OUT.tsv}, a line each: picture, language of the text that most of the
   * candidate's glyphs belong to or {@code -}, share of the glyphs that belong to any text.
   *
   * @param args DATA OUT
   */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    try (BufferedWriter labels = Files.newBufferedWriter(Path.of(args[1] + ".tsv"));
        OutputStream crops =
            new BufferedOutputStream(Files.newOutputStream(Path.of(args[1] + ".bin")))) {
      for (String line : Files.readAllLines(data.resolve("gt.jsonl"), StandardCharsets.UTF_8)) {
        JsonNode picture = Json.MAPPER.readTree(line);
        String file = picture.get("file").asText();
        try (PointerScope scope = new PointerScope()) {
          Mat gray =
              opencv_imgcodecs.imread(
                  data.resolve(file).toString(), opencv_imgcodecs.IMREAD_GRAYSCALE);
          Candidates candidates = Candidates.chained(TextFinder.find(gray));
          for (LineCandidate row : candidates.rows()) {
            Glimpse glimpse = FirstLook.glimpse(gray, row);
            if (glimpse.separability() >= candidates.leastSeparability(row)) {
              labels.write(file + "\t" + label(row, picture.get("words")) + "\n");
              crops.write(glimpse.beginning());
            }
          }
        }
      }
    }
  }

  private static String label(LineCandidate row, JsonNode words) {
    Map<String, Integer> glyphs = new HashMap<>();
    row.glyphs().stream()
        .map(TextFinder.Glyph::box)
        .forEach(
            glyph -> {
              for (JsonNode word : words) {
                if (belongs(glyph, word.get("box"))) {
                  glyphs.merge(word.path("lang").asText(), 1, Integer::sum);
                  return;
                }
              }
            });
    String most =
        glyphs.entrySet().stream()
            .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .orElse("-");
    int inside = glyphs.values().stream().mapToInt(Integer::intValue).sum();
    return String.format(Locale.ROOT, "%s\t%.3f", most, inside / (double) row.glyphs().size());
  }

  private static boolean belongs(Box glyph, JsonNode word) {
    Box box =
        new Box(word.get(0).asInt(), word.get(1).asInt(), word.get(2).asInt(), word.get(3).asInt());
    Box near = box.grow(1);
    return glyph.centerX() >= near.x()
        && glyph.centerX() <= near.right()
        && glyph.centerY() >= near.y()
        && glyph.centerY() <= near.bottom()
        && glyph.height() < HIGHEST_GLYPH * box.height() + 2;
  }
}
