package dev.palimpsest.io.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.server.GcsObjects.PreconditionFailed;
import dev.palimpsest.io.server.GcsObjects.Stored;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Google Cloud Storage's JSON API in memory, as far as Beam and Google's client use it: uploads of
 * all three kinds, ranged downloads, listing in pages, copies, deletes, batches, and preconditions
 * on generations.
 */
public final class GcsServer implements AutoCloseable {
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:(\\d+)-(\\d+|\\*)|\\*)/(\\d+|\\*)");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final int INCOMPLETE = 308;

  static {
    // Else each small answer waits for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final GcsObjects objects;
  private final Faults faults = new Faults();
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final Downloads downloads = new Downloads();

  @SuppressWarnings("ArrayRecordComponent")
  private record Upload(
      String bucket,
      JsonNode metadata,
      Map<String, String> query,
      ByteArrayOutputStream received,
      Answer[] finished) {}

  /** One request, by itself or inside a batch. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Request(String method, URI uri, Headers headers, byte[] body) {
    Map<String, String> query() {
      Map<String, String> query = new LinkedHashMap<>();
      String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
        }
      }
      return query;
    }

    JsonNode json() throws IOException {
      return body.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
    }
  }

  /**
   * Starts the server.
   *
   * @param port 0 for any that is free
   * @param pageSize most objects in one answer to a listing
   */
  public GcsServer(int port, int pageSize, String... buckets) throws IOException {
    objects = new GcsObjects(pageSize, List.of(buckets));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Serves until killed: {@code GcsServer PORT FAULT_EVERY BUCKET...}. */
  public static void main(String[] args) throws IOException {
    GcsServer server =
        new GcsServer(Integer.parseInt(args[0]), 1_000, Arrays.copyOfRange(args, 2, args.length));
    server.faults.every(Integer.parseInt(args[1]));
    System.out.println(server.endpoint());
  }

  /** For {@code --gcsEndpoint}. */
  public String endpoint() {
    return "http://127.0.0.1:%d/storage/v1/".formatted(server.getAddress().getPort());
  }

  public Faults faults() {
    return faults;
  }

  Downloads downloads() {
    return downloads;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getRawPath();
    Optional<Faults.Fault> fault = faults.next(exchange.getRequestMethod() + " " + path);
    if (fault.equals(Optional.of(Faults.Fault.CUT_BEFORE))) {
      exchange.close();
      return;
    }
    if (fault.equals(Optional.of(Faults.Fault.TOO_MANY_REQUESTS))) {
      error(429, "rateLimitExceeded").send(exchange, Optional.empty());
      return;
    }
    if (fault.equals(Optional.of(Faults.Fault.UNAVAILABLE))) {
      error(503, "backendError").send(exchange, Optional.empty());
      return;
    }
    Headers headers = exchange.getRequestHeaders();
    if ("gzip".equals(headers.getFirst("Content-Encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    Request request =
        new Request(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
    safely(request).send(exchange, fault);
  }

  private Answer safely(Request request) {
    try {
      return answer(request);
    } catch (PreconditionFailed e) {
      return error(412, "conditionNotMet");
    } catch (IOException | RuntimeException e) {
      return error(400, String.valueOf(e));
    }
  }

  private Answer answer(Request request) throws IOException {
    String path = request.uri().getRawPath().replaceFirst("^/+", "/");
    if (path.startsWith("/batch/")) {
      return batch(request);
    }
    if (path.startsWith("/upload/storage/v1/b/")) {
      return upload(request, decoded(path.split("/", -1)[5]));
    }
    String[] words = path.replaceFirst("^/download", "").split("/", -1);
    for (int i = 0; i < words.length; i++) {
      words[i] = decoded(words[i]);
    }
    // "", storage, v1, b, BUCKET, o, OBJECT, rewriteTo, b, BUCKET, o, OBJECT
    return switch (words.length) {
      case 5 -> objects.hasBucket(words[4]) ? Answer.json(200, "{}") : notFound();
      case 6 -> list(words[4], request.query());
      case 7 -> object(request, words[4], words[6]);
      case 12 -> copy(request, words);
      default -> notFound();
    };
  }

  private Answer list(String bucket, Map<String, String> query) {
    if (!objects.hasBucket(bucket)) {
      return notFound();
    }
    GcsObjects.Page page =
        objects.list(
            bucket,
            query.getOrDefault("prefix", ""),
            query.getOrDefault("delimiter", ""),
            query.getOrDefault("pageToken", ""),
            Integer.parseInt(query.getOrDefault("maxResults", "1000")));
    ObjectNode json = Json.MAPPER.createObjectNode().put("kind", "storage#objects");
    ArrayNode items = json.putArray("items");
    page.items().forEach(stored -> items.add(stored.json()));
    ArrayNode prefixes = json.putArray("prefixes");
    page.prefixes().forEach(prefixes::add);
    page.next().ifPresent(next -> json.put("nextPageToken", next));
    return Answer.json(200, json.toString());
  }

  private Answer object(Request request, String bucket, String name) {
    Map<String, String> query = request.query();
    if ("media".equals(query.get("alt"))) {
      downloads.begin();
    }
    Optional<Stored> stored = objects.get(bucket, name);
    if (stored.isEmpty()
        || (query.containsKey("generation")
            && !query.get("generation").equals(String.valueOf(stored.get().generation())))) {
      return notFound();
    }
    if (request.method().equals("DELETE")) {
      return objects.delete(bucket, name, query.get("ifGenerationMatch"))
          ? new Answer(204, Map.of(), new byte[0])
          : notFound();
    }
    return "media".equals(query.get("alt"))
        ? media(stored.get(), request.headers().getFirst("Range"))
        : Answer.json(200, stored.get().json().toString());
  }

  private Answer media(Stored stored, String range) {
    byte[] content = stored.content();
    downloads.count(stored.bucket() + "/" + stored.name());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", stored.contentType());
    headers.put("ETag", stored.etag());
    headers.put("x-goog-generation", String.valueOf(stored.generation()));
    headers.put("x-goog-stored-content-length", String.valueOf(content.length));
    headers.put("x-goog-hash", "crc32c=" + stored.crc32c() + ",md5=" + stored.md5());
    Matcher asked = RANGE.matcher(range == null ? "" : range);
    if (!asked.matches()) {
      return new Answer(200, headers, content);
    }
    int from =
        asked.group(1).isEmpty()
            ? Math.max(0, content.length - Integer.parseInt(asked.group(2)))
            : Integer.parseInt(asked.group(1));
    int to =
        asked.group(1).isEmpty() || asked.group(2).isEmpty()
            ? content.length
            : (int) Math.min(content.length, Long.parseLong(asked.group(2)) + 1);
    if (from >= content.length) {
      return error(416, "requestedRangeNotSatisfiable");
    }
    headers.put("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, content.length));
    return new Answer(206, headers, Arrays.copyOfRange(content, from, to));
  }

  private Answer copy(Request request, String[] words) {
    Optional<Stored> source = objects.get(words[4], words[6]);
    if (source.isEmpty()) {
      return notFound();
    }
    Stored from = source.get();
    Stored made =
        objects.put(
            words[9],
            words[11],
            from.content(),
            from.contentType(),
            from.metadata(),
            request.query().get("ifGenerationMatch"));
    if (words[7].equals("copyTo")) {
      return Answer.json(200, made.json().toString());
    }
    ObjectNode json = Json.MAPPER.createObjectNode().put("kind", "storage#rewriteResponse");
    json.put("done", true).put("objectSize", String.valueOf(from.content().length));
    json.put("totalBytesRewritten", String.valueOf(from.content().length));
    json.set("resource", made.json());
    return Answer.json(200, json.toString());
  }

  private Answer upload(Request request, String bucket) throws IOException {
    Map<String, String> query = request.query();
    if (!objects.hasBucket(bucket)) {
      return notFound();
    }
    if (query.containsKey("upload_id")) {
      return resume(request, uploads.get(query.get("upload_id")));
    }
    return switch (query.getOrDefault("uploadType", "media")) {
      case "resumable" -> {
        String id = UUID.randomUUID().toString();
        uploads.put(
            id,
            new Upload(bucket, request.json(), query, new ByteArrayOutputStream(), new Answer[1]));
        String location =
            "http://127.0.0.1:%d/upload/storage/v1/b/%s/o?uploadType=resumable&upload_id=%s"
                .formatted(server.getAddress().getPort(), bucket, id);
        yield new Answer(200, Map.of("Location", location), new byte[0]);
      }
      case "multipart" -> {
        List<byte[]> parts = Multipart.parts(request.headers(), request.body());
        JsonNode metadata = Json.MAPPER.readTree(Multipart.content(parts.get(0)));
        yield made(bucket, metadata, query, Multipart.content(parts.get(1)));
      }
      default -> made(bucket, Json.MAPPER.createObjectNode(), query, request.body());
    };
  }

  private Answer made(String bucket, JsonNode metadata, Map<String, String> query, byte[] content) {
    Map<String, String> own = new LinkedHashMap<>();
    metadata
        .path("metadata")
        .fields()
        .forEachRemaining(e -> own.put(e.getKey(), e.getValue().asText()));
    Stored stored =
        objects.put(
            bucket,
            query.getOrDefault("name", metadata.path("name").asText()),
            content,
            metadata.path("contentType").asText("application/octet-stream"),
            own,
            query.get("ifGenerationMatch"));
    return Answer.json(200, stored.json().toString());
  }

  private Answer resume(Request request, Upload upload) {
    if (upload == null) {
      return notFound();
    }
    synchronized (upload) {
      if (upload.finished()[0] != null) {
        return upload.finished()[0];
      }
      Matcher range =
          CONTENT_RANGE.matcher(
              Optional.ofNullable(request.headers().getFirst("Content-Range"))
                  .orElse("bytes 0-*/" + request.body().length));
      if (!range.matches()) {
        return error(400, "badContentRange");
      }
      ByteArrayOutputStream received = upload.received();
      if (range.group(1) != null) {
        int known = received.size() - Integer.parseInt(range.group(1));
        if (known < 0) {
          return error(400, "gap");
        }
        byte[] body = request.body();
        received.write(body, Math.min(known, body.length), Math.max(0, body.length - known));
      }
      if (range.group(3).equals(String.valueOf(received.size()))) {
        upload.finished()[0] =
            made(upload.bucket(), upload.metadata(), upload.query(), received.toByteArray());
        return upload.finished()[0];
      }
      return new Answer(
          INCOMPLETE,
          received.size() == 0 ? Map.of() : Map.of("Range", "bytes=0-" + (received.size() - 1)),
          new byte[0]);
    }
  }

  /** Each part is a request; answers come in the same order. */
  private Answer batch(Request request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : Multipart.parts(request.headers(), request.body())) {
      byte[] inner = Multipart.content(part);
      String[] lines =
          new String(inner, StandardCharsets.UTF_8).split("\r\n\r\n", 2)[0].split("\r\n", -1);
      String[] requestLine = lines[0].split(" ", -1);
      Optional<Faults.Fault> fault = faults.next(requestLine[0] + " " + requestLine[1]);
      Answer answer =
          fault.isPresent()
              ? error(503, "backendError")
              : safely(
                  new Request(
                      requestLine[0],
                      URI.create(requestLine[1]),
                      new Headers(),
                      Multipart.content(inner)));
      String head =
          "--answers\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 %d X\r\n"
                  .formatted(answer.status())
              + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                  .formatted(answer.body().length);
      out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      out.writeBytes(answer.body());
      out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes("--answers--\r\n".getBytes(StandardCharsets.UTF_8));
    return new Answer(
        200, Map.of("Content-Type", "multipart/mixed; boundary=answers"), out.toByteArray());
  }

  private static String decoded(String word) {
    return java.net.URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Answer notFound() {
    return error(404, "notFound");
  }

  private static Answer error(int status, String reason) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ObjectNode error = json.putObject("error").put("code", status).put("message", reason);
    error.putArray("errors").addObject().put("domain", "global").put("reason", reason);
    return Answer.json(status, json.toString());
  }
}
