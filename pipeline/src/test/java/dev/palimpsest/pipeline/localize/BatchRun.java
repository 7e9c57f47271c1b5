package dev.palimpsest.pipeline.localize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.storage.ContentHash;
import dev.palimpsest.pipeline.command.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs commands in this process and looks at what they left. */
public final class BatchRun {
  /** The sample catalog, seen from the module's folder. */
  public static final Path CATALOG =
      Path.of("..", "scripts", "catalog").toAbsolutePath().normalize();

  private BatchRun() {}

  /** What a command said and how it ended. */
  public record Ended(ExitCode exitCode, String output) {}

  public static Ended palimpsest(String... words) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ExitCode code = Main.run(List.of(words), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return new Ended(code, bytes.toString(StandardCharsets.UTF_8));
  }

  /** A manifest in {@code folder} with some rows of the sample catalog's. */
  static Path catalogManifest(Path folder, String... imageIds) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(CATALOG.resolve("manifest.jsonl"))) {
      ObjectNode row = (ObjectNode) Json.MAPPER.readTree(line);
      if (List.of(imageIds).contains(row.get("image_id").asText())) {
        row.put("image", CATALOG.resolve(row.get("image").asText()).toString());
        rows.add(Json.write(row));
      }
    }
    return Files.write(folder.resolve("manifest.jsonl"), rows);
  }

  static BatchRecord record(Path root, String batchId) throws IOException {
    Path file = root.resolve("batches").resolve(batchId).resolve("status.json");
    return Json.MAPPER.readValue(Files.readString(file), BatchRecord.class);
  }

  /** Result or failure lines, sorted by their text: shards come in any order. */
  static List<JsonNode> lines(Path root, String batchId, String prefix) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(root.resolve("batches").resolve(batchId))) {
      for (Path file : files.filter(f -> name(f).startsWith(prefix)).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : lines.stream().sorted().toList()) {
      nodes.add(Json.MAPPER.readTree(line));
    }
    return nodes;
  }

  /** Result lines without what differs from run to run and from place to place. */
  static List<String> comparableResults(Path root, String batchId) throws IOException {
    List<String> comparable = new ArrayList<>();
    for (JsonNode line : lines(root, batchId, "results-")) {
      ((ObjectNode) line).remove("processing_time");
      comparable.add(
          Json.write(line).replace(root.toString(), "ROOT").replace(CATALOG.toString(), "CATALOG"));
    }
    return comparable;
  }

  /** Every file under a folder with the hash of its content. */
  static Map<String, String> tree(Path folder) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> tree.put(folder.relativize(file).toString(), hash(file)));
    }
    return tree;
  }

  private static String hash(Path file) {
    try {
      return ContentHash.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
