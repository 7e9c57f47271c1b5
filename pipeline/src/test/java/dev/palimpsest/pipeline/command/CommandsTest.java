package dev.palimpsest.pipeline.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStore;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.pipeline.localize.ExitCode;
import java.beans.BeanInfo;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that need no pipeline, and what all of them have in common. */
class CommandsTest {
  @TempDir Path root;

  private String output;

  private ExitCode palimpsest(String... words) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ExitCode code = Main.run(List.of(words), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    output = bytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private void batch(String id, String createdAt) throws IOException {
    new BatchStore(new OutputTree(root.toString()))
        .create(
            BatchRecord.pending(id, List.of("de"), Instant.parse(createdAt), "results", "failures"),
            PipelineOptionsFactory.create());
  }

  @Test
  void showsOneBatch() throws IOException {
    batch("b1", "2026-01-01T00:00:00Z");

    assertThat(palimpsest("status", "b1", "--output=" + root)).isEqualTo(ExitCode.COMPLETED);

    JsonNode record = Json.MAPPER.readTree(output);
    assertThat(record.get("batch_id").asText()).isEqualTo("b1");
    assertThat(record.get("status").asText()).isEqualTo("pending");
    assertThat(record.get("created_at").asText()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void listsTheNewestFirst() throws IOException {
    batch("old", "2026-01-01T00:00:00Z");
    batch("new", "2026-01-03T00:00:00Z");
    batch("mid", "2026-01-02T00:00:00Z");

    palimpsest("list", "--output=" + root, "--limit=2", "--json");
    assertThat(Json.MAPPER.readTree(output).findValuesAsText("batch_id"))
        .containsExactly("new", "mid");
    palimpsest("list", "--output=" + root, "--limit=2", "--page=2");
    assertThat(output).contains("old").doesNotContain("new ");
  }

  @Test
  void tellsWhatItCanDoWithALanguage() throws IOException {
    assertThat(palimpsest("languages", "--json")).isEqualTo(ExitCode.COMPLETED);

    JsonNode languages = Json.MAPPER.readTree(output);
    JsonNode english = byTag(languages, "en");
    JsonNode german = byTag(languages, "de");
    assertThat(english.get("read").asText()).isEqualTo("eng");
    assertThat(german.get("write").asBoolean()).isTrue();
    assertThat(german.get("translate").toString()).contains("pseudo");
    assertThat(languages.size()).isGreaterThan(150);
  }

  @Test
  void reportsBadUsageOfSmallCommands() throws IOException {
    assertThat(palimpsest()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(palimpsest("translate")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(output).contains("no command 'translate'").contains("localize");
    assertThat(palimpsest("status")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(output).contains("name one batch").contains("--output");
    assertThat(palimpsest("status", "b9", "--output=" + root)).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(output).contains("no batch 'b9'");
    assertThat(palimpsest("list", "--limit=500", "--page=0")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(output).contains("--limit").contains("--page").contains("--output");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localize",
        "extract-text",
        "status",
        "list",
        "languages",
        "cancel",
        "audit",
        "evaluate"
      })
  void helpExplainsEveryOption(String name) throws Exception {
    assertThat(palimpsest(name, "--help")).isEqualTo(ExitCode.COMPLETED);

    Command command = Main.command(name).orElseThrow();
    for (Class<?> type = command.options(); type.getName().contains("palimpsest"); ) {
      BeanInfo info = Introspector.getBeanInfo(type);
      for (PropertyDescriptor option : info.getPropertyDescriptors()) {
        assertThat(output).contains("--" + option.getName());
        assertThat(option.getReadMethod().getAnnotation(Description.class).value()).endsWith(".");
      }
      type = type.getInterfaces()[0];
    }
  }

  private static JsonNode byTag(JsonNode languages, String tag) {
    for (JsonNode language : languages) {
      if (language.get("tag").asText().equals(tag)) {
        return language;
      }
    }
    throw new AssertionError("no " + tag);
  }
}
