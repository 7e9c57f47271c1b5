package dev.palimpsest.io.server;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts bodies of type {@code multipart/*}. */
final class Multipart {
  private Multipart() {}

  /** The parts with their headers. */
  static List<byte[]> parts(Headers headers, byte[] body) {
    String type = headers.getFirst("Content-Type");
    String boundary =
        "--" + type.replaceFirst(".*boundary=", "").replaceFirst(";.*", "").replace("\"", "");
    // One character for each byte, so that places are the same.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    List<byte[]> parts = new ArrayList<>();
    int start = text.indexOf(boundary) + boundary.length() + 2;
    for (int end = text.indexOf(boundary, start); end >= 0; end = text.indexOf(boundary, start)) {
      parts.add(Arrays.copyOfRange(body, start, end - 2));
      start = end + boundary.length() + 2;
    }
    return parts;
  }

  /** What stands behind the first empty line. */
  static byte[] content(byte[] part) {
    int blank = new String(part, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
    return blank < 0 ? new byte[0] : Arrays.copyOfRange(part, blank + 4, part.length);
  }
}
