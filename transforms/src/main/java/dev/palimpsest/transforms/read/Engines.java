package dev.palimpsest.transforms.read;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Tesseract engines of one thread, loaded when first asked for and kept until closed. */
final class Engines implements AutoCloseable {
  /** Enough to sample every script: Chinese and Japanese take 40 MB each, the others 2 to 15. */
  private static final int MOST_HANDLES = 40;

  private final OcrData data;

  /** By OCR languages; the least recently used one goes first. */
  private final Map<String, Tesseract> handles = new LinkedHashMap<>(16, 0.75f, true);

  private long deadlineNanos;

  /** The time for this picture is over. */
  static final class TimedOut extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  Engines(OcrData data) {
    this.data = data;
  }

  /** From now on engines are handed out for so long only. */
  void startClock(Duration timeLimit) {
    deadlineNanos = System.nanoTime() + timeLimit.toNanos();
  }

  /**
   * @param codes Tesseract's codes, joined by {@code +}, all of them at hand
   * @throws TimedOut after the time limit
   */
  Tesseract engine(String codes) {
    checkTime();
    Tesseract handle = handles.get(codes);
    if (handle == null) {
      if (handles.size() >= MOST_HANDLES) {
        String eldest = handles.keySet().iterator().next();
        handles.remove(eldest).close();
      }
      handle = Tesseract.withoutInversion(data.folder(), codes);
      handles.put(codes, handle);
    }
    handle.setDeadline(deadlineNanos);
    return handle;
  }

  /** Whether there is data of this code. */
  boolean has(String code) {
    return data.codes().contains(code);
  }

  /**
   * @throws TimedOut after the time limit
   */
  void checkTime() {
    if (System.nanoTime() - deadlineNanos > 0) {
      throw new TimedOut();
    }
  }

  @Override
  public void close() {
    handles.values().forEach(Tesseract::close);
    handles.clear();
  }
}
