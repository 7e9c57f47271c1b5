package dev.palimpsest.transforms.translate;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Apertium on this machine: one long-lived process for each pair that was asked for. */
final class ApertiumProcesses implements ApertiumAccess {
  private final ApertiumPairs pairs;
  private final Duration timeout;
  private final Map<String, ApertiumProcess> running = new HashMap<>();

  /**
   * @param timeout for one text over one pair
   */
  ApertiumProcesses(ApertiumPairs pairs, Duration timeout) {
    this.pairs = pairs;
    this.timeout = timeout;
  }

  @Override
  public ApertiumPairs pairs() {
    return pairs;
  }

  /** Asks the pair's process; one that died or hangs is replaced once. */
  @Override
  public String translate(String mode, String text) throws FailureException, InterruptedException {
    try {
      return askOnce(mode, text);
    } catch (IOException first) {
      try {
        return askOnce(mode, text);
      } catch (IOException e) {
        e.addSuppressed(first);
        throw new FailureException(
            Stage.TRANSLATE,
            FailureCode.TRANSLATOR_UNAVAILABLE,
            Path.of(mode).getFileName() + ": " + e.getMessage(),
            e);
      }
    }
  }

  private String askOnce(String mode, String text) throws IOException, InterruptedException {
    ApertiumProcess process = running.get(mode);
    if (process == null) {
      process = new ApertiumProcess(Path.of(mode));
      running.put(mode, process);
    }
    try {
      return process.translate(text, timeout);
    } catch (IOException | InterruptedException e) {
      running.remove(mode).close();
      throw e;
    }
  }

  @Override
  public void close() {
    running.values().forEach(ApertiumProcess::close);
    running.clear();
  }
}
