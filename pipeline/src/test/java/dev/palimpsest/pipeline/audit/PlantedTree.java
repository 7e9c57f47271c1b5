package dev.palimpsest.pipeline.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.io.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A copy of an output tree, to be broken. Files are named by how their path begins. */
record PlantedTree(Path root) {

  static PlantedTree copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return new PlantedTree(to);
  }

  List<Path> files(String prefix) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().startsWith(root + "/" + prefix))
          .sorted()
          .toList();
    }
  }

  /** A file of an image, which has one content only. */
  Path image(String imageId, String name) throws IOException {
    return files("images/" + imageId + "/").stream()
        .filter(file -> file.endsWith(name))
        .findFirst()
        .orElseThrow();
  }

  /** The same path, of a file that is gone. */
  Path freed(Path file) throws IOException {
    Files.delete(file);
    return file;
  }

  void cut(Path file, int bytes) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, Math.max(0, content.length - bytes)));
  }

  void deleteAll(String prefix) throws IOException {
    for (Path file : files(prefix)) {
      Files.delete(file);
    }
  }

  /** The only line that holds a text. */
  String line(String prefix, String text) throws IOException {
    List<String> found = new ArrayList<>();
    change(
        prefix,
        text,
        line -> {
          found.add(line);
          return line;
        });
    return found.get(0);
  }

  void drop(String prefix, String text) throws IOException {
    change(prefix, text, line -> null);
  }

  void repeat(String prefix, String text) throws IOException {
    change(prefix, text, line -> line + "\n" + line);
  }

  void append(String prefix, String line) throws IOException {
    Path file = files(prefix).get(0);
    Files.writeString(file, Files.readString(file) + line + "\n");
  }

  void edit(String prefix, String text, String regex, String replacement) throws IOException {
    change(prefix, text, line -> line.replaceAll(regex, replacement));
  }

  /** Only the first place of each line. */
  void editFirst(String prefix, String text, String regex, String replacement) throws IOException {
    change(prefix, text, line -> line.replaceFirst(regex, replacement));
  }

  void removeOutput(String prefix, String text, String language) throws IOException {
    change(
        prefix,
        text,
        line -> {
          ObjectNode result = Json.read(line, ObjectNode.class);
          ((ObjectNode) result.get("outputs")).remove(language);
          return Json.write(result);
        });
  }

  /** Images and rows are found by what no other line has: an id, or the end of a row's number. */
  private void change(String prefix, String text, UnaryOperator<String> change) throws IOException {
    boolean isId = text.matches("\\w+") && !text.matches(".*(_|[A-Z]).*");
    String wanted = isId ? "{\"image_id\":\"" + text + "\"" : text;
    boolean found = false;
    for (Path file : files(prefix)) {
      List<String> lines = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        boolean isThis = line.contains(wanted);
        found |= isThis;
        String changed = isThis ? change.apply(line) : line;
        if (changed != null) {
          lines.add(changed);
        }
      }
      Files.write(file, lines);
    }
    if (!found) {
      throw new AssertionError("no line with " + wanted);
    }
  }
}
