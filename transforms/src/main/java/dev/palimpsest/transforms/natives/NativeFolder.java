package dev.palimpsest.transforms.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The folder that native libraries are unpacked to: of this user alone, because what lies there is
 * run; shared by processes and kept, because unpacking takes a second; and another one for other
 * libraries, so that an upgrade takes nothing away from a batch that runs.
 */
final class NativeFolder {
  /** Names the folder where the usual ones will not do. */
  static final String VARIABLE = "PALIMPSEST_CACHE";

  /** All that is unpacked takes 180 MB. */
  static final long NEEDED_BYTES = 200L << 20;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("----w--w-");

  /** Bytedeco's artifacts, with a library of each jar. */
  private static final Map<String, String> ARTIFACTS =
      Map.of(
          "javacpp", "javacpp/linux-x86_64/libjnijavacpp.so",
          "leptonica", "leptonica/linux-x86_64/libjnileptonica.so",
          "openblas", "openblas/linux-x86_64/libjniopenblas.so",
          "opencv", "opencv/linux-x86_64/libjniopencv_core.so",
          "tesseract", "tesseract/linux-x86_64/libjnitesseract.so");

  private NativeFolder() {}

  /**
   * The folder for this process, made if there is none.
   *
   * @throws NativesException if no place will do, naming each and why
   */
  static Path ofThisProcess() {
    try {
      return choose(
          places(System.getenv(), System.getProperty("user.home"), temporary()),
          "natives-" + identity());
    } catch (IOException e) {
      throw new UncheckedIOException("the jar's native libraries cannot be looked at", e);
    }
  }

  /** Places by name, the first that will do is taken; only one if the user named it. */
  static List<Path> places(Map<String, String> environment, String home, Path temporary) {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isBlank()) {
      return List.of(Path.of(named).toAbsolutePath());
    }
    List<Path> places = new ArrayList<>();
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (cache.startsWith("/")) {
      places.add(Path.of(cache, "palimpsest"));
    } else if (home != null && home.startsWith("/")) { // "?" where the account has none
      places.add(Path.of(home, ".cache", "palimpsest"));
    }
    places.add(temporary);
    return places;
  }

  /** Below the folder that is everybody's, one for each account. */
  private static Path temporary() throws IOException {
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    return Path.of(System.getProperty("java.io.tmpdir"), "palimpsest-" + user).toAbsolutePath();
  }

  static Path choose(List<Path> places, String name) {
    Map<Path, String> refused = new LinkedHashMap<>();
    for (Path place : places) {
      try {
        Files.createDirectories(place, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Path folder = place.resolve(name);
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        String problem = problem(folder);
        if (problem.isEmpty()) {
          return folder.toRealPath();
        }
        refused.put(place, problem);
      } catch (FileSystemException e) {
        refused.put(place, e.getReason() == null ? "a file is in the way" : e.getReason());
      } catch (IOException e) {
        refused.put(place, e.getMessage());
      }
    }
    List<String> reasons = new ArrayList<>();
    refused.forEach((place, problem) -> reasons.add(place + " (" + problem + ")"));
    throw new NativesException(
        "no folder to unpack the native libraries into: "
            + String.join(", ", reasons)
            + "; name one with the variable "
            + VARIABLE);
  }

  /** Why a folder will not do; empty if it will. */
  private static String problem(Path folder) throws IOException {
    Object owner = Files.getAttribute(folder, "unix:uid");
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!owner.equals(user)
        || Files.getPosixFilePermissions(folder).stream().anyMatch(OF_OTHERS::contains)) {
      return "other accounts can write there";
    }
    if (!Files.exists(folder.resolve(SkiaLibrary.FILE))) { // the last one that is unpacked
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < NEEDED_BYTES) {
        return "%d MB free, %d MB needed".formatted(free >> 20, NEEDED_BYTES >> 20);
      }
    }
    return forbidsExecution(folder) ? "mounted noexec" : "";
  }

  /** The kernel maps no library from where it starts no program. */
  private static boolean forbidsExecution(Path folder) throws IOException {
    Path program = Files.createTempFile(folder, "may-run", ".sh");
    try {
      Files.writeString(program, "#!/bin/sh\n");
      Files.setPosixFilePermissions(program, OWNER_ONLY);
      new ProcessBuilder(program.toString()).start().destroy();
      return false;
    } catch (IOException e) {
      // error=13 is EACCES; a missing shell, say, tells nothing of the mount.
      return String.valueOf(e.getMessage()).contains("error=13");
    } finally {
      Files.delete(program);
    }
  }

  /**
   * Tells these libraries from those of another build. JavaCPP unpacks a file again where size or
   * time differ from the jar's, so jars that differ in times must not share a folder; and where
   * neither differs it keeps the old one, so versions that share them, as reproducible builds can,
   * must not either.
   */
  private static String identity() throws IOException {
    CRC32 sum = new CRC32();
    for (Map.Entry<String, String> artifact : new TreeMap<>(ARTIFACTS).entrySet()) {
      sum.update(bytes("/META-INF/maven/org.bytedeco/" + artifact.getKey() + "/pom.properties"));
      sum.update(state("/org/bytedeco/" + artifact.getValue()));
    }
    sum.update(state(SkiaLibrary.RESOURCE));
    return "%08x".formatted(sum.getValue());
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = resource(name).openStream()) {
      return in.readAllBytes();
    }
  }

  /** Checksum and time as the jar's directory has them. */
  private static byte[] state(String name) throws IOException {
    URL resource = resource(name);
    URLConnection connection = resource.openConnection();
    String state =
        connection instanceof JarURLConnection jar
            ? name + " " + jar.getJarEntry().getCrc() + " " + jar.getJarEntry().getTime()
            : resource.toString();
    return state.getBytes(StandardCharsets.UTF_8);
  }

  private static URL resource(String name) {
    URL resource = NativeFolder.class.getResource(name);
    if (resource == null) {
      throw new NativesException("the jar holds no " + name);
    }
    return resource;
  }
}
