package dev.palimpsest.pipeline.localize;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class WorkerFaultTest {
  @Test
  void nativesThatCannotBeLoadedAreOneLine() {
    Throwable word =
        new IllegalStateException(
            "dev.palimpsest.transforms.natives.NativesException: the system lacks libGL.so.1\n\tat x");
    assertThat(WorkerFault.explained(new RuntimeException("job failed", word)))
        .contains("a worker cannot do the work: the system lacks libGL.so.1");
  }

  /** As it comes back from a cluster: a text with the name of the class. */
  @Test
  void aJavaThatIsTooOldIsOneLine() {
    Throwable word = new SerializedThrowable(new UnsupportedClassVersionError("dev/palimpsest/X"));
    assertThat(WorkerFault.explained(new RuntimeException("job failed", word)))
        .contains("a worker's Java is too old: it must be 17 or newer");
  }

  @Test
  void anythingElseIsNotKnown() {
    assertThat(WorkerFault.explained(new IllegalStateException("boom"))).isEmpty();
  }
}
