package dev.palimpsest.transforms.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFolderTest {
  private static final Path TEMPORARY = Path.of("/tmp/palimpsest-1000");

  @TempDir Path root;

  private static List<Path> places(Map<String, String> environment, String home) {
    return NativeFolder.places(environment, home, TEMPORARY);
  }

  @Test
  void theUsersCacheComesFirstThenTheTemporaryFolder() {
    assertThat(places(Map.of(), "/home/ann"))
        .containsExactly(Path.of("/home/ann/.cache/palimpsest"), TEMPORARY);
    assertThat(places(Map.of("XDG_CACHE_HOME", "/c"), "/home/ann"))
        .containsExactly(Path.of("/c/palimpsest"), TEMPORARY);
  }

  @Test
  void anAccountWithoutAHomeHasTheTemporaryFolder() {
    assertThat(places(Map.of(), "?")).containsExactly(TEMPORARY);
    assertThat(places(Map.of(), null)).containsExactly(TEMPORARY);
  }

  @Test
  void aFolderThatIsNamedIsTheOnlyOne() {
    assertThat(places(Map.of("PALIMPSEST_CACHE", "/data/natives"), "/home/ann"))
        .containsExactly(Path.of("/data/natives"));
  }

  @Test
  void whereOneWillNotDoTheNextIsTaken() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    Path good = root.resolve("good place");
    Path chosen = NativeFolder.choose(List.of(file.resolve("below"), good), "natives-1");
    assertThat(chosen).isEqualTo(good.resolve("natives-1").toRealPath()).isEmptyDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(chosen)))
        .isEqualTo("rwx------");
  }

  @Test
  void aFolderThatOthersCanWriteIsNotTrusted() throws IOException {
    Path open = Files.createDirectories(root.resolve("open/natives-1"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> NativeFolder.choose(List.of(open.getParent()), "natives-1"))
        .hasMessageContaining("other accounts can write there");
  }

  @Test
  void ifNoneWillDoEachIsNamedWithItsReason() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    assertThatThrownBy(
            () -> NativeFolder.choose(List.of(file, Path.of("/proc/no/such")), "natives-1"))
        .isInstanceOf(NativesException.class)
        .hasMessageStartingWith("no folder to unpack the native libraries into: " + file + " (")
        .hasMessageContaining("/proc/no/such (")
        .hasMessageEndingWith("; name one with the variable PALIMPSEST_CACHE")
        .hasMessageNotContaining("\n");
  }
}
