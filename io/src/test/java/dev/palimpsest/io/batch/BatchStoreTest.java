package dev.palimpsest.io.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.Outcome;
import dev.palimpsest.io.storage.OutputTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchStoreTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path root;
  private BatchStore store;

  @BeforeEach
  void open() {
    store = new BatchStore(new OutputTree(root.toString()));
  }

  private static BatchRecord pending(String id, Instant createdAt) {
    return BatchRecord.pending(id, List.of("de", "fr"), createdAt, "results", "failures");
  }

  private boolean create(BatchRecord record) throws IOException {
    return store.create(record, PipelineOptionsFactory.create());
  }

  @Test
  void createsOnceThenUpdates() throws IOException {
    assertThat(create(pending("b1", NOON))).isTrue();
    assertThat(create(pending("b1", NOON.plusSeconds(5)))).isFalse();
    assertThat(store.read("b1")).contains(pending("b1", NOON));
    store.update(pending("b1", NOON).processing(NOON.plusSeconds(1)));
    assertThat(store.read("b1").orElseThrow().status()).isEqualTo(BatchStatus.PROCESSING);
    assertThat(store.read("none")).isEmpty();
  }

  @Test
  void listsNewestFirst() throws IOException {
    create(pending("old", NOON));
    create(pending("new", NOON.plusSeconds(60)));
    assertThat(store.list()).extracting(BatchRecord::batchId).containsExactly("new", "old");
  }

  @Test
  void writesTheFieldsOfTheContract() {
    BatchRecord record =
        new BatchRecord(
            "b",
            BatchStatus.PARTIALLY_COMPLETED,
            3,
            2,
            1,
            1,
            List.of("de"),
            NOON,
            NOON,
            NOON,
            Map.of("de", new BatchRecord.LanguageCount(2, 1, 1)),
            Map.of(Outcome.FRESH, 1L, Outcome.CARRIED_OVER, 1L),
            Map.of(FailureCode.CORRUPT_IMAGE, 1L),
            "r",
            "f",
            "p",
            List.of(new BatchRecord.ImageEntry("mug", "completed")),
            new WebhookDelivery("d", false, 5, "HTTP 500"));
    assertThat(Json.write(record))
        .isEqualTo(
            """
            {"batch_id":"b","status":"partially_completed","total_images":3,"completed_count":2,\
            "failed_count":1,"reused_count":1,"target_languages":["de"],\
            "created_at":"2026-01-01T12:00:00Z","started_at":"2026-01-01T12:00:00Z",\
            "finished_at":"2026-01-01T12:00:00Z",\
            "languages":{"de":{"completed":2,"failed":1,"reused":1}},\
            "outcomes":{"carried_over":1,"fresh":1},"errors":{"CORRUPT_IMAGE":1},\
            "results":"r","failures":"f","report":"p",\
            "images":[{"image_id":"mug","status":"completed"}],\
            "webhook":{"delivery_id":"d","delivered":false,"attempts":5,"error":"HTTP 500"}}""");
    assertThat(Json.read(Json.write(record), BatchRecord.class)).isEqualTo(record);
  }

  @Test
  void largeBatchesListNoImages() {
    List<BatchRecord.ImageEntry> images =
        Collections.nCopies(1_001, new BatchRecord.ImageEntry("mug", "completed"));
    BatchRecord record =
        new BatchRecord(
            "b",
            BatchStatus.COMPLETED,
            1,
            1,
            0,
            0,
            List.of(),
            NOON,
            NOON,
            NOON,
            Map.of(),
            Map.of(),
            Map.of(),
            "r",
            "f",
            null,
            images,
            null);
    assertThat(record.images()).isNull();
  }

  @Test
  void aDamagedRecordHidesNoOther() throws IOException {
    create(pending("good", NOON));
    create(pending("cut", NOON));
    create(pending("null", NOON));
    Files.write(root.resolve("batches/cut/status.json"), new byte[0]);
    Files.writeString(root.resolve("batches/null/status.json"), "null");

    assertThat(store.list()).extracting(BatchRecord::batchId).containsExactly("good");
    assertThat(store.read("cut")).isEmpty();
  }
}
