package dev.palimpsest.io.result;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what one row or picture throws, a bug or an {@link Error} of its own too, from stopping the
 * others. Each step has one place where it catches everything and asks here what to do with it:
 *
 * <pre>{@code
 * try {
 *   result = work(picture);
 *   Containment.succeeded();
 * } catch (RuntimeException | Error e) {
 *   failure = Containment.failure(Stage.READ, "image " + id, e);
 * }
 * }</pre>
 */
public final class Containment {
  /** Where so many meet internal errors one after the other, it is not they who are at fault. */
  static final int MOST_IN_A_ROW = 20;

  private static final Logger LOG = LoggerFactory.getLogger(Containment.class);
  private static final AtomicInteger IN_A_ROW = new AtomicInteger();

  private Containment() {}

  /** A row or picture came through. */
  public static void succeeded() {
    IN_A_ROW.set(0);
  }

  /**
   * The failure of what threw; its message has an id under which the log has the trace.
   *
   * @param what names the row, picture or text at work
   * @throws RuntimeException {@code thrown} itself, or an {@link Error}, if it is the worker's or
   *     the store's and not the picture's: the bundle fails then, and the engine tries again
   * @throws IllegalStateException if too many met internal errors, with no success between them
   */
  public static FailureException failure(Stage stage, String what, Throwable thrown) {
    if (isTheWorkers(thrown)) {
      throw Containment.<RuntimeException>unchecked(thrown);
    }
    String trace = trace(thrown);
    String id = id(what, trace);
    LOG.error("internal error {} at {}: {}", id, what, trace);
    if (IN_A_ROW.incrementAndGet() > MOST_IN_A_ROW) {
      throw new IllegalStateException(
          "more than %d internal errors with no success between them; the last: %s"
              .formatted(MOST_IN_A_ROW, thrown),
          thrown);
    }
    return new FailureException(
        stage,
        FailureCode.INTERNAL_ERROR,
        "%s: %s (internal error %s)".formatted(what, firstLine(thrown), id),
        thrown);
  }

  /** By this code's custom an unchecked I/O error is one of the store, or of the worker's disk. */
  private static boolean isTheWorkers(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UncheckedIOException || cause instanceof InterruptedException) {
        return true;
      }
    }
    boolean isTheMachines =
        thrown instanceof VirtualMachineError
            && !(thrown instanceof OutOfMemoryError)
            && !(thrown instanceof StackOverflowError);
    return isTheMachines || Thread.currentThread().isInterrupted();
  }

  private static String firstLine(Throwable thrown) {
    return thrown.toString().lines().findFirst().orElse("");
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  /** The same for the same error of the same picture, so that a batch run again says the same. */
  private static String id(String what, String trace) {
    CRC32 sum = new CRC32();
    sum.update((what + trace).getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(sum.getValue());
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // lets an Error pass as it is
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
