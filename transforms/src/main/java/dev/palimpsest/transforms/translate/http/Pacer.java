package dev.palimpsest.transforms.translate.http;

/**
 * Keeps the requests of one worker thread apart, so that no minute sees more of them than agreed.
 * Retries count as requests.
 */
public final class Pacer {
  private static final double MS_PER_MINUTE = 60_000;

  private final Waiting waiting;
  private final long intervalMs;
  private long nextMs;

  /**
   * @param requestsPerMinute most requests in any minute; 0 for no bound
   */
  public Pacer(Waiting waiting, double requestsPerMinute) {
    this.waiting = waiting;
    this.intervalMs =
        requestsPerMinute > 0 ? (long) Math.ceil(MS_PER_MINUTE / requestsPerMinute) : 0;
  }

  /** Waits until the next request may start. */
  public void awaitTurn() throws InterruptedException {
    awaitQuiet();
    nextMs = waiting.nowMs() + intervalMs;
  }

  /** Waits until another thread may start a request in place of this one. */
  public void awaitQuiet() throws InterruptedException {
    long waitMs = nextMs - waiting.nowMs();
    if (waitMs > 0) {
      waiting.sleepMs(waitMs);
    }
  }
}
