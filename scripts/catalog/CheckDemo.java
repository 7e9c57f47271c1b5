import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Prints the numbers of a demo run, computed from its result lines: how many of the catalog's
 * sentences were read as a region of their own, and how many images came out in how many languages.
 * The sentences travel as metadata of the manifest rows. Fails below 95% and 100%.
 *
 * <p>Run as {@code java -cp palimpsest.jar CheckDemo.java OUTPUT_ROOT}.
 */
final class CheckDemo {
  private static final double LEAST_SENTENCES = 0.95;

  private CheckDemo() {}

  public static void main(String[] args) throws IOException {
    int sentences = 0;
    int found = 0;
    int extra = 0;
    int wanted = 0;
    int completed = 0;
    for (JsonNode result : results(Path.of(args[0], "batches", "demo"))) {
      Set<String> read = new HashSet<>();
      result.path("text").asText("").lines().map(CheckDemo::normal).forEach(read::add);
      int readable = read.size();
      for (JsonNode sentence : result.path("metadata").path("sentences")) {
        sentences++;
        if (read.remove(normal(sentence.asText()))) {
          found++;
        } else {
          System.out.println(
              "not read in " + result.path("image_id").asText() + ": " + sentence.asText());
        }
      }
      extra += read.size();
      for (JsonNode output : result.path("outputs")) {
        wanted++;
        completed += output.path("status").asText().equals("completed") ? 1 : 0;
      }
      if (readable == 0) {
        System.out.println("nothing read in " + result.path("image_id").asText());
      }
    }
    System.out.printf(
        "sentences of the catalog found: %d of %d (%.1f%%); other regions: %d%n",
        found, sentences, 100.0 * found / sentences, extra);
    System.out.printf(
        "images x languages completed: %d of %d (%.1f%%)%n",
        completed, wanted, 100.0 * completed / wanted);
    if (found < LEAST_SENTENCES * sentences || completed < wanted) {
      System.exit(1);
    }
  }

  private static List<JsonNode> results(Path batch) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    try (Stream<Path> files = Files.list(batch)) {
      List<Path> shards =
          files.filter(f -> f.getFileName().toString().startsWith("results-")).sorted().toList();
      List<JsonNode> results = new java.util.ArrayList<>();
      for (Path shard : shards) {
        for (String line : Files.readAllLines(shard)) {
          results.add(mapper.readTree(line));
        }
      }
      return results;
    }
  }

  /** OCR cannot tell dashes and quotes of one look apart. */
  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("[\u2010-\u2015]", "-")
        .replaceAll("[\u2018\u2019]", "'")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
