package dev.palimpsest.io.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Adobe's S3Mock in a process of its own, behind a proxy that lets requests go wrong. The jar is
 * found on the class path.
 */
public final class S3Server implements AutoCloseable {
  private static final Set<String> OWN_HEADERS =
      Set.of("connection", "host", "content-length", "expect", "upgrade", "transfer-encoding");
  private static final Duration START = Duration.ofSeconds(90);

  private final Path folder = Files.createTempDirectory("palimpsest-s3mock");
  private final Process process;
  private final int backPort;
  private final HttpServer proxy;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Faults faults = new Faults();

  /** S3 compares and writes at once, and is never read half written; the mock only undisturbed. */
  private final ReadWriteLock atomicity = new ReentrantReadWriteLock();

  private final Downloads downloads = new Downloads();

  /**
   * Starts both and waits until they answer.
   *
   * @param port 0 for any that is free
   */
  public S3Server(int port, String... buckets) throws IOException {
    backPort = freePort();
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-jar",
                jar(),
                "--server.address=127.0.0.1",
                "--server.port=" + freePort(),
                "--com.adobe.testing.s3mock.httpPort=" + backPort,
                "--com.adobe.testing.s3mock.store.initial-buckets=" + String.join(",", buckets))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    awaitStart();
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    proxy.createContext("/", this::handle);
    proxy.setExecutor(threads);
    proxy.start();
  }

  /** Serves until killed: {@code S3Server PORT FAULT_EVERY BUCKET...}. */
  public static void main(String[] args) throws IOException {
    S3Server server =
        new S3Server(Integer.parseInt(args[0]), Arrays.copyOfRange(args, 2, args.length));
    server.faults.every(Integer.parseInt(args[1]));
    System.out.println(server.endpoint());
  }

  private static String jar() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Path.of(entry).getFileName().toString().matches("s3mock-.*-exec\\.jar"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("s3mock is not on the class path"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    URI uri = URI.create("http://127.0.0.1:%d/".formatted(backPort));
    while (true) {
      try {
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          process.destroyForcibly();
          throw new IOException("s3mock does not start", e);
        }
        pause();
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException(e);
  }

  /** For {@code --endpoint}. */
  public String endpoint() {
    return "http://127.0.0.1:" + proxy.getAddress().getPort();
  }

  public Faults faults() {
    return faults;
  }

  Downloads downloads() {
    return downloads;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getRawPath();
    Optional<Faults.Fault> fault = faults.next(exchange.getRequestMethod() + " " + path);
    if (fault.equals(Optional.of(Faults.Fault.CUT_BEFORE))) {
      exchange.close();
    } else if (fault.equals(Optional.of(Faults.Fault.TOO_MANY_REQUESTS))) {
      error(429, "TooManyRequests").send(exchange, Optional.empty());
    } else if (fault.equals(Optional.of(Faults.Fault.UNAVAILABLE))) {
      error(503, "SlowDown").send(exchange, Optional.empty());
    } else {
      boolean reads = List.of("GET", "HEAD").contains(exchange.getRequestMethod());
      if (exchange.getRequestMethod().equals("GET")) {
        downloads.count(path.substring(1));
      }
      Lock lock = reads ? atomicity.readLock() : atomicity.writeLock();
      lock.lock();
      try {
        forward(exchange, body, fault);
      } finally {
        lock.unlock();
      }
    }
  }

  private void forward(HttpExchange exchange, byte[] body, Optional<Faults.Fault> fault)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(backPort, exchange.getRequestURI())))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      Map<String, String> headers = new LinkedHashMap<>();
      for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
        boolean length = header.getKey().equalsIgnoreCase("content-length");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (length ? head : !OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
          headers.put(header.getKey(), header.getValue().get(0));
        }
      }
      new Answer(response.statusCode(), headers, response.body()).send(exchange, fault);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Answer error(int status, String code) {
    return new Answer(
        status,
        Map.of("Content-Type", "application/xml"),
        "<Error><Code>%s</Code><Message>injected</Message></Error>"
            .formatted(code)
            .getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    proxy.stop(0);
    threads.shutdownNow();
    process.destroyForcibly().onExit().join();
    TestStore.deleteTree(folder);
  }
}
