package dev.palimpsest.io.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.CreateOptions.StandardCreateOptions;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Files on local disks and object stores by URI: a plain path, {@code file:}, {@code gs://}, {@code
 * s3://}.
 *
 * <p>Local files go through {@code java.nio} (atomic moves, names with glob characters), all others
 * through Beam's {@link FileSystems}, whose options must have been set as the runners do.
 */
public final class Storage {
  private Storage() {}

  /**
   * A file that exists.
   *
   * @param lastModified the epoch if the store does not tell
   */
  public record FileInfo(String uri, long sizeBytes, Instant lastModified) {}

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
      return Channels.newInputStream(FileSystems.open(resource(uri)));
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
          new FileInfo(uri, attributes.size(), attributes.lastModifiedTime().toInstant()));
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

  /**
   * Writes a file unless one of that name exists. On local disks exactly one of several callers at
   * the same moment wins; on object stores the check and the write are two steps.
   *
   * @return whether this call made the file
   */
  public static boolean writeIfAbsent(String uri, byte[] content, String mediaType)
      throws IOException {
    Optional<Path> path = localPath(uri);
    if (path.isEmpty()) {
      if (exists(uri)) {
        return false;
      }
      put(uri, content, mediaType);
      return true;
    }
    Path temporary = writeBeside(path.get(), content);
    try {
      // A hard link appears with its whole content, and never over an existing name.
      Files.createLink(path.get(), temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
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

  /** Removes a file; none is no error. */
  public static void delete(String uri) throws IOException {
    Optional<Path> path = localPath(uri);
    if (path.isPresent()) {
      Files.deleteIfExists(path.get());
    } else {
      FileSystems.delete(List.of(resource(uri)), StandardMoveOptions.IGNORE_MISSING_FILES);
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

  private static Path writeBeside(Path target, byte[] content) throws IOException {
    Path absolute = target.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path temporary =
        absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
    return Files.write(temporary, content, StandardOpenOption.CREATE_NEW);
  }

  private static void put(String uri, byte[] content, String mediaType) throws IOException {
    StandardCreateOptions options = StandardCreateOptions.builder().setMimeType(mediaType).build();
    // An object appears when its stream is closed; a stream that failed must not be closed as done.
    OutputStream out = Channels.newOutputStream(FileSystems.create(resource(uri), options));
    out.write(content);
    out.close();
  }

  private static ResourceId resource(String uri) {
    return FileSystems.matchNewResource(uri, false);
  }

  private static List<Metadata> match(String glob) throws IOException {
    MatchResult result = FileSystems.match(glob, EmptyMatchTreatment.ALLOW);
    return result.status() == MatchResult.Status.NOT_FOUND ? List.of() : result.metadata();
  }

  private static FileInfo toInfo(Metadata metadata) {
    return new FileInfo(
        metadata.resourceId().toString(),
        metadata.sizeBytes(),
        Instant.ofEpochMilli(metadata.lastModifiedMillis()));
  }
}
