package dev.palimpsest.io.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Decides which requests to a server go wrong, and counts them. */
public final class Faults {
  /** What may happen to a request. */
  public enum Fault {
    TOO_MANY_REQUESTS,
    UNAVAILABLE,
    /** The connection breaks before the request is seen. */
    CUT_BEFORE,
    /** The connection breaks in the middle of the answer. */
    CUT_INSIDE,
    /** The request is carried out, and the connection breaks before the answer. */
    CUT_AFTER
  }

  private final AtomicInteger requests = new AtomicInteger();
  private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
  private int every;
  private int sinceLast;
  private int next;
  private Predicate<String> broken = path -> false;

  /** From now on each n-th request meets a fault, each kind in its turn; 0 for none. */
  public synchronized void every(int n) {
    every = n;
    sinceLast = 0;
  }

  /** From now on the server is never available for requests of which this is true. */
  public synchronized void always(Predicate<String> methodAndPath) {
    broken = methodAndPath;
  }

  /** What happens to this request. */
  synchronized Optional<Fault> next(String methodAndPath) {
    requests.incrementAndGet();
    Optional<Fault> fault = Optional.empty();
    if (broken.test(methodAndPath)) {
      fault = Optional.of(Fault.UNAVAILABLE);
    } else if (every > 0 && ++sinceLast >= every) {
      sinceLast = 0;
      fault = Optional.of(Fault.values()[next++ % Fault.values().length]);
    }
    fault.ifPresent(f -> injected.merge(f, 1, Integer::sum));
    return fault;
  }

  /** All requests so far. */
  public int requests() {
    return requests.get();
  }

  /** How often each fault was injected. */
  public synchronized Map<Fault, Integer> injected() {
    return new EnumMap<>(injected);
  }
}
