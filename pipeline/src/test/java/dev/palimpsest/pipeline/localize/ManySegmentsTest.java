package dev.palimpsest.pipeline.localize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.transforms.translate.Answer;
import dev.palimpsest.transforms.translate.SegmentRequest;
import dev.palimpsest.transforms.translate.TranslateSegments;
import dev.palimpsest.transforms.translate.TranslateSettings;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests as an engine's server counts them, for a catalog that repeats itself. */
@Tag("ocr")
class ManySegmentsTest {
  private static final int SEGMENTS = 100_000;
  private static final int DISTINCT = 5_000;
  private static final int BATCH_SIZE = 48;
  private static final int CONCURRENCY = 3;

  @TempDir Path folder;

  @Test
  void theDirectRunnerAsksEachDistinctTextOnce() throws IOException {
    assertFullBatches(DirectRunner.class);
  }

  @Test
  void flinkWithTwoSlotsAsksEachDistinctTextOnce() throws IOException {
    assertFullBatches(FlinkRunner.class);
  }

  private void assertFullBatches(Class<? extends PipelineRunner<?>> runner) throws IOException {
    try (ChatServer server = new ChatServer()) {
      run(runner, server);
      int perTarget = (DISTINCT / 2 + BATCH_SIZE - 1) / BATCH_SIZE;
      assertThat(server.requestsByTarget()).isEqualTo(Map.of("fr", perTarget, "it", perTarget));
      assertThat(server.asked()).hasSize(DISTINCT).allSatisfy((text, n) -> assertThat(n).isOne());
      assertThat(server.mostUnderWay()).isBetween(1, CONCURRENCY);
      run(runner, server);
      assertThat(server.requestsByTarget())
          .as("a second run finds everything bought")
          .isEqualTo(Map.of("fr", perTarget, "it", perTarget));
    }
  }

  private void run(Class<? extends PipelineRunner<?>> runner, ChatServer server) {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(runner);
    options.setFlinkMaster("[local]");
    options.setParallelism(2);
    RunnerDefaults.apply(options);
    EngineSettings engine =
        new EngineSettings(server.url(), "m", null, Duration.ofMinutes(1), null);
    TranslateSettings settings =
        new TranslateSettings(
            List.of(),
            List.of(),
            new OutputTree(folder.toString()),
            Map.of("openai", engine),
            new TranslateSettings.Limits(BATCH_SIZE, 10_000, CONCURRENCY, 0));
    Pipeline pipeline = Pipeline.create(options);
    PAssert.thatSingleton(
            pipeline
                .apply(GenerateSequence.from(0).to(SEGMENTS))
                .apply(
                    MapElements.into(TypeDescriptor.of(SegmentRequest.class))
                        .via(ManySegmentsTest::request))
                .setCoder(TranslateSegments.requestCoder())
                .apply(new TranslateSegments(settings))
                .apply(Values.create())
                .apply(Filter.by((Answer answer) -> answer.translation().succeeded()))
                .apply(Count.globally()))
        .isEqualTo((long) DISTINCT);
    pipeline.run().waitUntilFinish();
  }

  /** Every distinct text in one of two languages, twenty times. */
  private static SegmentRequest request(long number) {
    long text = number * 7 % DISTINCT;
    return new SegmentRequest(
        "en", text % 2 == 0 ? "fr" : "it", "Sentence " + text, List.of(), "openai", null);
  }
}
