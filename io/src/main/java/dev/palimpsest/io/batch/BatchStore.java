package dev.palimpsest.io.batch;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.SharedFile;
import dev.palimpsest.io.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/** The status records under one output root. Readers never see half a record. */
public final class BatchStore {
  private static final String MEDIA_TYPE = "application/json";
  private static final long MAX_RECORD_BYTES = 64L << 20;

  private final OutputTree tree;

  public BatchStore(OutputTree tree) {
    this.tree = tree;
  }

  /**
   * Writes the first record of a batch. Of several starts with one id exactly one succeeds.
   *
   * @param options with the credentials and endpoints of the stores
   * @return {@code false} if the batch id is taken
   */
  public boolean create(BatchRecord record, PipelineOptions options) throws IOException {
    try (SharedFile file = SharedFile.at(tree.status(record.batchId()), options)) {
      return file.write(bytes(record), Optional.empty());
    }
  }

  /** Writes over the record of a batch. */
  public void update(BatchRecord record) throws IOException {
    Storage.write(tree.status(record.batchId()), bytes(record), MEDIA_TYPE);
  }

  /**
   * Writes the final record of a batch. A launcher may write live counts over it at the same
   * moment: a copy beside it lets {@link #settle} put that right.
   */
  public void finish(BatchRecord record) throws IOException {
    Storage.write(tree.finalStatus(record.batchId()), bytes(record), MEDIA_TYPE);
    update(record);
  }

  /**
   * Makes the final record the one that readers see, now that nobody writes live counts any more.
   *
   * @return the record of the batch
   */
  public Optional<BatchRecord> settle(String batchId) throws IOException {
    Optional<BatchRecord> finished = readAt(tree.finalStatus(batchId));
    if (finished.isPresent()) {
      update(finished.get());
      Storage.delete(tree.finalStatus(batchId));
    }
    return read(batchId);
  }

  /** The record of a batch; empty if there is no such batch, or its record is damaged. */
  public Optional<BatchRecord> read(String batchId) throws IOException {
    return readAt(tree.status(batchId));
  }

  /** All batches, newest first. */
  public List<BatchRecord> list() throws IOException {
    List<BatchRecord> records = new ArrayList<>();
    for (Storage.FileInfo file : Storage.list(tree.allStatuses())) {
      readAt(file.uri()).ifPresent(records::add);
    }
    records.sort(
        Comparator.comparing(BatchRecord::createdAt)
            .reversed()
            .thenComparing(BatchRecord::batchId));
    return records;
  }

  private static Optional<BatchRecord> readAt(String uri) throws IOException {
    try {
      return Json.readStored(Storage.readShared(uri, MAX_RECORD_BYTES), BatchRecord.class, uri);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(BatchRecord record) {
    return Json.writePretty(record).getBytes(StandardCharsets.UTF_8);
  }
}
