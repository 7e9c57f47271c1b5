package dev.palimpsest.pipeline.localize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.palimpsest.io.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenAI-compatible server on loopback that counts what it is asked. */
final class ChatServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Integer> requestsByTarget = new ConcurrentHashMap<>();
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final Map<String, Integer> keys = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();
  private volatile int answersLeft = Integer.MAX_VALUE;
  private volatile Runnable afterThat;

  ChatServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** From now on every request is refused after so many answers, as with a bill unpaid. */
  void answerOnly(int more) {
    answersLeft = more;
    answers.set(0);
    afterThat = null;
  }

  /** After so many answers something happens, and the request that comes then gets none. */
  void answerOnly(int more, Runnable then) {
    answersLeft = more;
    answers.set(0);
    afterThat = then;
  }

  /** Requests by the language that the model is told to translate to. */
  Map<String, Integer> requestsByTarget() {
    return new TreeMap<>(requestsByTarget);
  }

  /** How often each text was answered, by target and text. */
  Map<String, Integer> asked() {
    return new TreeMap<>(asked);
  }

  Map<String, Integer> keys() {
    return new TreeMap<>(keys);
  }

  int mostUnderWay() {
    return mostUnderWay.get();
  }

  private void handle(HttpExchange exchange) {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try (exchange) {
      JsonNode body = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
      keys.merge(
          String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), 1, Integer::sum);
      if (answers.incrementAndGet() > answersLeft) {
        if (afterThat != null) {
          afterThat.run();
          return;
        }
        respond(exchange, 402, "{\"error\":\"insufficient balance\"}");
        return;
      }
      String system = body.at("/messages/0/content").asText();
      String target = system.replaceFirst("(?s).*Translate from .* \\(([\\w-]+)\\)\\.\n.*", "$1");
      requestsByTarget.merge(target, 1, Integer::sum);
      ObjectNode root = Json.MAPPER.createObjectNode();
      ArrayNode list = root.putArray("translations");
      for (JsonNode item :
          Json.MAPPER.readTree(body.at("/messages/1/content").asText()).path("texts")) {
        String text = item.path("text").asText();
        asked.merge(target + " " + text, 1, Integer::sum);
        list.addObject()
            .put("id", item.path("id").asText())
            .put("text", (target.equals("ar") ? "نص " : "le ") + text);
      }
      respond(exchange, 200, chat(Json.write(root)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private static String chat(String content) {
    Map<String, Object> message = Map.of("role", "assistant", "content", content);
    return Json.write(
        Map.of(
            "id",
            "c1",
            "model",
            "m",
            "choices",
            List.of(Map.of("index", 0, "message", message, "finish_reason", "stop")),
            "usage",
            Map.of("prompt_tokens", 1, "completion_tokens", 1, "total_tokens", 2)));
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
