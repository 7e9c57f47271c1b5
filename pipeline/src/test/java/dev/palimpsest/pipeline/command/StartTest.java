package dev.palimpsest.pipeline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StartTest {
  private static final int JAVA_8 = 52;

  @Test
  void everyJavaCanLoadIt() throws IOException {
    try (DataInputStream file =
        new DataInputStream(Start.class.getResourceAsStream("Start.class"))) {
      assertThat(file.readInt()).isEqualTo(0xCAFEBABE);
      file.readUnsignedShort();
      assertThat(file.readUnsignedShort()).isEqualTo(JAVA_8);
    }
  }

  @Test
  void anOldJavaIsToldInOneLine() {
    assertThat(Start.problem("11", "/opt/jdk-11"))
        .isEqualTo(
            "palimpsest needs Java 17 or newer, and this is Java 11 in /opt/jdk-11: install one and"
                + " let JAVA_HOME name it");
    assertThat(Start.problem("1.8", "/x")).contains("Java 1.8");
    assertThat(Start.problem("9", "/x")).contains("Java 9");
    assertThat(Start.problem("17", "/x")).isNull();
    assertThat(Start.problem("25", "/x")).isNull();
  }
}
