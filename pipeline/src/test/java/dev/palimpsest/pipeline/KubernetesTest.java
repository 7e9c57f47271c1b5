package dev.palimpsest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.palimpsest.pipeline.options.CommandLine;
import dev.palimpsest.pipeline.options.LocalizeOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Kubernetes files against the operator's own schema, and the image as far as it is ours. */
class KubernetesTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path FOLDER = HOME.resolve("runner-configs/flink-kubernetes");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TempDir Path image;

  private static List<JsonNode> documents(String file) throws IOException {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(FOLDER.resolve(file).toFile())) {
      return documents.readAll();
    }
  }

  /** The operator's definition of a kind, out of its API jar, with unknown fields forbidden. */
  private static JsonSchema schema(String kind) throws IOException {
    String name = kind.toLowerCase(Locale.ROOT) + "s.flink.apache.org-v1.yml";
    try (InputStream crd = KubernetesTest.class.getResourceAsStream("/META-INF/fabric8/" + name)) {
      JsonNode schema = YAML.readTree(crd).at("/spec/versions/0/schema/openAPIV3Schema");
      ObjectNode top = (ObjectNode) schema.path("properties");
      top.putObject("apiVersion").put("type", "string");
      top.putObject("kind").put("type", "string");
      top.putObject("metadata").put("type", "object");
      forbidUnknown(schema);
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    }
  }

  private static void forbidUnknown(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.has("properties")
        && !object.has("x-kubernetes-preserve-unknown-fields")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(KubernetesTest::forbidUnknown);
  }

  private static List<String> errors(JsonNode document) throws IOException {
    return schema(document.path("kind").asText()).validate(document).stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void everyDocumentIsWhatTheOperatorTakes() throws Exception {
    List<JsonNode> documents = new ArrayList<>(documents("batch.yaml"));
    documents.addAll(documents("session.yaml"));
    assertThat(documents)
        .extracting(d -> d.path("kind").asText())
        .containsExactly("FlinkDeployment", "FlinkDeployment", "FlinkSessionJob");
    for (JsonNode document : documents) {
      assertThat(errors(document)).as(document.path("metadata").toString()).isEmpty();
      List<String> words = new ArrayList<>();
      document.at("/spec/job/args").forEach(word -> words.add(word.asText()));
      if (!words.isEmpty()) {
        List<String> problems = new ArrayList<>();
        CommandLine.parse(words.subList(1, words.size())).as(LocalizeOptions.class, problems);
        assertThat(problems).isEmpty();
      }
    }
  }

  @Test
  void aMisspeltFieldIsFound() throws IOException {
    ObjectNode document = documents("batch.yaml").get(0).deepCopy();
    ((ObjectNode) document.at("/spec/taskManager")).put("replica", 3);
    ((ObjectNode) document.path("spec")).put("flinkVersion", "v9");
    assertThat(errors(document)).hasSize(2);
  }

  /** Carries out the COPY lines of the Dockerfile, with a file in place of the jar. */
  @Test
  void theImageHoldsWhatTheBatchNames() throws IOException {
    List<String> words = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("Dockerfile"))) {
      String[] word = line.strip().split("\\s+", -1);
      words.addAll(List.of(word));
      if (word[0].equals("COPY")) {
        Path target = image.resolve(word[2].substring(1));
        Files.createDirectories(target.getParent());
        if (word[1].equals("pipeline/target/palimpsest.jar")) {
          Files.createFile(target); // made by the build, after this test
        } else {
          Files.copy(HOME.resolve(word[1]), target);
        }
      }
    }
    JsonNode job = documents("batch.yaml").get(0).at("/spec/job");
    String jar = job.path("jarURI").asText();
    assertThat(jar).startsWith("local:///");
    assertThat(image.resolve(jar.substring("local:///".length()))).isRegularFile();
    assertThat(job.path("entryClass").asText())
        .isEqualTo(dev.palimpsest.pipeline.command.Main.class.getName());
    // Without these the first picture fails: see scripts/setup.
    assertThat(words).contains("libgl1", "libegl1", "libfontconfig1");
  }
}
