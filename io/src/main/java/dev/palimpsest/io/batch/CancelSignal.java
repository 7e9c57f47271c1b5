package dev.palimpsest.io.batch;

import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells workers that their batch shall stop. The marker on storage is looked at once per process
 * and interval, however many elements ask.
 */
public final class CancelSignal {
  private static final Map<String, CancelSignal> BY_MARKER = new ConcurrentHashMap<>();

  private final String marker;
  private final long intervalNanos;
  private long nextLook = Long.MIN_VALUE;
  private boolean cancelled;

  private CancelSignal(String marker, Duration interval) {
    this.marker = marker;
    this.intervalNanos = interval.toNanos();
  }

  /**
   * The signal of a batch; one per process. One that was seen set is not handed out again: the
   * batch may have been resumed since, on a worker that lives longer than batches do.
   */
  public static CancelSignal of(OutputTree tree, String batchId, Duration interval) {
    return BY_MARKER.compute(
        tree.cancelMarker(batchId),
        (marker, known) ->
            known == null || known.wasSet() ? new CancelSignal(marker, interval) : known);
  }

  private synchronized boolean wasSet() {
    return cancelled;
  }

  /** Leaves the marker that asks a batch to stop. */
  public static void send(OutputTree tree, String batchId) throws IOException {
    Storage.write(
        tree.cancelMarker(batchId), "cancel\n".getBytes(StandardCharsets.UTF_8), "text/plain");
  }

  /** Takes the marker back, so that a cancelled batch can be resumed. */
  public static void clear(OutputTree tree, String batchId) throws IOException {
    Storage.delete(tree.cancelMarker(batchId));
    BY_MARKER.remove(tree.cancelMarker(batchId));
  }

  /**
   * Whether the batch was asked to stop, as of the last look. Storage that does not answer is no
   * reason to stop.
   */
  public synchronized boolean isSet() {
    long now = System.nanoTime();
    if (!cancelled && (nextLook == Long.MIN_VALUE || now - nextLook >= 0)) {
      nextLook = now + intervalNanos;
      try {
        cancelled = Storage.exists(marker);
      } catch (IOException e) {
        return false;
      }
    }
    return cancelled;
  }
}
