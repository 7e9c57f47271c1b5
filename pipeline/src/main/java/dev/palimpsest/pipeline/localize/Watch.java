package dev.palimpsest.pipeline.localize;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStore;
import dev.palimpsest.io.batch.CancelSignal;
import dev.palimpsest.io.batch.Progress;
import dev.palimpsest.pipeline.options.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps live counts in the status record while a batch runs, and turns Ctrl-C into a cancelled
 * batch that ends cleanly.
 */
final class Watch implements AutoCloseable {
  private static final Duration REFRESH = Duration.ofSeconds(3);

  /** How long Ctrl-C waits for work in hand. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Settings settings;
  private final BatchStore store;
  private final BatchRecord processing;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread onInterrupt = new Thread(this::cancel, "palimpsest-cancel");
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "palimpsest-progress");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> refreshing;

  Watch(Settings settings, BatchStore store, BatchRecord processing) {
    this.settings = settings;
    this.store = store;
    this.processing = processing;
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    long seconds = REFRESH.toSeconds();
    refreshing = timer.scheduleWithFixedDelay(this::refresh, seconds, seconds, TimeUnit.SECONDS);
  }

  private void refresh() {
    try {
      if (store.read(settings.batchId()).filter(r -> r.status().isFinal()).isEmpty()) {
        store.update(processing.counted(Progress.total(settings.tree(), settings.batchId())));
      }
    } catch (IOException e) {
      // Live counts are a courtesy; the next round tries again.
      return;
    }
  }

  private void cancel() {
    try {
      CancelSignal.send(settings.tree(), settings.batchId());
      if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
      store.settle(settings.batchId());
      CancelSignal.clear(settings.tree(), settings.batchId());
    } catch (IOException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when nobody writes live counts any more. */
  @Override
  public void close() {
    refreshing.cancel(false);
    timer.shutdown();
    try {
      if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException e) {
      // The process is going down: the hook is running and finishes by itself.
      return;
    }
  }
}
