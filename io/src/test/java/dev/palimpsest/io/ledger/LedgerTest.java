package dev.palimpsest.io.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  @TempDir Path folder;

  private OutputTree tree;
  private Ledger ledger;

  @BeforeEach
  void open() {
    tree = new OutputTree(folder.toString());
    ledger = new Ledger(tree);
  }

  private void leave(String batchId) throws IOException {
    String file = tree.ledgerEntries(batchId) + "-00000-of-00001.jsonl";
    Storage.write(file, "{}\n".getBytes(UTF_8), "application/json");
    ledger.switchTo(batchId, PipelineOptionsFactory.create());
  }

  private boolean has(String batchId) throws IOException {
    return !Storage.list(tree.ledgerEntries(batchId) + "-*").isEmpty();
  }

  @Test
  void isEmptyBeforeTheFirstBatch() throws IOException {
    assertThat(ledger.current()).isEmpty();
  }

  @Test
  void keepsTheNewestSetAndTheOneBefore() throws IOException {
    leave("one");
    leave("two");
    leave("two"); // the last step of a batch may run twice
    leave("three");

    assertThat(ledger.current().orElseThrow().batchId()).isEqualTo("three");
    assertThat(Storage.list(ledger.current().orElseThrow().entries())).hasSize(1);
    assertThat(has("two")).isTrue();
    assertThat(has("one")).isFalse();
  }

  @Test
  void anOlderBatchThatIsResumedKeepsItsNewSet() throws IOException {
    leave("one");
    leave("two");
    leave("one");

    assertThat(Storage.list(ledger.current().orElseThrow().entries())).hasSize(1);
    assertThat(has("two")).isTrue();
  }
}
