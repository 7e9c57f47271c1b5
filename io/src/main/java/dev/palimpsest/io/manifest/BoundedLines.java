package dev.palimpsest.io.manifest;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * The lines of a text, none of which takes more memory than the longest that is wanted. A line ends
 * with {@code \n}, and a {@code \r} before it is no part of it.
 */
final class BoundedLines {
  /** In place of a line that is longer. */
  static final String TOO_LONG = "\u0000";

  private final Reader reader;
  private final int longest;
  private final char[] buffer = new char[1 << 14];
  private int at;
  private int filled;

  BoundedLines(Reader reader, int longest) {
    this.reader = reader;
    this.longest = longest;
  }

  /** The next line; empty behind the last one. */
  Optional<String> next() throws IOException {
    if (isAtEnd()) {
      return Optional.empty();
    }
    StringBuilder line = new StringBuilder();
    boolean tooLong = false;
    boolean ended = false;
    while (!ended && !isAtEnd()) {
      int start = at;
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      tooLong |= line.length() + (at - start) > longest;
      if (!tooLong) {
        line.append(buffer, start, at - start);
      }
      ended = at < filled;
      at += ended ? 1 : 0;
    }
    if (tooLong) {
      return Optional.of(TOO_LONG);
    }
    int last = line.length() - 1;
    if (last >= 0 && line.charAt(last) == '\r') {
      line.setLength(last);
    }
    return Optional.of(line.toString());
  }

  private boolean isAtEnd() throws IOException {
    if (at == filled) {
      at = 0;
      filled = Math.max(0, reader.read(buffer, 0, buffer.length));
    }
    return filled == 0;
  }
}
