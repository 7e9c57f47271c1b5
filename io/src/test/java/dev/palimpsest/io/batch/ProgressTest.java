package dev.palimpsest.io.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.storage.OutputTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
  @TempDir Path folder;

  @Test
  void addsUpAllWorkers() throws IOException {
    OutputTree tree = new OutputTree(folder.toString());
    assertThat(Progress.total(tree, "b")).isEqualTo(new Progress.Counts(0, 0, 0));
    Progress here = Progress.of(tree, "b");
    here.countSeen();
    here.countSeen();
    here.countEnded(true);
    here.countEnded(false);
    here.flush();
    Files.writeString(
        Path.of(tree.progress("b", "another")), "{\"seen\":5,\"completed\":3,\"failed\":1}");

    assertThat(Progress.total(tree, "b")).isEqualTo(new Progress.Counts(7, 4, 2));
    try (var files = Files.list(folder.resolve("batches/b/progress"))) {
      assertThat(files).as("one small file a worker, however many images").hasSize(2);
    }
  }
}
