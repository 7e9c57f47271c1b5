package dev.palimpsest.io.manifest;

import dev.palimpsest.io.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Successive lines of a JSON Lines manifest. Only one reader can number a file's lines; blocks of
 * them go to as many parsers as there are.
 *
 * @param manifestUri the file
 * @param firstLine number of the first line, from 1
 */
public record LineBlock(String manifestUri, long firstLine, List<String> lines) {
  private static final int MAX_LINES = 1_000;
  private static final int MAX_CHARACTERS = 1 << 18;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  public LineBlock {
    lines = List.copyOf(lines);
  }

  /** Cuts UTF-8 text into blocks, one at a time in memory. */
  public static void read(String manifestUri, InputStream content, Consumer<LineBlock> blocks)
      throws IOException {
    BoundedLines source = new BoundedLines(reader(content), Json.LONGEST_TEXT);
    long line = 0;
    int characters = 0;
    List<String> lines = new ArrayList<>();
    for (Optional<String> next = source.next(); next.isPresent(); next = source.next()) {
      String text = next.get();
      boolean isFull = lines.size() == MAX_LINES || characters + text.length() > MAX_CHARACTERS;
      if (isFull && !lines.isEmpty()) {
        blocks.accept(new LineBlock(manifestUri, line - lines.size() + 1, lines));
        lines.clear();
        characters = 0;
      }
      line++;
      lines.add(text);
      characters += text.length();
    }
    if (!lines.isEmpty()) {
      blocks.accept(new LineBlock(manifestUri, line - lines.size() + 1, lines));
    }
  }

  /** Whether this is one line so long that it must hold an image. */
  public boolean holdsImage() {
    return lines.size() == 1 && lines.get(0).length() > MAX_CHARACTERS;
  }

  /** UTF-8 text without its byte order mark. */
  static BufferedReader reader(InputStream content) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }
}
