package dev.palimpsest.transforms.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.json.JsonCoder;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.Stage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  /** Keeps what is logged. */
  private static final class Kept extends Handler {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void logsEachFailureWithBatchAndImage() {
    Failure failure =
        Failure.of(
            "cup",
            "cup.png",
            "list.jsonl:7",
            Optional.of("de"),
            Stage.RENDER,
            FailureCode.MISSING_GLYPHS,
            "no font has U+1F600");
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    Outcomes outcomes = new Outcomes();
    outcomes
        .imageFailures()
        .add(pipeline.apply("None", Create.empty(JsonCoder.of(ImageFailure.class))));
    outcomes
        .languageFailures()
        .add(pipeline.apply(Create.of(failure).withCoder(JsonCoder.of(Failure.class))));
    PCollection<Failure> all = outcomes.allFailures("night-1");
    PAssert.that(all).containsInAnyOrder(failure);
    Logger logger = Logger.getLogger(Outcomes.class.getName());
    Kept kept = new Kept();
    logger.addHandler(kept);
    try {
      pipeline.run().waitUntilFinish();
    } finally {
      logger.removeHandler(kept);
    }

    assertThat(kept.records)
        .singleElement()
        .satisfies(record -> assertThat(record.getLevel()).isEqualTo(Level.WARNING))
        .extracting(LogRecord::getMessage)
        .asString()
        .startsWith("batch_id=night-1 image_id=cup row=list.jsonl:7 language=de stage=")
        .contains("MISSING_GLYPHS", "no font has U+1F600");
  }
}
