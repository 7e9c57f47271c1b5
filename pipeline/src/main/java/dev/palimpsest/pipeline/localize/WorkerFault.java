package dev.palimpsest.pipeline.localize;

import dev.palimpsest.transforms.natives.NativesException;
import java.util.Optional;

/** What stopped a batch, where it is a worker's machine that someone can mend. */
final class WorkerFault {
  private static final String NATIVES = NativesException.class.getName() + ": ";
  private static final String JAVA = UnsupportedClassVersionError.class.getName();

  private WorkerFault() {}

  /** One line; empty for any other fault. Flink sends causes as texts, so their words are read. */
  static Optional<String> explained(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String word = cause.toString();
      int natives = word.indexOf(NATIVES);
      if (natives >= 0) {
        String line = word.substring(natives + NATIVES.length()).lines().findFirst().orElse("");
        return Optional.of("a worker cannot do the work: " + line);
      }
      if (word.contains(JAVA)) {
        return Optional.of("a worker's Java is too old: it must be 17 or newer");
      }
    }
    return Optional.empty();
  }
}
