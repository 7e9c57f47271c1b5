package dev.palimpsest.io.batch;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Live counts of a running batch: each worker process writes over one small file every few seconds,
 * whatever the number of images; the launcher adds the files up. Approximate where work is
 * repeated: the final numbers are computed from the data.
 */
public final class Progress {
  private static final Map<String, Progress> BY_FILE = new ConcurrentHashMap<>();
  private static final String WORKER = UUID.randomUUID().toString();
  private static final long INTERVAL_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long MAX_COUNTS_BYTES = 4_096;

  private final String file;
  private long seen;
  private long completed;
  private long failed;
  private long nextWrite = System.nanoTime();

  private Progress(String file) {
    this.file = file;
  }

  /**
   * Images so far.
   *
   * @param seen read, or found done
   * @param completed that came to their end
   * @param failed that came to another end
   */
  public record Counts(long seen, long completed, long failed) {}

  /** The counts of this process for a batch. */
  public static Progress of(OutputTree tree, String batchId) {
    return BY_FILE.computeIfAbsent(tree.progress(batchId, WORKER), Progress::new);
  }

  /** What all worker processes have counted so far. */
  public static Counts total(OutputTree tree, String batchId) throws IOException {
    long seen = 0;
    long completed = 0;
    long failed = 0;
    for (Storage.FileInfo worker : Storage.list(tree.allProgress(batchId))) {
      byte[] json = Storage.readShared(worker.uri(), MAX_COUNTS_BYTES);
      Counts counts = Json.MAPPER.readValue(json, Counts.class);
      seen += counts.seen();
      completed += counts.completed();
      failed += counts.failed();
    }
    return new Counts(seen, completed, failed);
  }

  /** Counts an image that was read or found done. */
  public synchronized void countSeen() {
    seen++;
    flushWhenDue();
  }

  /** Counts an image that came to its end. */
  public synchronized void countEnded(boolean wasCompleted) {
    if (wasCompleted) {
      completed++;
    } else {
      failed++;
    }
    flushWhenDue();
  }

  private void flushWhenDue() {
    if (System.nanoTime() - nextWrite >= 0) {
      flush();
    }
  }

  /** Writes the counts; a store that does not answer costs a look at progress and no more. */
  synchronized void flush() {
    nextWrite = System.nanoTime() + INTERVAL_NANOS;
    try {
      Storage.write(
          file,
          Json.write(new Counts(seen, completed, failed)).getBytes(StandardCharsets.UTF_8),
          "application/json");
    } catch (IOException e) {
      return;
    }
  }
}
