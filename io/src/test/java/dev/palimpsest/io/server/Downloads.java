package dev.palimpsest.io.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** How often the content of objects was asked for. */
final class Downloads {
  private final AtomicReference<Runnable> once = new AtomicReference<>(() -> {});

  private final Map<String, Integer> byObject = new ConcurrentHashMap<>();

  /**
   * @param object bucket, slash, name
   */
  void count(String object) {
    byObject.merge(object, 1, Integer::sum);
  }

  int under(String prefix) {
    return byObject.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Done before the next answer with a file's content, and not again. */
  void beforeNext(Runnable action) {
    once.set(action);
  }

  void begin() {
    once.getAndSet(() -> {}).run();
  }
}
