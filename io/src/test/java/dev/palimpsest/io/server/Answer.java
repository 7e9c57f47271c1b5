package dev.palimpsest.io.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What a server says to a request. */
@SuppressWarnings("ArrayRecordComponent") // a server's bytes, compared by nobody
record Answer(int status, Map<String, String> headers, byte[] body) {
  /** What fits one TCP segment arrives whole or not at all. */
  private static final int SEGMENT_BYTES = 1_400;

  static Answer json(int status, String json) {
    return new Answer(
        status,
        Map.of("Content-Type", "application/json; charset=UTF-8"),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the answer whole, or as far as the fault lets it come. */
  void send(HttpExchange exchange, Optional<Faults.Fault> fault) throws IOException {
    boolean cutInside = fault.equals(Optional.of(Faults.Fault.CUT_INSIDE));
    if (fault.equals(Optional.of(Faults.Fault.CUT_AFTER))
        || (cutInside && body.length < SEGMENT_BYTES)) {
      exchange.close();
      return;
    }
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean noBody = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    exchange.sendResponseHeaders(status, noBody ? -1 : body.length);
    if (!noBody) {
      OutputStream out = exchange.getResponseBody();
      out.write(cutInside ? Arrays.copyOf(body, body.length / 2) : body);
      out.flush();
    }
    exchange.close();
  }
}
