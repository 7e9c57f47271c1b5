package dev.palimpsest.transforms.render;

import io.github.humbleui.skija.impl.Library;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Skia's native library. A JVM gives a library file to one class loader only, and Skija unpacks its
 * own to a fixed place; a Flink worker that lives on has a new class loader for every job. All but
 * the first therefore load a copy.
 */
final class SkiaLibrary {
  private static final String FILE = "libskija.so";
  private static final String FOLDER_PROPERTY = "skija.library.path";

  private SkiaLibrary() {}

  /** Must be called before any class of Skija is touched; again costs nothing. */
  static synchronized void load() {
    try {
      Library.load();
    } catch (UnsatisfiedLinkError e) {
      try {
        loadCopy();
      } catch (IOException io) {
        throw new UncheckedIOException("Skia's library cannot be unpacked", io);
      }
    }
  }

  private static void loadCopy() throws IOException {
    Path folder = Files.createTempDirectory("palimpsest-skia");
    Path copy = folder.resolve(FILE);
    String before = System.getProperty(FOLDER_PROPERTY);
    try (InputStream library =
        Library.class.getResourceAsStream("/io/github/humbleui/skija/linux/x64/" + FILE)) {
      Files.copy(library, copy);
      System.setProperty(FOLDER_PROPERTY, folder.toString());
      Library.load();
    } finally {
      if (before == null) {
        System.clearProperty(FOLDER_PROPERTY);
      } else {
        System.setProperty(FOLDER_PROPERTY, before);
      }
      // What is loaded stays loaded without its name.
      Files.deleteIfExists(copy);
      Files.deleteIfExists(folder);
    }
  }
}
