package dev.palimpsest.transforms.read;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
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
   * Collects the data in a new folder that is removed when the process ends.
   *
   * @param userFolders folders with the user's own {@code *.traineddata}, which win over others
   */
  public static OcrData collect(List<Path> userFolders) {
    try {
      Path folder = Files.createTempDirectory("palimpsest-tessdata");
      deleteAtExit(folder);
      Set<String> codes = new TreeSet<>();
      for (Path from : userFolders) {
        linkAll(from, folder, codes);
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

  private static void linkAll(Path from, Path to, Set<String> codes) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)
            && codes.add(name.substring(0, name.length() - SUFFIX.length()))) {
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
