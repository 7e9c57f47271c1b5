package dev.palimpsest.io.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNamesTest {
  @Test
  void onlyUtf8NamesAllFiles() {
    assertThat(FileNames.problem("UTF-8")).isEmpty();
    assertThat(FileNames.problem("ANSI_X3.4-1968").orElseThrow())
        .contains("ANSI_X3.4-1968")
        .contains("set LC_ALL=C.UTF-8");
  }
}
