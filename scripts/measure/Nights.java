import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Night after night over one library on a web server that counts what is downloaded. Each night is
 * a process of its own; its outcomes and downloads must be exactly what has changed.
 *
 * <p>Arguments: {@code CATALOG OUT IMAGES [--option=value …]}.
 */
final class Nights {
  private static final int CHANGED = 3;
  private static final String TERM = "free";

  private final Path out;
  private final List<String> options;
  private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();
  private final AtomicInteger downloads = new AtomicInteger();
  private HttpServer server;
  private int night;
  private double firstSeconds;
  private boolean isRight = true;

  private Nights(Path out, List<String> options) {
    this.out = out;
    this.options = options;
  }

  public static void main(String[] args) throws Exception {
    Nights nights = new Nights(Path.of(args[1]), List.of(args).subList(3, args.length));
    int images = Integer.parseInt(args[2]);
    nights.serve();
    try {
      nights.run(new Library(Path.of(args[0])), images);
    } finally {
      nights.server.stop(0);
    }
    System.exit(nights.isRight ? 0 : 1);
  }

  private void run(Library library, int images) throws Exception {
    for (int i = 0; i < images; i++) {
      pictures.put("image-" + i, library.picture(i, 0));
    }
    System.out.printf(
        "%-22s %9s %7s  %-45s %9s%n", "night", "seconds", "faster", "outcomes", "downloads");
    localize("all new", "de,fr", Map.of("fresh", 2 * images), images);
    localize("nothing changed", "de,fr", Map.of("carried_over", 2 * images), 0);

    for (int i = 0; i < CHANGED; i++) {
      pictures.put("image-" + i, library.picture(i, 1));
    }
    localize(
        CHANGED + " images changed",
        "de,fr",
        Map.of("fresh", 2 * CHANGED, "carried_over", 2 * (images - CHANGED)),
        CHANGED);
    localize(
        "a language more",
        "de,fr,it",
        Map.of("retranslated", images, "carried_over", 2 * images),
        0);

    Path glossary = out.resolve("glossary.csv");
    Files.writeString(glossary, "source,target,language\n" + TERM + ",gratuit,fr\n");
    int with = imagesWithTerm();
    localize(
        "a glossary term more",
        "de,fr,it",
        Map.of("retranslated", with, "carried_over", 3 * images - with),
        0,
        "--glossary=" + glossary);

    Path fonts = Files.createDirectories(out.resolve("fonts"));
    try (Stream<Path> noto = Files.list(Path.of("/usr/share/fonts/truetype/noto"))) {
      Path face = noto.filter(f -> f.endsWith("NotoSerif-Regular.ttf")).findFirst().orElseThrow();
      Files.copy(face, fonts.resolve("face.ttf"));
    }
    localize(
        "a font more",
        "de,fr,it",
        Map.of("redrawn", 3 * images),
        0,
        "--glossary=" + glossary,
        "--fonts=" + fonts);
  }

  /** Images on which the term stands as a word, from the last night's result lines. */
  private int imagesWithTerm() throws IOException {
    int images = 0;
    try (Stream<Path> files = Files.list(out.resolve("root/batches/night-" + night))) {
      for (Path file : files.filter(f -> f.toString().contains("results-")).toList()) {
        for (String line : Files.readAllLines(file)) {
          boolean stands = false;
          for (JsonNode region : new ObjectMapper().readTree(line).at("/outputs/fr/regions")) {
            stands |=
                !region.path("status").asText().equals("kept")
                    && region
                        .path("original_text")
                        .asText()
                        .matches("(?is).*\\b" + TERM + "\\b.*");
          }
          images += stands ? 1 : 0;
        }
      }
    }
    return images;
  }

  private void localize(
      String name, String languages, Map<String, Integer> expected, int downloaded, String... more)
      throws Exception {
    List<String> rows = new ArrayList<>();
    for (String id : new TreeMap<>(pictures).keySet()) {
      rows.add(
          "{\"image\":\"http://127.0.0.1:%d/%s\",\"image_id\":\"%s\"}"
              .formatted(server.getAddress().getPort(), id, id));
    }
    String batchId = "night-" + ++night;
    List<String> command =
        new ArrayList<>(
            List.of(
                "scripts/palimpsest",
                "localize",
                "--manifest=" + Files.write(out.resolve("manifest.jsonl"), rows),
                "--output=" + out.resolve("root"),
                "--targetLanguages=" + languages,
                "--allowPrivateHosts",
                "--translator=pseudo",
                "--batchId=" + batchId));
    command.addAll(List.of(more));
    command.addAll(options);
    downloads.set(0);
    long start = System.nanoTime();
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File(out.toFile(), batchId + ".log"))
        .start()
        .waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    firstSeconds = night == 1 ? seconds : firstSeconds;
    JsonNode record =
        new ObjectMapper()
            .readTree(out.resolve("root/batches/" + batchId + "/status.json").toFile());
    Map<String, Integer> outcomes = new TreeMap<>();
    record.path("outcomes").fields().forEachRemaining(e -> outcomes.put(e.getKey(), e.getValue().asInt()));
    boolean asExpected = outcomes.equals(expected) && downloads.get() == downloaded;
    isRight &= asExpected;
    System.out.printf(
        "%-22s %9.1f %6.1fx  %-45s %9d%s%n",
        name,
        seconds,
        firstSeconds / seconds,
        outcomes,
        downloads.get(),
        asExpected ? "" : "  WRONG, should be " + new TreeMap<>(expected) + ", " + downloaded);
  }

  private void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool(Nights::daemon));
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = pictures.get(exchange.getRequestURI().getPath().substring(1));
          exchange.getResponseHeaders().set("ETag", "\"" + java.util.Arrays.hashCode(bytes) + '"');
          if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(200, -1);
          } else {
            downloads.incrementAndGet();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }
}
