package dev.palimpsest.transforms.natives;

import io.github.humbleui.skija.impl.Library;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Skia's native library. Skija would unpack it to a fixed place below the temporary folder, whoever
 * owns that; and a JVM gives a library file to one class loader only, while a Flink worker that
 * lives on has a new one for every job. All but the first therefore load a copy.
 */
final class SkiaLibrary {
  static final String FILE = "libskija.so";
  static final String RESOURCE = "/io/github/humbleui/skija/linux/x64/" + FILE;
  private static final String FOLDER_PROPERTY = "skija.library.path";

  private SkiaLibrary() {}

  /** Unpacks and loads it, before any other class of Skija is touched. */
  static void load(Path folder) {
    try {
      if (!Files.exists(folder.resolve(FILE))) {
        // Whole or not at all, for other processes may do the same.
        Path part = unpacked(Files.createTempDirectory(folder, "skia"));
        Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(part.getParent());
      }
      try {
        loadFrom(folder);
      } catch (UnsatisfiedLinkError e) {
        if (!String.valueOf(e.getMessage()).contains("already loaded in another classloader")) {
          throw e;
        }
        Path copy = unpacked(Files.createTempDirectory(folder, "skia"));
        try {
          loadFrom(copy.getParent());
        } finally {
          // What is loaded stays loaded without its name.
          Files.delete(copy);
          Files.delete(copy.getParent());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Skia's library cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private static Path unpacked(Path folder) throws IOException {
    try (InputStream library = SkiaLibrary.class.getResourceAsStream(RESOURCE)) {
      Path file = folder.resolve(FILE);
      Files.copy(library, file);
      return file;
    }
  }

  private static void loadFrom(Path folder) {
    System.setProperty(FOLDER_PROPERTY, folder.toString());
    Library.load();
  }
}
