package dev.palimpsest.io.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * On a local or shared disk: hard links make a file exactly once, and a lock file beside it lets
 * one process at a time compare and replace.
 */
final class LocalSharedFile implements SharedFile {
  private final Path file;

  LocalSharedFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public Optional<Snapshot> read() throws IOException {
    try {
      byte[] content = Files.readAllBytes(file);
      return Optional.of(
          new Snapshot(new String(content, StandardCharsets.UTF_8), ContentHash.of(content)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean write(byte[] content, Optional<Snapshot> seen) throws IOException {
    return seen.isEmpty() ? create(content) : replace(content, seen.get());
  }

  private boolean create(byte[] content) throws IOException {
    Path temporary = Storage.writeBeside(file, content);
    try {
      // A hard link appears with its whole content, and never over an existing name.
      Files.createLink(file, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private boolean replace(byte[] content, Snapshot seen) throws IOException {
    Path lockFile = file.resolveSibling("." + file.getFileName() + ".lock");
    // A file lock holds off other processes, not other threads of this one.
    synchronized (LocalSharedFile.class) {
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()
            || read().filter(now -> now.version().equals(seen.version())).isEmpty()) {
          return false;
        }
        Storage.write(file.toString(), content, MEDIA_TYPE);
        return true;
      }
    }
  }

  @Override
  public void close() {}
}
