package dev.palimpsest.transforms.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchRecord.LanguageCount;
import dev.palimpsest.io.batch.BatchStatus;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.ImageResult;
import dev.palimpsest.io.result.LanguageOutput;
import dev.palimpsest.io.result.Outcome;
import dev.palimpsest.io.result.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static ImageResult result(String id, String status, boolean reused, String german) {
    LanguageOutput output =
        new LanguageOutput(
            german, null, null, null, List.of(), List.of(), List.of(), Outcome.FRESH, null);
    return new ImageResult(
        id,
        null,
        status,
        null,
        null,
        null,
        0,
        null,
        null,
        reused,
        Map.of("de", output),
        null,
        Map.of());
  }

  @Test
  void addsUpInAnyOrder() {
    List<Tally> parts =
        new ArrayList<>(
            List.of(
                Tally.of(result("b", ImageResult.COMPLETED, true, LanguageOutput.COMPLETED)),
                Tally.of(result("a", ImageResult.FAILED, false, LanguageOutput.FAILED)),
                Tally.ofRowFailure(),
                Tally.ofError(failure(FailureCode.INVALID_ROW)),
                Tally.ofError(failure(FailureCode.CORRUPT_IMAGE))));

    Tally sum = Tally.sum(parts);
    Collections.reverse(parts);

    assertThat(Tally.sum(parts)).isEqualTo(sum);
    assertThat(sum.images()).isEqualTo(3);
    assertThat(sum.completed()).isEqualTo(1);
    assertThat(sum.reused()).isEqualTo(1);
    assertThat(sum.languages()).containsEntry("de", new LanguageCount(1, 1, 0));
    assertThat(sum.outcomes()).containsExactly(Map.entry(Outcome.FRESH, 2L));
    assertThat(sum.errors())
        .containsEntry(FailureCode.INVALID_ROW, 1L)
        .containsEntry(FailureCode.CORRUPT_IMAGE, 1L);
    assertThat(sum.entries()).extracting(e -> e.imageId()).containsExactly("a", "b");
    assertThat(sum.status()).isEqualTo(BatchStatus.PARTIALLY_COMPLETED);
  }

  @Test
  void namesTheStatus() {
    Tally done = Tally.of(result("a", ImageResult.COMPLETED, false, LanguageOutput.COMPLETED));
    Tally partial =
        Tally.of(
            result(
                "b", ImageResult.PARTIALLY_COMPLETED, false, LanguageOutput.PARTIALLY_COMPLETED));
    Tally failed = Tally.of(result("c", ImageResult.FAILED, false, LanguageOutput.FAILED));

    assertThat(Tally.EMPTY.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(done.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(failed.status()).isEqualTo(BatchStatus.FAILED);
    assertThat(partial.status()).isEqualTo(BatchStatus.PARTIALLY_COMPLETED);
    assertThat(Tally.sum(List.of(done, failed)).status())
        .isEqualTo(BatchStatus.PARTIALLY_COMPLETED);
  }

  @Test
  void keepsTheListOfImagesSmall() {
    List<Tally> parts = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      parts.add(Tally.of(result("i" + i, ImageResult.COMPLETED, false, LanguageOutput.COMPLETED)));
    }

    Tally sum = Tally.sum(parts);

    assertThat(sum.images()).isEqualTo(3_000);
    assertThat(sum.entries()).hasSize(BatchRecord.MAX_INLINE_IMAGES + 1);
  }

  private static Failure failure(FailureCode code) {
    return Failure.of("a", "a.png", "m:1", Optional.empty(), Stage.LOAD, code, "for the test");
  }
}
