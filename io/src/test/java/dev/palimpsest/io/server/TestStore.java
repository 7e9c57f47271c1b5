package dev.palimpsest.io.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A place for files: a local folder, or a bucket of a server that is started when first asked. */
public final class TestStore {
  private static final String BUCKET = "palimpsest-test";
  private static final Map<Kind, TestStore> RUNNING = new EnumMap<>(Kind.class);

  /** Where files may be. */
  public enum Kind {
    LOCAL,
    GCS,
    S3
  }

  private final String base;
  private final List<String> options;
  private final Optional<Faults> faults;
  private final Downloads downloads;
  private final AutoCloseable server;

  private TestStore(
      String base,
      List<String> options,
      Optional<Faults> faults,
      Downloads downloads,
      AutoCloseable server) {
    this.base = base;
    this.options = options;
    this.faults = faults;
    this.downloads = downloads;
    this.server = server;
  }

  /** The store of this kind in this process. */
  public static synchronized TestStore of(Kind kind) throws IOException {
    TestStore store = RUNNING.get(kind);
    if (store == null) {
      store =
          switch (kind) {
            case LOCAL -> local();
            case GCS -> gcs();
            case S3 -> s3();
          };
      RUNNING.put(kind, store);
    }
    return store;
  }

  private static TestStore local() throws IOException {
    Path folder = Files.createTempDirectory("palimpsest-test");
    return new TestStore(
        folder.toString(), List.of(), Optional.empty(), new Downloads(), () -> deleteTree(folder));
  }

  static void deleteTree(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestStore gcs() throws IOException {
    GcsServer server = new GcsServer(0, 7, BUCKET);
    return new TestStore(
        "gs://" + BUCKET,
        List.of(
            "--gcsEndpoint=" + server.endpoint(),
            "--credentialFactoryClass="
                + "org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory",
            "--pathValidatorClass=org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator",
            "--project=demo"),
        Optional.of(server.faults()),
        server.downloads(),
        server);
  }

  private static TestStore s3() throws IOException {
    // The usual chain of credentials begins with these.
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    S3Server server = new S3Server(0, BUCKET);
    return new TestStore(
        "s3://" + BUCKET,
        List.of("--endpoint=" + server.endpoint(), "--awsRegion=us-east-1"),
        Optional.of(server.faults()),
        server.downloads(),
        server);
  }

  /** Stops every server. */
  public static synchronized void stopAll() {
    for (TestStore store : RUNNING.values()) {
      try {
        store.server.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    RUNNING.clear();
  }

  /** A new, empty place without a trailing slash. */
  public String root(String name) {
    return base + "/" + name + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** What a command needs to reach the store. */
  public List<String> options() {
    return options;
  }

  /** What goes wrong with the store's answers; a local disk has none. */
  public Optional<Faults> faults() {
    return faults;
  }

  /** Done once, after a client has opened a file and before it gets its content. */
  public void beforeNextDownload(Runnable action) {
    downloads.beforeNext(action);
  }

  /** How often files under a URI were read; always 0 on a local disk. */
  public int downloads(String uri) {
    return downloads.under(uri.replaceFirst("^[a-z0-9]+://", ""));
  }
}
