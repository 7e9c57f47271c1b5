package dev.palimpsest.io.storage;

import com.google.api.client.http.HttpResponseException;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.CreateOptions.StandardCreateOptions;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.joda.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Files on local disks and object stores by URI: a plain path, {@code file:}, {@code gs://}, {@code
 * s3://}.
 *
 * <p>Local files go through {@code java.nio} (atomic moves, names with glob characters), all others
 * through Beam's {@link FileSystems}, whose options must have been set by {@link ObjectStores} or a
 * runner. Writes that must not cross another one's are those of {@link SharedFile}.
 */
public final class Storage {
  private static final FluentBackoff RETRIES =
      FluentBackoff.DEFAULT.withMaxRetries(4).withInitialBackoff(Duration.millis(200));

  /** Of one file, while one reader tries to open it. */
  private static final int MOST_REPLACEMENTS = 10;

  private Storage() {}

  /**
   * A file that exists.
   *
   * @param lastModified the epoch if the store does not tell
   * @param checksum the store's hash of the content (MD5 or ETag); empty where it tells none, as on
   *     local disks and in S3's listings
   */
  public record FileInfo(String uri, long sizeBytes, Instant lastModified, String checksum) {}

  /** The file has more bytes than the caller accepts. */
  public static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException(String uri, long maxBytes) {
      super(uri + " has more than " + maxBytes + " bytes");
    }
  }

  /**
   * The whole content.
   *
   * @throws FileNotFoundException if there is no such file
   * @throws TooLargeException if it has more than {@code maxBytes} bytes
   */
  public static byte[] read(String uri, long maxBytes) throws IOException {
    return localPath(uri).isPresent()
        ? readOnce(uri, maxBytes)
        : onStore(uri, () -> readOnce(uri, maxBytes));
  }

  /**
   * The whole content of a file that others write over meanwhile. On Google Cloud Storage a reader
   * is bound to the generation that it opened, and is told that there is no file when that has been
   * replaced before the first byte.
   *
   * @throws FileNotFoundException if there is no such file
   */
  public static byte[] readShared(String uri, long maxBytes) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return read(uri, maxBytes);
      } catch (FileNotFoundException e) {
        if (attempt == MOST_REPLACEMENTS || !exists(uri)) {
          throw e;
        }
      }
    }
  }

  private static byte[] readOnce(String uri, long maxBytes) throws IOException {
    try (InputStream in = open(uri)) {
      byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, maxBytes + 1));
      if (bytes.length > maxBytes) {
        throw new TooLargeException(uri, maxBytes);
      }
      return bytes;
    }
  }

  /**
   * The content as a stream, which the caller closes.
   *
   * @throws FileNotFoundException if there is no such file
   */
  public static InputStream open(String uri) throws IOException {
    Optional<Path> path = localPath(uri);
    if (path.isEmpty()) {
      return onStore(
          uri,
          () ->
              new TranslatingStream(uri, Channels.newInputStream(FileSystems.open(resource(uri)))));
    }
    try {
      if (Files.isDirectory(path.get())) {
        throw new FileNotFoundException(uri + " is a folder");
      }
      return Files.newInputStream(path.get());
    } catch (NoSuchFileException e) {
      throw (IOException) new FileNotFoundException(uri).initCause(e);
    }
  }

  public static boolean exists(String uri) throws IOException {
    return info(uri).isPresent();
  }

  /** Size and time of one file; empty if there is no such file. */
  public static Optional<FileInfo> info(String uri) throws IOException {
    Optional<Path> path = localPath(uri);
    if (path.isPresent()) {
      if (!Files.isRegularFile(path.get())) {
        return Optional.empty();
      }
      BasicFileAttributes attributes = Files.readAttributes(path.get(), BasicFileAttributes.class);
      return Optional.of(
          new FileInfo(uri, attributes.size(), attributes.lastModifiedTime().toInstant(), ""));
    }
    return match(uri).stream().map(Storage::toInfo).findFirst();
  }

  /**
   * Writes a file, over an older one of that name; folders are made as needed. Readers see the old
   * content, none, or all of the new. Writing the same again changes nothing.
   */
  public static void write(String uri, byte[] content, String mediaType) throws IOException {
    Optional<Path> path = localPath(uri);
    if (path.isEmpty()) {
      put(uri, content, mediaType);
      return;
    }
    Path temporary = writeBeside(path.get(), content);
    try {
      Files.move(
          temporary,
          path.get(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The files a glob matches ({@code *}, {@code **}, {@code ?}), by URI; none is no error. */
  public static List<FileInfo> list(String glob) throws IOException {
    return match(glob).stream()
        .map(Storage::toInfo)
        .sorted(Comparator.comparing(FileInfo::uri))
        .toList();
  }

  /**
   * All files under a folder or prefix, at any depth, by URI; none is no error.
   *
   * @param folder with or without a trailing slash; may have glob characters if it is local
   */
  public static List<FileInfo> listFolder(String folder) throws IOException {
    Optional<Path> path = localPath(folder);
    if (path.isEmpty()) {
      return list(folder.replaceFirst("/+$", "") + "/**");
    }
    List<FileInfo> files = new ArrayList<>();
    try (Stream<Path> found = Files.walk(path.get())) {
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        info(file.toString()).ifPresent(files::add);
      }
    }
    return files;
  }

  /** Removes a file; none is no error. */
  public static void delete(String uri) throws IOException {
    delete(List.of(uri));
  }

  /** Removes the files a glob matches; on object stores many with one request. */
  public static void deleteAll(String glob) throws IOException {
    delete(list(glob).stream().map(FileInfo::uri).toList());
  }

  private static void delete(List<String> uris) throws IOException {
    List<ResourceId> remote = new ArrayList<>();
    for (String uri : uris) {
      Optional<Path> path = localPath(uri);
      if (path.isPresent()) {
        Files.deleteIfExists(path.get());
      } else {
        remote.add(resource(uri));
      }
    }
    if (!remote.isEmpty()) {
      onStore(
          uris.get(0),
          () -> {
            // Both stores pass over missing files; Beam's option to do so asks for each one first.
            FileSystems.delete(remote);
            return null;
          });
    }
  }

  /** The path of a local file; empty for a URI of an object store. */
  public static Optional<Path> localPath(String uri) {
    if (uri.startsWith("file:")) {
      String path = uri.indexOf('%') < 0 ? uri.substring(5) : URI.create(uri).getPath();
      return Optional.of(Path.of(path.replaceFirst("^/+", "/")));
    }
    return hasScheme(uri) ? Optional.empty() : Optional.of(Path.of(uri));
  }

  /** Whether this is a URI such as {@code gs://bucket/name} and no plain path. */
  public static boolean hasScheme(String uri) {
    return uri.matches("(?s)[A-Za-z][A-Za-z0-9+.-]+:.*");
  }

  /** A new file in the folder of another, to be moved or linked into its place. */
  static Path writeBeside(Path target, byte[] content) throws IOException {
    Path absolute = target.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path temporary =
        absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
    return Files.write(temporary, content, StandardOpenOption.CREATE_NEW);
  }

  private static void put(String uri, byte[] content, String mediaType) throws IOException {
    try {
      onStore(uri, () -> upload(uri, content, mediaType));
    } catch (FileNotFoundException e) {
      // The answer to the end of an upload was lost: asked again, some stores know it no more.
      if (info(uri).filter(file -> file.sizeBytes() == content.length).isEmpty()) {
        throw e;
      }
    }
  }

  private static Void upload(String uri, byte[] content, String mediaType) throws IOException {
    StandardCreateOptions options = StandardCreateOptions.builder().setMimeType(mediaType).build();
    // An object appears when its stream is closed; a stream that failed must not be closed as done.
    OutputStream out = Channels.newOutputStream(FileSystems.create(resource(uri), options));
    out.write(content);
    out.close();
    return null;
  }

  private static ResourceId resource(String uri) {
    return FileSystems.matchNewResource(uri, false);
  }

  private static List<Metadata> match(String glob) throws IOException {
    return onStore(
        glob,
        () -> {
          MatchResult result = FileSystems.match(glob, EmptyMatchTreatment.ALLOW);
          return result.status() == MatchResult.Status.NOT_FOUND ? List.of() : result.metadata();
        });
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  /**
   * Asks once more, a few times, where the clients' own retries do not reach: answers that break
   * off in the middle, and single parts of a batch that are refused. Every call here may run twice.
   */
  private static <T> T onStore(String uri, Call<T> call) throws IOException {
    BackOff pauses = RETRIES.backoff();
    while (true) {
      try {
        return translating(uri, call);
      } catch (FileNotFoundException | AccessDeniedException | TooLargeException e) {
        throw e;
      } catch (IOException e) {
        if (clientGaveUp(e)) {
          throw e;
        }
        pauseOrThrow(pauses, e);
      }
    }
  }

  /**
   * Whether a client that repeats requests by itself has had its last attempt. Of two plain writes
   * of one object at the same moment Beam's Google client refuses one, which must be repeated.
   */
  private static boolean clientGaveUp(IOException e) {
    return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof SdkException
                    || (cause instanceof HttpResponseException answer
                        && answer.getStatusCode() != HttpURLConnection.HTTP_PRECON_FAILED));
  }

  private static void pauseOrThrow(BackOff pauses, IOException e) throws IOException {
    try {
      if (!BackOffUtils.next(Sleeper.DEFAULT, pauses)) {
        throw e;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw e;
    }
  }

  /** The S3 client tells trouble by unchecked exceptions, which Beam passes on or wraps. */
  private static <T> T translating(String uri, Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (SdkException e) {
      throw S3Clients.translated(uri, e);
    } catch (IOException e) {
      throw e.getCause() instanceof SdkException cause ? S3Clients.translated(uri, cause) : e;
    }
  }

  private static final class TranslatingStream extends FilterInputStream {
    private final String uri;

    private TranslatingStream(String uri, InputStream in) {
      super(in);
      this.uri = uri;
    }

    @Override
    public int read() throws IOException {
      return translating(uri, in::read);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return translating(uri, () -> in.read(buffer, offset, length));
    }
  }

  private static FileInfo toInfo(Metadata metadata) {
    return new FileInfo(
        metadata.resourceId().toString(),
        metadata.sizeBytes(),
        Instant.ofEpochMilli(metadata.lastModifiedMillis()),
        metadata.checksum() == null ? "" : metadata.checksum());
  }
}
