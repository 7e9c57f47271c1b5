package dev.palimpsest.io.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourceTest {
  private static final int MAX_BYTES = 1_000;

  @TempDir Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Duration> pauses = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private String base;
  private ImageSource source;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
    source = waiting(Duration.ofMinutes(1));
  }

  private ImageSource waiting(Duration timeout) {
    HttpImages http = new HttpImages(MAX_BYTES, true, timeout, pauses::add);
    return new ImageSource(MAX_BYTES, ImageReach.OWN_FILES, http);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    int count = requests.incrementAndGet();
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      switch (path) {
        case "/ok" -> send(exchange, 200, 10);
        case "/empty" -> exchange.sendResponseHeaders(200, -1);
        case "/large" -> send(exchange, 200, MAX_BYTES + 1);
        case "/endless" -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
              out.write(new byte[512]); // until the client hangs up
            }
          }
        }
        case "/stalls" -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          Thread.sleep(2_000);
        }
        case "/moved" -> redirect(exchange, "/ok");
        case "/loop" -> redirect(exchange, "/loop");
        case "/to-file" -> redirect(exchange, "file:///etc/hostname");
        case "/recovers" -> send(exchange, count < 3 ? 503 : 200, 10);
        case "/busy" -> send(exchange, 503, 10);
        case "/denied" -> send(exchange, 403, 10);
        default -> send(exchange, 404, 10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, int length) throws IOException {
    exchange.sendResponseHeaders(status, length);
    exchange.getResponseBody().write(new byte[length]);
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  private FailureCode codeOf(String uri) {
    return catchThrowableOfType(FailureException.class, () -> source.read(uri)).code();
  }

  @Test
  void readsFromServersAndFollowsRedirects() throws FailureException {
    assertThat(source.read(base + "/ok")).hasSize(10);
    assertThat(source.read(base + "/moved")).hasSize(10);
  }

  /** A worker makes new ones for every batch. */
  @Test
  void manySourcesShareTheirThreads() throws FailureException {
    new ImageSource(1_000, new ImageReach(true, true, List.of())).read(base + "/ok");
    long before = clientThreads();
    for (int i = 0; i < 5; i++) {
      new ImageSource(1_000, new ImageReach(true, true, List.of())).read(base + "/ok");
    }
    assertThat(clientThreads()).isEqualTo(before);
  }

  private static long clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("HttpClient-.*-SelectorManager"))
        .count();
  }

  @Test
  void givesEachRefusalItsCode() {
    assertThat(codeOf(base + "/none")).isEqualTo(FailureCode.IMAGE_NOT_FOUND);
    assertThat(codeOf(base + "/denied")).isEqualTo(FailureCode.ACCESS_DENIED);
    assertThat(codeOf(base + "/empty")).isEqualTo(FailureCode.EMPTY_IMAGE);
    assertThat(codeOf(base + "/to-file")).isEqualTo(FailureCode.FORBIDDEN_LOCATION);
    assertThat(codeOf("http://a b:x/")).isEqualTo(FailureCode.IMAGE_NOT_FOUND);
    assertThat(requests).as("none is tried again").hasValue(4);
    assertThat(codeOf(base + "/loop")).isEqualTo(FailureCode.IMAGE_NOT_FOUND);
  }

  @Test
  void stopsAtTheLimitAnnouncedOrNot() {
    assertThat(codeOf(base + "/large")).isEqualTo(FailureCode.IMAGE_TOO_LARGE);
    assertThat(codeOf(base + "/endless")).isEqualTo(FailureCode.IMAGE_TOO_LARGE);
  }

  @Test
  void triesPassingTroublesAgain() throws FailureException {
    assertThat(source.read(base + "/recovers")).hasSize(10);
    assertThat(requests).hasValue(3);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void givesUpOnLastingTroubles() {
    assertThat(codeOf(base + "/busy")).isEqualTo(FailureCode.IMAGE_UNAVAILABLE);
    assertThat(requests).hasValue(3);
    source = waiting(Duration.ofMillis(700));
    assertThat(codeOf(base + "/stalls")).isEqualTo(FailureCode.IMAGE_UNAVAILABLE);
    server.stop(0);
    assertThat(codeOf(base + "/ok")).isEqualTo(FailureCode.IMAGE_UNAVAILABLE);
  }

  @Test
  void privateHostsNeedLeave() {
    ImageSource strict = new ImageSource(MAX_BYTES, ImageReach.OWN_FILES);
    for (String host :
        List.of(
            base,
            "http://localhost",
            "http://10.1.2.3",
            "http://192.168.0.1",
            "http://169.254.169.254",
            "http://100.64.0.1",
            "http://[::1]",
            "http://[fd00::1]",
            "http://[::ffff:127.0.0.1]",
            "http://0.0.0.0")) {
      FailureException failure =
          catchThrowableOfType(FailureException.class, () -> strict.read(host + "/ok"));
      assertThat(failure.code()).as(host).isEqualTo(FailureCode.FORBIDDEN_LOCATION);
    }
    assertThat(requests).hasValue(0);
  }

  @Test
  void readsFiles() throws Exception {
    Path image = Files.write(folder.resolve("a.png"), new byte[MAX_BYTES]);
    assertThat(source.read(image.toString())).hasSize(MAX_BYTES);
    assertThat(source.read(image.toUri().toString())).hasSize(MAX_BYTES);
    Files.write(image, new byte[MAX_BYTES + 1]);
    assertThat(codeOf(image.toString())).isEqualTo(FailureCode.IMAGE_TOO_LARGE);
    Files.write(image, new byte[0]);
    assertThat(codeOf(image.toString())).isEqualTo(FailureCode.EMPTY_IMAGE);
    assertThat(codeOf(folder.resolve("none").toString())).isEqualTo(FailureCode.IMAGE_NOT_FOUND);
    assertThat(codeOf(folder.toString())).isEqualTo(FailureCode.IMAGE_NOT_FOUND);
    assertThat(codeOf("ftp://host/a.png")).isEqualTo(FailureCode.IMAGE_NOT_FOUND);
  }

  @Test
  void decodesInlineImages() throws FailureException {
    byte[] bytes = {-1, -2, -3, -4, 5};
    String raw = Base64.getEncoder().encodeToString(bytes);
    assertThat(source.decodeInline(raw)).isEqualTo(bytes);
    assertThat(source.decodeInline("data:image/png;base64," + raw)).isEqualTo(bytes);
    assertThat(source.decodeInline(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
        .isEqualTo(bytes);
    assertThat(inlineCode("%%%")).isEqualTo(FailureCode.INVALID_ROW);
    assertThat(inlineCode("data:image/png,abc")).isEqualTo(FailureCode.INVALID_ROW);
    assertThat(inlineCode("data:image/png;base64,")).isEqualTo(FailureCode.EMPTY_IMAGE);
    String large = Base64.getEncoder().encodeToString(new byte[MAX_BYTES + 1]);
    assertThat(inlineCode(large)).isEqualTo(FailureCode.IMAGE_TOO_LARGE);
  }

  private FailureCode inlineCode(String text) {
    return catchThrowableOfType(FailureException.class, () -> source.decodeInline(text)).code();
  }

  /** The JDK's client answers these with exceptions of all kinds; each once stopped a batch. */
  @Test
  void answersThatAreNoHttpAreThatImagesTrouble() throws Exception {
    for (String head :
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n",
            "HTTP/1.1 2OO OK\r\n\r\n",
            "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:70000/\r\nContent-Length: 0\r\n\r\n",
            "no HTTP at all\r\n\r\n")) {
      try (ServerSocket raw = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
        threads.execute(() -> answerAll(raw, head));
        String uri = "http://127.0.0.1:" + raw.getLocalPort() + "/x.png";
        FailureException failure =
            catchThrowableOfType(FailureException.class, () -> source.read(uri));
        assertThat(failure.code())
            .as(head)
            .isIn(FailureCode.IMAGE_UNAVAILABLE, FailureCode.IMAGE_NOT_FOUND);
        assertThat(source.stamp(uri)).as(head).isEmpty();
      }
    }
    assertThat(
            catchThrowableOfType(
                    FailureException.class, () -> source.read("http://127.0.0.1:70000/x.png"))
                .code())
        .isEqualTo(FailureCode.IMAGE_NOT_FOUND);
  }

  private void answerAll(ServerSocket server, String head) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getInputStream().read(new byte[1_000]);
        client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        pauses.add(Duration.ZERO); // the client is gone, or the test has closed the server
      }
    }
  }
}
