package dev.palimpsest.transforms.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedWorkTest {
  private final SharedWork<Integer, Integer> shared = new SharedWork<>();
  private final ExecutorService helper = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    helper.shutdownNow();
  }

  /** Helps with all that waits, and returns what it got back. */
  private Future<List<Integer>> help(Function<Integer, Integer> work) {
    return helper.submit(
        () -> {
          List<Integer> results = new ArrayList<>();
          try (var share = shared.join(work)) {
            share.finish(results::add);
          }
          return results;
        });
  }

  private static Runnable to(CyclicBarrier barrier) {
    return () -> {
      try {
        barrier.await(30, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @Test
  void bringsBackItsOwnResultsInOrderAndKeepsAtMostSoManyWaiting() throws Exception {
    List<Integer> results = new ArrayList<>();
    try (var share = shared.join(i -> i * i)) {
      for (int i = 0; i < 5; i++) {
        share.add(i);
        share.workDownTo(2, results::add);
      }
      assertThat(results).containsExactly(0, 1, 4);

      share.finish(results::add);
    }
    assertThat(results).containsExactly(0, 1, 4, 9, 16);
  }

  @Test
  void aThreadWithoutElementsHelps() throws Exception {
    // Each element ends only when another one is worked on at the same time.
    Runnable both = to(new CyclicBarrier(2));
    Function<Integer, Integer> work =
        i -> {
          both.run();
          return -i;
        };
    List<Integer> results = new ArrayList<>();
    try (var share = shared.join(work)) {
      List.of(1, 2, 3, 4).forEach(share::add);
      Future<List<Integer>> helped = help(work);

      share.finish(results::add);

      assertThat(helped.get()).isEmpty();
    }
    assertThat(results).containsExactly(-1, -2, -3, -4);
  }

  @Test
  void aBugIsThrownAtWhoBroughtTheElement() throws Exception {
    Function<Integer, Integer> work =
        i -> {
          throw new IllegalArgumentException("bad " + i);
        };
    try (var share = shared.join(work)) {
      share.add(7);
      assertThat(help(work).get()).isEmpty();

      assertThatThrownBy(() -> share.finish(i -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("bad 7");
    }
  }

  @Test
  void whatAnInterruptedHelperMadeIsDoneAgain() throws Exception {
    List<Integer> results = new ArrayList<>();
    try (var share = shared.join(i -> i)) {
      share.add(1);
      help(i -> {
            Thread.currentThread().interrupt();
            return -1;
          })
          .get();

      share.finish(results::add);
    }
    assertThat(results).containsExactly(1);
  }

  @Test
  void whoGivesUpTakesBackWhatNobodyBegan() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    List<Integer> seen = new ArrayList<>();
    Future<List<Integer>> helped;
    try (var share = shared.join(i -> i)) {
      List.of(1, 2, 3).forEach(share::add);
      helped =
          help(
              i -> {
                seen.add(i);
                begun.countDown();
                try {
                  closed.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                return i;
              });
      begun.await();
    }
    closed.countDown();
    helped.get();

    assertThat(seen).containsExactly(1);
  }
}
