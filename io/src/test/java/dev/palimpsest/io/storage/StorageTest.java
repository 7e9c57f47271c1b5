package dev.palimpsest.io.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir Path folder;

  @Test
  void writesOverAndLeavesNothingElse() throws IOException {
    String uri = folder.resolve("a/b/file.txt").toString();
    Storage.write(uri, "one".getBytes(UTF_8), "text/plain");
    Storage.write(uri, "two".getBytes(UTF_8), "text/plain");
    assertThat(Storage.read(uri, 3)).asString(UTF_8).isEqualTo("two");
    try (Stream<Path> files = Files.list(folder.resolve("a/b"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void refusesMoreBytesThanAsked() throws IOException {
    String uri = folder.resolve("file").toString();
    Storage.write(uri, new byte[11], "text/plain");
    assertThatThrownBy(() -> Storage.read(uri, 10)).isInstanceOf(Storage.TooLargeException.class);
    assertThat(Storage.read(uri, 11)).hasSize(11);
  }

  @Test
  void tellsMissingFilesAndFolders() throws IOException {
    String missing = folder.resolve("none").toString();
    assertThat(Storage.exists(missing)).isFalse();
    assertThat(Storage.exists(folder.toString())).isFalse();
    assertThatThrownBy(() -> Storage.read(missing, 1)).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> Storage.read(folder.toString(), 1))
        .isInstanceOf(FileNotFoundException.class);
    Storage.delete(missing);
  }

  @Test
  void readsFileUrisAndNamesWithGlobCharacters() throws IOException {
    Path odd = Files.write(folder.resolve("a [1] {x}*.txt"), new byte[] {7});
    assertThat(Storage.read(odd.toString(), 9)).containsExactly(7);
    assertThat(Storage.read(odd.toUri().toString(), 9)).containsExactly(7);
    assertThat(Storage.read("file:" + odd, 9)).containsExactly(7);
    assertThat(Storage.info(odd.toString()).orElseThrow().sizeBytes()).isEqualTo(1);
  }

  @Test
  void listsByGlob() throws IOException {
    for (String name : List.of("b/2.txt", "a/1.txt", "a/x.png", "a/c/3.txt")) {
      Storage.write(folder.resolve(name).toString(), new byte[2], "text/plain");
    }
    assertThat(Storage.list(folder + "/*/*.txt"))
        .extracting(Storage.FileInfo::uri)
        .containsExactly(folder + "/a/1.txt", folder + "/b/2.txt");
    assertThat(Storage.list(folder + "/**.txt")).hasSize(3);
    assertThat(Storage.list(folder + "/none/*.txt")).isEmpty();
  }
}
