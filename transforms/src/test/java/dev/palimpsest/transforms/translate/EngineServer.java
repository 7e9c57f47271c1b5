package dev.palimpsest.transforms.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.palimpsest.io.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A translation server on loopback. It holds each request against the rules of the provider's API
 * description, then does what the script says next, or translates.
 */
final class EngineServer implements AutoCloseable {
  /** What to do with one request. */
  @FunctionalInterface
  interface Step {
    void answer(EngineServer server, HttpExchange exchange, Map<String, String> texts)
        throws IOException, InterruptedException;
  }

  private final Dialect dialect;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Step> script = new ArrayDeque<>();
  private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
  private final List<JsonNode> bodies = Collections.synchronizedList(new ArrayList<>());

  EngineServer(Dialect dialect, Step... steps) throws IOException {
    this.dialect = dialect;
    this.script.addAll(List.of(steps));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Requests for translations, in their order. */
  List<JsonNode> bodies() {
    return List.copyOf(bodies);
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      if (exchange.getRequestMethod().equals("GET")) {
        respond(exchange, 200, dialect.languages());
        return;
      }
      byte[] bytes = exchange.getRequestBody().readAllBytes();
      JsonNode body = Json.MAPPER.readTree(bytes);
      dialect.check(path, exchange.getRequestHeaders(), body, violations);
      bodies.add(body);
      Map<String, String> texts = dialect.texts(body);
      Step step;
      synchronized (script) {
        step = script.isEmpty() ? EngineServer::translate : script.remove();
      }
      step.answer(this, exchange, texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What this server makes of a text. */
  static String translated(String text) {
    return "Das ist " + text;
  }

  void translate(HttpExchange exchange, Map<String, String> texts) throws IOException {
    Map<String, String> answers = new LinkedHashMap<>();
    texts.forEach((id, text) -> answers.put(id, translated(text)));
    respond(exchange, 200, dialect.reply(answers));
  }

  static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static Step status(int status, String body) {
    return (server, exchange, texts) -> respond(exchange, status, body);
  }

  static Step retryAfter(int status, String value) {
    return (server, exchange, texts) -> {
      exchange.getResponseHeaders().set("Retry-After", value);
      respond(exchange, status, "{}");
    };
  }

  /** Answers when nobody waits any more. */
  static Step slow() {
    return (server, exchange, texts) -> {
      Thread.sleep(1_500);
      server.translate(exchange, texts);
    };
  }

  /** Promises more than it sends. */
  static Step cut() {
    return (server, exchange, texts) -> {
      exchange.sendResponseHeaders(200, 1_000);
      exchange.getResponseBody().write("{\"choices\":".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    };
  }

  static Step withoutLast() {
    return (server, exchange, texts) -> {
      Map<String, String> fewer = new LinkedHashMap<>();
      texts.forEach((id, text) -> fewer.put(id, translated(text)));
      fewer.remove(List.copyOf(texts.keySet()).get(texts.size() - 1));
      respond(exchange, 200, server.dialect.reply(fewer));
    };
  }

  static Step withExtra() {
    return (server, exchange, texts) -> {
      Map<String, String> more = new LinkedHashMap<>();
      texts.forEach((id, text) -> more.put(id, "falsch " + text));
      more.put("s999", "zu viel");
      respond(exchange, 200, server.dialect.reply(more));
    };
  }

  /** One text is answered so, the others as they should be. */
  static Step spoiling(String text, String answer) {
    return (server, exchange, texts) -> {
      Map<String, String> answers = new LinkedHashMap<>();
      texts.forEach((id, t) -> answers.put(id, t.equals(text) ? answer : translated(t)));
      respond(exchange, 200, server.dialect.reply(answers));
    };
  }

  /** Declines every request that has this text in it. */
  static Step refusing(String text) {
    return (server, exchange, texts) -> {
      if (texts.containsValue(text)) {
        respond(exchange, server.dialect.refusalStatus(), server.dialect.refusal());
      } else {
        server.translate(exchange, texts);
      }
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
