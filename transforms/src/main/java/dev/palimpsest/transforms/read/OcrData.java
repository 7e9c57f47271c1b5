package dev.palimpsest.transforms.read;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.io.storage.Storage.FileInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The OCR data of this process: one folder with {@code LANG.traineddata} files, made of the user's
 * folder, what travels in the jar ({@code eng}, {@code osd}) and the system's packages, in this
 * order of precedence. Tesseract wants all data of one engine in one folder.
 */
public final class OcrData {
  private static final String SUFFIX = ".traineddata";
  private static final List<String> IN_THE_JAR = List.of("eng", "osd");

  /** Where Debian's {@code tesseract-ocr-*} packages put their data. */
  private static final List<Path> SYSTEM_FOLDERS =
      List.of(
          Path.of("/usr/share/tesseract-ocr/5/tessdata"),
          Path.of("/usr/share/tesseract-ocr/4.00/tessdata"),
          Path.of("/usr/share/tessdata"));

  private final Path folder;
  private final Set<String> codes;

  private OcrData(Path folder, Set<String> codes) {
    this.folder = folder;
    this.codes = codes;
  }

  /**
   * Collects the data in a new folder that is removed when the process ends. Costly where a store
   * is asked: once per process.
   *
   * @param places folders or object-store prefixes with the user's own {@code *.traineddata}, which
   *     win over others
   * @throws UncheckedIOException if a place is missing or cannot be listed, or a file in it is
   *     empty
   */
  public static OcrData fetch(List<String> places) {
    try {
      Path folder = Files.createTempDirectory("palimpsest-tessdata");
      deleteAtExit(folder);
      Set<String> codes = new TreeSet<>();
      for (String place : places) {
        Optional<Path> local = Storage.localPath(place);
        if (local.isPresent()) {
          if (!Files.isDirectory(local.get())) {
            throw new IOException(
                "no folder " + place + ": --tessdata takes folders with *.traineddata");
          }
          linkAll(local.get(), folder, codes);
        } else {
          fetchAll(place, folder, codes);
        }
      }
      for (String code : IN_THE_JAR) {
        if (codes.add(code)) {
          unpack(code, folder);
        }
      }
      for (Path from : SYSTEM_FOLDERS) {
        linkAll(from, folder, codes);
      }
      return new OcrData(folder, codes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot collect OCR data", e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Tesseract's codes of all data at hand, such as {@code eng}, {@code chi_sim_vert}. */
  public Set<String> codes() {
    return codes;
  }

  /** Whether text in the language (BCP-47) can be read with the data at hand. */
  public boolean canRead(String tag) {
    return codes.contains(OcrLanguages.code(tag));
  }

  /**
   * @throws FailureException {@code UNSUPPORTED_LANGUAGE} naming what to install
   */
  void require(String code) throws FailureException {
    if (!codes.contains(code)) {
      throw new FailureException(
          Stage.READ,
          FailureCode.UNSUPPORTED_LANGUAGE,
          "no OCR data '%s': install the package tesseract-ocr-%s or put %s%s into --tessdata"
              .formatted(code, code.replace('_', '-'), code, SUFFIX));
    }
  }

  private static void fetchAll(String prefix, Path to, Set<String> codes) throws IOException {
    String glob = prefix + (prefix.endsWith("/") ? "*" : "/*") + SUFFIX;
    for (FileInfo file : Storage.list(glob)) {
      String name = file.uri().substring(file.uri().lastIndexOf('/') + 1);
      if (codes.add(name.substring(0, name.length() - SUFFIX.length()))) {
        try (InputStream in = Storage.open(file.uri())) {
          if (Files.copy(in, to.resolve(name)) == 0) {
            throw new IOException("OCR data " + file.uri() + " is empty");
          }
        }
      }
    }
  }

  private static void linkAll(Path from, Path to, Set<String> codes) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)
            && codes.add(name.substring(0, name.length() - SUFFIX.length()))) {
          if (Files.size(file) == 0) {
            throw new IOException("OCR data " + file + " is empty");
          }
          Files.createSymbolicLink(to.resolve(name), file.toAbsolutePath());
        }
      }
    }
  }

  private static void unpack(String code, Path to) throws IOException {
    try (InputStream in = OcrData.class.getResourceAsStream("/tessdata/" + code + SUFFIX)) {
      if (in == null) {
        throw new IllegalStateException("the jar holds no OCR data '" + code + "'");
      }
      Files.copy(in, to.resolve(code + SUFFIX), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void deleteAtExit(Path folder) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                      Files.delete(file);
                    }
                    Files.delete(folder);
                  } catch (IOException e) {
                    // The operating system clears its temporary folder itself.
                    return;
                  }
                }));
  }
}
