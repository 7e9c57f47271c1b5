package dev.palimpsest.transforms.translate.http;

import java.util.concurrent.ThreadLocalRandom;

/** Time and chance, so that tests can play them. */
public interface Waiting {
  /** The real ones. */
  Waiting REAL =
      new Waiting() {
        @Override
        public long nowMs() {
          return System.currentTimeMillis();
        }

        @Override
        public void sleepMs(long durationMs) throws InterruptedException {
          Thread.sleep(durationMs);
        }

        @Override
        public double random() {
          return ThreadLocalRandom.current().nextDouble();
        }
      };

  /** Milliseconds since the epoch. */
  long nowMs();

  void sleepMs(long durationMs) throws InterruptedException;

  /** From 0, inclusive, to 1, exclusive. */
  double random();
}
