package dev.palimpsest.io.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContainmentTest {
  @BeforeEach
  void begin() {
    Containment.succeeded();
  }

  @Test
  void aBugIsTheFailureOfItsPicture() {
    IllegalStateException bug = new IllegalStateException("index 7\nmore");
    FailureException failure = Containment.failure(Stage.READ, "reading image a", bug);

    assertThat(failure.code()).isEqualTo(FailureCode.INTERNAL_ERROR);
    assertThat(failure.stage()).isEqualTo(Stage.READ);
    assertThat(failure)
        .hasCause(bug)
        .hasMessageMatching(
            "reading image a: java.lang.IllegalStateException: index 7 \\(internal error [0-9a-f]{8}\\)");
    assertThat(Containment.failure(Stage.READ, "reading image a", bug))
        .hasMessage(failure.getMessage());
  }

  @Test
  void soAreErrorsOfOnePicture() {
    for (Error error :
        new Error[] {
          new OutOfMemoryError(), new StackOverflowError(), new NoClassDefFoundError()
        }) {
      assertThat(Containment.failure(Stage.READ, "a", error).code())
          .isEqualTo(FailureCode.INTERNAL_ERROR);
    }
  }

  @Test
  void whatIsTheStoresOrTheWorkersIsThrownOn() {
    UncheckedIOException store = new UncheckedIOException(new IOException("disk full"));
    assertThatThrownBy(() -> Containment.failure(Stage.WRITE, "a", new RuntimeException(store)))
        .hasCause(store);
    InternalError machine = new InternalError("a fault in a memory access");
    assertThatThrownBy(() -> Containment.failure(Stage.READ, "a", machine)).isSameAs(machine);
  }

  @Test
  void anInterruptedWorkersTroublesAreNotThePictures() {
    RuntimeException trouble = new RuntimeException("closed");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Containment.failure(Stage.READ, "a", trouble)).isSameAs(trouble);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void tooManyInARowStopTheBundle() {
    RuntimeException bug = new RuntimeException("always");
    for (int i = 0; i < Containment.MOST_IN_A_ROW; i++) {
      Containment.failure(Stage.READ, "image " + i, bug);
    }
    assertThatThrownBy(() -> Containment.failure(Stage.READ, "one more", bug))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("more than 20 internal errors with no success between them");
    Containment.succeeded();
    assertThat(Containment.failure(Stage.READ, "later", bug)).isNotNull();
  }
}
