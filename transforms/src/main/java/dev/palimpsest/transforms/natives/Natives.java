package dev.palimpsest.transforms.natives;

import dev.palimpsest.io.storage.FileNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.global.leptonica;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_xphoto;
import org.bytedeco.tesseract.global.tesseract;

/**
 * Tesseract, Leptonica, OpenCV and Skia out of the jar, loaded together and once per process: what
 * is wrong with a machine shows at the start and not at the first picture that needs the last of
 * them. No library of the same name that the system has is used in their place.
 */
public final class Natives {
  /** What Skia's library names beside glibc and libstdc++ (its {@code DT_NEEDED}), by package. */
  static final List<SystemLibrary> OF_SYSTEM =
      List.of(
          new SystemLibrary("libGL.so.1", "libgl1"),
          new SystemLibrary("libEGL.so.1", "libegl1"),
          new SystemLibrary("libfontconfig.so.1", "libfontconfig1"));

  private static final Pattern MISSING =
      Pattern.compile("(lib[\\w.+-]+\\.so[.\\d]*): cannot open shared object file");

  /**
   * Beam packs its own objects with Snappy, which unpacks a library, too: to the temporary folder,
   * which servers like to mount noexec.
   */
  private static final String SNAPPY_FOLDER = "org.xerial.snappy.tempdir";

  private static final Optional<NativesException> PROBLEM = load();

  /** A library that the system must have, and Debian's package with it. */
  record SystemLibrary(String file, String packageName) {}

  private Natives() {}

  /**
   * Loads all libraries; further calls cost nothing.
   *
   * @throws NativesException if they cannot be used here, each time that this is called
   */
  public static void ready() {
    PROBLEM.ifPresent(
        problem -> {
          throw new NativesException(problem.getMessage(), problem);
        });
  }

  private static Optional<NativesException> load() {
    try {
      checkPlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
      FileNames.problem()
          .ifPresent(
              problem -> {
                throw new NativesException(problem);
              });
      Path folder = NativeFolder.ofThisProcess();
      System.setProperty("org.bytedeco.javacpp.cachedir", folder.toString());
      System.setProperty("org.bytedeco.javacpp.cachedir.nosubdir", "true");
      if (System.getProperty(SNAPPY_FOLDER) == null) {
        System.setProperty(SNAPPY_FOLDER, folder.toString());
      }
      Loader.load(leptonica.class);
      Loader.load(tesseract.class);
      for (Class<?> module :
          List.of(
              opencv_core.class,
              opencv_imgproc.class,
              opencv_imgcodecs.class,
              opencv_dnn.class,
              opencv_xphoto.class)) {
        Loader.load(module);
      }
      SkiaLibrary.load(folder);
      leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
      // Parallelism comes from the pictures of a batch.
      opencv_core.setNumThreads(1);
      return Optional.empty();
    } catch (NativesException e) {
      return Optional.of(e);
    } catch (RuntimeException | LinkageError e) {
      return Optional.of(new NativesException(explained(e), e));
    }
  }

  /**
   * @throws NativesException unless the jar has libraries for such a machine
   */
  static void checkPlatform(String system, String processor) {
    String name = system.toLowerCase(Locale.ROOT) + " " + processor.toLowerCase(Locale.ROOT);
    if (!List.of("linux amd64", "linux x86_64").contains(name)) {
      throw new NativesException(
          "the native libraries in the jar are for Linux x86-64, and this Java runs on "
              + system
              + " "
              + processor);
    }
  }

  /** One line out of what the loaders threw: the deepest cause is the linker's own word. */
  static String explained(Throwable thrown) {
    Throwable deepest = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      deepest = cause.getMessage() == null ? deepest : cause;
      Matcher missing = MISSING.matcher(String.valueOf(cause.getMessage()));
      if (missing.find()) {
        return missing(missing.group(1));
      }
    }
    String word = String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
    return "a native library cannot be loaded (" + word + ")";
  }

  private static String missing(String file) {
    boolean skias = OF_SYSTEM.stream().anyMatch(library -> library.file().equals(file));
    return skias
        ? "the system lacks "
            + file
            + ", which text drawing (Skia) is linked against: install "
            + String.join(" ", OF_SYSTEM.stream().map(SystemLibrary::packageName).toList())
            + " (so named in Debian and Ubuntu)"
        : "the system lacks " + file + ", which a native library is linked against";
  }
}
