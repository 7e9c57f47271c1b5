package dev.palimpsest.io.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoughtTranslationsTest {
  @TempDir Path root;

  @Test
  void aFileThatWasCutGivesItsWholeLines() throws IOException {
    OutputTree tree = new OutputTree(root.toString());
    BoughtTranslations memory = new BoughtTranslations(tree);
    BoughtTranslation one = new BoughtTranslation("k1", "en", "de", "tea", "Tee", "deepl");
    BoughtTranslation two = new BoughtTranslation("k2", "en", "de", "milk", "Milch", "deepl");
    memory.write("en", "de", "b", List.of(one, two));
    assertThat(memory.read("en", "de", "b")).containsExactly(one, two);

    String uri = tree.memory("en", "de", "b");
    String content = new String(Storage.read(uri, 1000), UTF_8);
    Storage.write(uri, content.substring(0, content.length() - 9).getBytes(UTF_8), "text/plain");
    assertThat(memory.read("en", "de", "b")).containsExactly(one);
    assertThat(memory.read("en", "de", "never asked")).isEmpty();
  }
}
