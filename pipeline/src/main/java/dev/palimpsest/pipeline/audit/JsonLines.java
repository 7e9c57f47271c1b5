package dev.palimpsest.pipeline.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.io.storage.Storage.FileInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Lines of JSON as trees, one in memory at a time. As trees, for a record of a newer version, or a
 * damaged one, has to be compared too.
 */
final class JsonLines {
  /** One value and nothing behind it, and no name twice: a glued or doubled part is damage. */
  static final ObjectReader STRICT =
      Json.MAPPER
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private JsonLines() {}

  /**
   * Reads files of JSON objects; what is none becomes a finding.
   *
   * @param unreadable its code
   * @param lines receives each object with its {@code FILE:LINE}
   */
  static void read(
      List<FileInfo> files,
      FindingCode unreadable,
      Findings findings,
      BiConsumer<JsonNode, String> lines) {
    for (FileInfo file : files) {
      long number = 0;
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(Storage.open(file.uri()), StandardCharsets.UTF_8))) {
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
          number++;
          accept(text, file.uri() + ":" + number, unreadable, findings, lines);
        }
      } catch (IOException e) {
        findings.add(
            Finding.of(
                    unreadable,
                    "cannot be read after line %d (%s)".formatted(number, e.getMessage()))
                .file(file.uri()));
      }
    }
  }

  private static void accept(
      String text,
      String place,
      FindingCode unreadable,
      Findings findings,
      BiConsumer<JsonNode, String> lines) {
    try {
      JsonNode node = STRICT.readTree(text);
      if (node.isObject()) {
        lines.accept(node, place);
        return;
      }
      findings.add(Finding.of(unreadable, "the line is no JSON object").file(place));
    } catch (JsonProcessingException e) {
      findings.add(
          Finding.of(unreadable, "the line is no JSON: %s".formatted(e.getOriginalMessage()))
              .file(place));
    }
  }

  /** A text of an object; empty if it has none. */
  static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
