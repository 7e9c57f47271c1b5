package dev.palimpsest.transforms.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.transforms.translate.http.Pacer;
import dev.palimpsest.transforms.translate.http.Waiting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {
  private long nowMs;

  private final Waiting waiting =
      new Waiting() {
        @Override
        public long nowMs() {
          return nowMs;
        }

        @Override
        public void sleepMs(long durationMs) {
          nowMs += durationMs;
        }

        @Override
        public double random() {
          return 0;
        }
      };

  @Test
  void noMinuteSeesMoreRequestsThanAgreed() throws InterruptedException {
    Pacer pacer = new Pacer(waiting, 7);
    List<Long> starts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      pacer.awaitTurn();
      starts.add(nowMs);
      nowMs += i % 5 * 3_000L; // what the request itself takes
    }
    for (long start : starts) {
      assertThat(starts.stream().filter(s -> s >= start && s < start + 60_000).count())
          .isLessThanOrEqualTo(7);
    }
  }

  @Test
  void withoutABoundNobodyWaits() throws InterruptedException {
    Pacer pacer = new Pacer(waiting, 0);
    for (int i = 0; i < 10; i++) {
      pacer.awaitTurn();
    }
    pacer.awaitQuiet();
    assertThat(nowMs).isZero();
  }
}
