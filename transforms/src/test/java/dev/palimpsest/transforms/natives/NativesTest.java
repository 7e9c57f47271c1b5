package dev.palimpsest.transforms.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is loaded comes out of the jar, or stands on a short list. */
class NativesTest {
  /** Parts of every glibc system, and of the compilers' runtime. */
  private static final Set<String> SYSTEM =
      Set.of(
          "ld-linux-x86-64.so.2",
          "libc.so.6",
          "libdl.so.2",
          "libgcc_s.so.1",
          "libm.so.6",
          "libpthread.so.0",
          "librt.so.1",
          "libstdc++.so.6",
          "libz.so.1");

  /** What the libraries that the README names bring along: GLVND, X11, fontconfig's own. */
  private static final Set<String> OF_README =
      Set.of(
          "libGL.so.1",
          "libEGL.so.1",
          "libfontconfig.so.1",
          "libGLX.so.0",
          "libGLdispatch.so.0",
          "libX11.so.6",
          "libXau.so.6",
          "libXdmcp.so.6",
          "libxcb.so.1",
          "libbsd.so.0",
          "libmd.so.0",
          "libfreetype.so.6",
          "libpng16.so.16",
          "libexpat.so.1",
          "libuuid.so.1",
          "libbrotlidec.so.1",
          "libbrotlicommon.so.1");

  private static final List<String> OURS =
      List.of(
          "libjnijavacpp.so",
          "libgomp.so.1",
          "libjnileptonica.so",
          "libleptonica.so.6",
          "libjnitesseract.so",
          "libtesseract.so.5.5",
          "libopenblas.so.0",
          "libjniopencv_core.so",
          "libopencv_core.so.413",
          "libopencv_dnn.so.413",
          "libopencv_imgcodecs.so.413",
          "libopencv_imgproc.so.413",
          "libopencv_xphoto.so.413",
          "libskija.so");

  private static Path folder;
  private static Set<Path> mapped;

  /** Loads the libraries and nothing else, and tells what that mapped. */
  static final class Loading {
    public static void main(String[] none) throws IOException {
      Natives.ready();
      System.out.println(System.getProperty("org.bytedeco.javacpp.cachedir"));
      try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
        lines
            .filter(line -> line.contains(" r-xp ") && line.contains("/"))
            .forEach(line -> System.out.println(line.substring(line.indexOf('/'))));
      }
    }
  }

  @BeforeAll
  static void loadInAProcessWithoutTests() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Loading.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      lines = out.lines().toList();
    }
    assertThat(process.waitFor()).isZero();
    folder = Path.of(lines.get(0));
    mapped = lines.stream().skip(1).map(Path::of).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theirCodeIsMappedFromTheJarsFolder() {
    List<String> ours =
        mapped.stream()
            .filter(file -> file.startsWith(folder))
            .map(file -> file.getFileName().toString())
            .toList();
    assertThat(ours).containsAll(OURS);
  }

  @Test
  void nothingElseIsMappedButTheSystemAndTheJdk() throws IOException {
    Path jdk = Path.of(System.getProperty("java.home")).toRealPath();
    assertThat(mapped)
        .filteredOn(file -> !file.startsWith(folder) && !file.startsWith(jdk))
        .allMatch(NativesTest::isNamed);
  }

  /** Under its name or a longer version, such as {@code libz.so.1.2.13}. */
  private static boolean isNamed(Path file) {
    String name = file.getFileName().toString();
    return Stream.concat(SYSTEM.stream(), OF_README.stream()).anyMatch(name::startsWith);
  }

  @Test
  void whatTheyNeedIsInTheJarOrNamed() throws IOException {
    Set<String> allowed = new TreeSet<>(SYSTEM);
    Natives.OF_SYSTEM.forEach(library -> allowed.add(library.file()));
    Set<String> needed = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().contains(".so")).toList()) {
        allowed.add(file.getFileName().toString());
        needed.addAll(ElfFile.needed(file));
      }
    }
    assertThat(needed).contains("libGL.so.1", "libleptonica.so.6", "libc.so.6");
    assertThat(allowed).containsAll(needed);
  }

  @Test
  void allOfThemFitIntoTheRoomAskedFor() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        // Where a process has several class loaders, JavaCPP numbers the copies for the others.
        boolean copy = file.getFileName().toString().matches("libjni\\w+\\d\\.so");
        bytes += copy || Files.isSymbolicLink(file) ? 0 : Files.size(file);
      }
    }
    assertThat(bytes).isBetween(NativeFolder.NEEDED_BYTES / 2, NativeFolder.NEEDED_BYTES);
  }

  @Test
  void anotherSystemOrProcessorIsNamed() {
    Natives.checkPlatform("Linux", "amd64");
    assertThatThrownBy(() -> Natives.checkPlatform("Linux", "aarch64"))
        .isInstanceOf(NativesException.class)
        .hasMessage(
            "the native libraries in the jar are for Linux x86-64, and this Java runs on Linux"
                + " aarch64");
    assertThatThrownBy(() -> Natives.checkPlatform("Mac OS X", "x86_64"))
        .isInstanceOf(NativesException.class);
  }

  @Test
  void aMissingSystemLibraryIsNamedWithItsPackages() {
    UnsatisfiedLinkError word =
        new UnsatisfiedLinkError(
            "/c/libskija.so: libEGL.so.1: cannot open shared object file: No such file or"
                + " directory");
    assertThat(Natives.explained(new IllegalStateException("outer", word)))
        .isEqualTo(
            "the system lacks libEGL.so.1, which text drawing (Skia) is linked against: install"
                + " libgl1 libegl1 libfontconfig1 (so named in Debian and Ubuntu)");
    assertThat(
            Natives.explained(
                new UnsatisfiedLinkError("libstdc++.so.6: cannot open shared object file: No …")))
        .isEqualTo("the system lacks libstdc++.so.6, which a native library is linked against");
  }

  @Test
  void anythingElseIsTheLinkersOwnWordOnOneLine() {
    assertThat(
            Natives.explained(
                new ExceptionInInitializerError(
                    new UnsatisfiedLinkError("/x/liba.so: file too short\n at line"))))
        .isEqualTo("a native library cannot be loaded (/x/liba.so: file too short)");
  }
}
