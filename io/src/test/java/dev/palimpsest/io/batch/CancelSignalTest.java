package dev.palimpsest.io.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelSignalTest {
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path folder;
  private OutputTree tree;

  @BeforeEach
  void tree() {
    tree = new OutputTree(folder.toString());
  }

  @Test
  void looksOncePerInterval() throws IOException {
    CancelSignal signal = CancelSignal.of(tree, "b", LONG);
    assertThat(signal.isSet()).isFalse();
    CancelSignal.send(tree, "b");
    assertThat(signal.isSet()).as("the last look was just now").isFalse();
    assertThat(CancelSignal.of(tree, "b", LONG)).isSameAs(signal);
  }

  @Test
  void aResumedBatchRunsOnAWorkerThatSawTheOldSignal() throws IOException {
    CancelSignal.send(tree, "b");
    assertThat(CancelSignal.of(tree, "b", LONG).isSet()).isTrue();
    // The marker goes in another process: the launcher's.
    Storage.delete(tree.cancelMarker("b"));
    assertThat(CancelSignal.of(tree, "b", LONG).isSet()).isFalse();
  }
}
