package dev.palimpsest.pipeline.localize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The finished jar for an account that has no name and no home, from a checkout that it cannot
 * write and whose path has a blank. Mounts are made in a namespace of each run's own, which takes
 * root.
 */
@Tag("ocr")
class OddMachinesIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final int BAD_USAGE = 2;

  @TempDir Path folder;

  private record Ended(int exitCode, String output) {
    /** The one line among the problems that is about the machine. */
    String machine() {
      List<String> lines = output.lines().filter(line -> line.contains("this machine: ")).toList();
      assertThat(lines).as(output).hasSize(1);
      return lines.get(0).strip();
    }
  }

  @BeforeEach
  void letOthersIn() throws IOException, InterruptedException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can change mounts");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.createDirectory(folder.resolve("a checkout"));
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  /**
   * Reads one picture.
   *
   * @param mounts shell commands as root, in {@link #folder}
   * @param variables of the environment, which has little else
   * @param jvm options
   */
  private Ended extractText(String mounts, List<String> variables, String jvm)
      throws IOException, InterruptedException {
    String prepare =
        """
        cd "$1"
        mount --bind "$2" "a checkout"
        mount -o remount,bind,ro "a checkout"
        %s
        shift 2
        cd "a checkout"
        exec setpriv --reuid 54321 --regid 54321 --clear-groups env -i "$@"
        """
            .formatted(mounts);
    List<String> command =
        new ArrayList<>(
            List.of("unshare", "--mount", "sh", "-euc", prepare, "sh", folder + "", HOME + ""));
    command.addAll(
        List.of(
            "PATH=/usr/bin:/bin",
            "JAVA_HOME=" + System.getProperty("java.home"),
            "PALIMPSEST_JAVA_OPTS=-Djava.io.tmpdir=" + folder.resolve("tmp") + " " + jvm));
    command.addAll(variables);
    command.addAll(
        List.of(
            "scripts/palimpsest",
            "extract-text",
            "--images=scripts/catalog/free-delivery.gif",
            "--output=" + folder.resolve("out"),
            "--batchId=b"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private Ended extractText(String mounts, String... variables)
      throws IOException, InterruptedException {
    return extractText(mounts, List.of(variables), "");
  }

  @Test
  void librariesGoBelowTheTemporaryFolderWhereThereIsNoHome() throws Exception {
    Ended ended = extractText("");
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(folder.resolve("tmp/palimpsest-54321")).isDirectory();
  }

  @Test
  void aTemporaryFolderThatIsMountedNoexecIsNamedOrAvoided() throws Exception {
    String mounts = "mount -t tmpfs -o noexec,mode=1777 tmpfs tmp; mkdir -m 777 natives";
    Ended refused = extractText(mounts);
    assertThat(refused.exitCode()).isEqualTo(BAD_USAGE);
    assertThat(refused.machine())
        .contains("tmp/palimpsest-54321 (mounted noexec)")
        .endsWith("name one with the variable PALIMPSEST_CACHE");

    Files.delete(folder.resolve("natives"));
    Ended ended = extractText(mounts, "PALIMPSEST_CACHE=" + folder.resolve("natives/of ours"));
    assertThat(ended.exitCode()).as(ended.output()).isZero();
  }

  @Test
  void aPlaceWithoutRoomIsNamed() throws Exception {
    Ended ended =
        extractText(
            "mkdir small; mount -t tmpfs -o size=50m,mode=1777 tmpfs small",
            "PALIMPSEST_CACHE=" + folder.resolve("small/c"));
    assertThat(ended.exitCode()).isEqualTo(BAD_USAGE);
    assertThat(ended.machine()).contains("small/c (50 MB free, 200 MB needed)");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws Exception {
    Ended ended = extractText("", "PALIMPSEST_CACHE=" + folder.resolve("a checkout/c"));
    assertThat(ended.exitCode()).isEqualTo(BAD_USAGE);
    assertThat(ended.machine()).contains("a checkout/c (Read-only file system)");
  }

  /** As cron starts it; the other tests, too, have no locale and find their files by the script. */
  @Test
  void theJarAloneRefusesALocaleWithoutUtf8() throws Exception {
    Process process =
        new ProcessBuilder(
                "env",
                "-i",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                HOME.resolve("pipeline/target/palimpsest.jar").toString(),
                "list",
                "--output=" + folder)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(BAD_USAGE);
    assertThat(output.lines()).hasSize(1);
    assertThat(output).contains("ANSI_X3.4-1968").contains("set LC_ALL=C.UTF-8");
  }

  @Test
  void anotherProcessorIsNamed() throws Exception {
    Ended ended = extractText("", List.of(), "-Dos.arch=aarch64");
    assertThat(ended.exitCode()).isEqualTo(BAD_USAGE);
    assertThat(ended.machine()).contains("for Linux x86-64").endsWith("Linux aarch64");
  }

  @Test
  void aTemporaryFolderThatCannotBeWrittenIsNamed() throws Exception {
    Ended ended =
        extractText(
            "mount -o ro -t tmpfs tmpfs tmp; mkdir -m 777 natives",
            "PALIMPSEST_CACHE=" + folder.resolve("natives/c"));
    assertThat(ended.exitCode()).isEqualTo(BAD_USAGE);
    assertThat(ended.machine())
        .contains("tmp cannot be written; name another by PALIMPSEST_JAVA_OPTS=-Djava.io.tmpdir");
  }

  @Test
  void aLibraryThatTheSystemLacksIsNamedWithItsPackage() throws Exception {
    String mounts =
        """
        egl=$(PATH=$PATH:/sbin ldconfig -p | sed -n 's/.*libEGL.so.1 .*=> //p' | head -1)
        lib=$(dirname "$egl")
        mkdir upper work
        mount -t overlay overlay -o "lowerdir=$lib,upperdir=upper,workdir=work" "$lib"
        rm "$lib"/libEGL.so.1*
        """;
    Ended ended = extractText(mounts);
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(BAD_USAGE);
    assertThat(ended.machine())
        .contains("the system lacks libEGL.so.1")
        .contains("install libgl1 libegl1 libfontconfig1");
  }
}
