package dev.palimpsest.io.memory;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The translations bought so far, one file of JSON Lines for each batch of one pair of languages. A
 * file is complete or absent.
 */
public final class BoughtTranslations {
  private static final String MEDIA_TYPE = "application/jsonl";
  private static final long MAX_FILE_BYTES = 64L << 20;

  private final OutputTree tree;

  public BoughtTranslations(OutputTree tree) {
    this.tree = tree;
  }

  /**
   * Writes the answers of one batch.
   *
   * @param name of the batch, the same for the same texts
   */
  public void write(String source, String target, String name, List<BoughtTranslation> answers)
      throws IOException {
    String lines =
        answers.stream().map(answer -> Json.write(answer) + "\n").collect(Collectors.joining());
    Storage.write(
        tree.memory(source, target, name), lines.getBytes(StandardCharsets.UTF_8), MEDIA_TYPE);
  }

  /** The answers of one batch; none if it was never asked. */
  public List<BoughtTranslation> read(String source, String target, String name)
      throws IOException {
    try {
      String uri = tree.memory(source, target, name);
      return parse(Storage.read(uri, MAX_FILE_BYTES), uri);
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** The lines of one file but for damaged ones, which are bought again. */
  public static List<BoughtTranslation> parse(byte[] file, String uri) {
    return new String(file, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .flatMap(line -> Json.readStored(line, BoughtTranslation.class, uri).stream())
        .toList();
  }
}
