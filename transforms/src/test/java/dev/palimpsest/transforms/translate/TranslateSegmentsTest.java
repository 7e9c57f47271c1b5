package dev.palimpsest.transforms.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.memory.BoughtTranslation;
import dev.palimpsest.io.memory.BoughtTranslations;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslateSegmentsTest {
  @TempDir Path folder;

  private static SegmentRequest request(String target, String text, String engines) {
    return new SegmentRequest("en", target, text, List.of(), engines, null);
  }

  private TranslateSettings settings(int batchSize) throws IOException {
    Path tmx = folder.resolve("memory.tmx");
    Files.writeString(
        tmx,
        """
        <tmx version="1.4"><header/><body><tu>
          <tuv xml:lang="en"><seg>Summer sale</seg></tuv>
          <tuv xml:lang="de"><seg>Sommerschlussverkauf</seg></tuv>
        </tu></body></tmx>
        """);
    OutputTree tree = new OutputTree(folder.resolve("out").toString());
    return new TranslateSettings(
        List.of(tmx.toString()),
        List.of(),
        tree,
        Map.of(),
        new TranslateSettings.Limits(batchSize, 10_000, 4, 0));
  }

  /** Runs the transform, compares its answers, and returns its counters. */
  private static Map<String, Long> run(
      TranslateSettings settings,
      List<SegmentRequest> requests,
      Map<SegmentRequest, Translation> expected) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollection<KV<String, Answer>> answers =
        pipeline
            .apply(Create.of(requests).withCoder(TranslateSegments.requestCoder()))
            .apply(new TranslateSegments(settings));
    Map<String, String> byKey = new TreeMap<>();
    expected.forEach(
        (request, translation) ->
            byKey.put(request.segmentKey() + request.target(), Json.write(translation)));
    PAssert.that(answers)
        .satisfies(
            found -> {
              Map<String, String> foundByKey = new TreeMap<>();
              List<String> keys = new ArrayList<>();
              found.forEach(
                  answer -> {
                    String key = answer.getKey() + answer.getValue().language();
                    foundByKey.put(key, Json.write(answer.getValue().translation()));
                    keys.add(key);
                  });
              assertThat(keys).doesNotHaveDuplicates();
              assertThat(foundByKey).containsAllEntriesOf(byKey);
              return null;
            });
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(TranslateSegments.COUNTERS))
            .build();
    Map<String, Long> counters = new TreeMap<>();
    StreamSupport.stream(result.metrics().queryMetrics(filter).getCounters().spliterator(), false)
        .forEach(counter -> counters.put(counter.getName().getName(), counter.getAttempted()));
    return counters;
  }

  @Test
  void theMemoryAnswersFirstAndMissesAreToldApart() throws IOException {
    SegmentRequest known = request("de", "Summer  sale", "pseudo,memory");
    SegmentRequest unknown = request("de", "Winter sale", "memory");
    SegmentRequest withoutMemory = request("de", "Summer sale", "pseudo");
    Map<String, Long> counters =
        run(
            settings(10),
            List.of(known, unknown, withoutMemory),
            Map.of(
                known,
                Translation.of("Sommerschlussverkauf", "memory"),
                unknown,
                Translation.failed(
                    FailureCode.TRANSLATION_MISSING, "the memory has no de for 'Winter sale'"),
                withoutMemory,
                Translation.of("[Šümmméŕŕ šááľé]", "pseudo")));
    assertThat(counters).containsEntry("requests", 1L).containsEntry("memory_hits", 1L);
  }

  @Test
  void anEngineThatDoesNotExistFailsItsOwnTextsOnly() throws IOException {
    SegmentRequest wrong = request("de", "Winter sale", "telepathy");
    SegmentRequest right = request("de", "Summer sale", "memory,telepathy");
    Translation failure =
        Translation.failed(
            FailureCode.TRANSLATOR_UNAVAILABLE, Engines.problem("telepathy").orElseThrow());
    run(
        settings(10),
        List.of(wrong, right),
        Map.of(wrong, failure, right, Translation.of("Sommerschlussverkauf", "memory")));
  }

  @Test
  void asksEachSentenceOnceInFullBatches() throws IOException {
    List<SegmentRequest> requests = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      requests.add(request(i % 2 == 0 ? "de" : "fr", "Sentence " + (i / 2) % 101, "pseudo"));
    }
    Map<String, Long> counters = run(settings(25), requests, Map.of());
    assertThat(counters)
        .containsEntry("requests", 2L * 5)
        .containsEntry("characters", 2L * (10 * 10 + 90 * 11 + 12));
  }

  @Test
  void batchesKeepToTheirBoundsAndHoldEachRequestOnce() throws IOException {
    List<SegmentRequest> requests = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      requests.add(request(i % 2 == 0 ? "de" : "fr", i + "x".repeat(i % 40), "pseudo"));
    }
    requests.add(request("de", "y".repeat(500), "pseudo"));
    TranslateSettings settings =
        new TranslateSettings(
            List.of(),
            List.of(),
            settings(1).tree(),
            Map.of(),
            new TranslateSettings.Limits(7, 100, 4, 0));
    List<String> wanted = requests.stream().map(SegmentRequest::text).toList();
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollection<SegmentBatch> batches =
        new TranslateSegments(settings)
            .plan(pipeline.apply(Create.of(requests).withCoder(TranslateSegments.requestCoder())))
            .batches();
    PAssert.that(batches)
        .satisfies(
            found -> {
              List<String> texts = new ArrayList<>();
              for (SegmentBatch batch : found) {
                assertThat(batch.requests()).hasSizeBetween(1, 7);
                assertThat(batch.requests())
                    .extracting(SegmentRequest::target)
                    .containsOnly(batch.first().target());
                assertThat(batch.characters() <= 100 || batch.requests().size() == 1)
                    .as("%d characters", batch.characters())
                    .isTrue();
                batch.requests().forEach(request -> texts.add(request.text()));
              }
              assertThat(texts).containsExactlyInAnyOrderElementsOf(wanted);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void whatWasBoughtIsNotAskedAgain() throws IOException {
    TranslateSettings settings = settings(10);
    SegmentRequest request = request("de", "Winter sale", "memory,apertium");
    BoughtTranslation bought =
        new BoughtTranslation(
            request.completed(List.of(), "").boughtKey(),
            "en",
            "de",
            "Winter sale",
            "Winterschlussverkauf",
            "apertium");
    new BoughtTranslations(settings.tree()).write("en", "de", "b1", List.of(bought));
    new BoughtTranslations(settings.tree()).write("en", "de", "b2", List.of(bought));
    Map<String, Long> counters =
        run(
            settings,
            List.of(request),
            Map.of(request, Translation.of("Winterschlussverkauf", "apertium")));
    assertThat(counters).containsEntry("bought_before", 1L).doesNotContainKey("requests");
  }

  @Test
  void whatWasBoughtOfTheSameTextForAnotherIsNotTaken() throws IOException {
    TranslateSettings settings = settings(10);
    SegmentRequest request = request("de", "Winter sale", "pseudo");
    List<BoughtTranslation> bought = new ArrayList<>();
    for (SegmentRequest other :
        List.of(
            request("fr", "Winter sale", "pseudo"),
            request("de", "Winter sale", "apertium"),
            request("de", "Winter sale", "pseudo").completed(List.of(), "another model"))) {
      bought.add(
          new BoughtTranslation(
              other.boughtKey(), "en", other.target(), other.text(), "wrong", other.engines()));
    }
    new BoughtTranslations(settings.tree()).write("en", "de", "b1", bought);
    assertThat(run(settings, List.of(request), Map.of()))
        .containsEntry("requests", 1L)
        .doesNotContainKey("bought_before");
  }

  @Test
  void theSameTextIsGatheredInAnyOrder() {
    List<TextGroup> parts =
        List.of(
            TextGroup.wanted(request("de", "Winter sale", "pseudo")),
            TextGroup.wanted(request("fr", "Winter sale", "pseudo")),
            TextGroup.bought(new BoughtTranslation("k1", "en", "de", "Winter sale", "b", "x")),
            TextGroup.wanted(request("de", "Winter sale", "memory,pseudo")),
            TextGroup.bought(new BoughtTranslation("k1", "en", "de", "Winter sale", "a", "x")),
            TextGroup.bought(new BoughtTranslation("k0", "en", "de", "Winter sale", "c", "x")),
            TextGroup.wanted(request("de", "Winter sale", "pseudo")));
    TextGroup group = parts.stream().reduce(TextGroup::merge).orElseThrow();
    assertThat(group.requests()).hasSize(3);
    assertThat(group.bought()).extracting(BoughtTranslation::translation).containsExactly("c", "a");
    Random random = new Random(1);
    List<TextGroup> shuffled = new ArrayList<>(parts);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(shuffled, random);
      assertThat(shuffled.stream().reduce(TextGroup::merge)).contains(group);
    }
  }

  @Test
  void keepsWhatRealEnginesAnswer() throws IOException {
    assumeTrue(Engines.supporting("en", "es").contains("apertium"), "Apertium en-es is absent");
    TranslateSettings settings = settings(10);
    SegmentRequest request = request("es", "Fresh coffee every morning", "memory,apertium");
    SegmentRequest hopeless = request("ja", "Fresh coffee every morning", "apertium");
    Map<SegmentRequest, Translation> expected =
        Map.of(
            request,
            Translation.of("Café fresco cada mañana", "apertium"),
            hopeless,
            Translation.failed(
                FailureCode.TRANSLATION_MISSING, "no engine here translates en to ja"));
    List<SegmentRequest> requests = List.of(request, hopeless, request);
    assertThat(run(settings, requests, expected)).containsEntry("requests", 1L);
    assertThat(Storage.list(settings.tree().allMemory())).hasSize(1);
    assertThat(run(settings, requests, expected))
        .doesNotContainKey("requests")
        .containsEntry("bought_before", 1L);
  }

  @Test
  void keysTellRequestsApart() {
    SegmentRequest request = request("de", "a", "memory,apertium");
    assertThat(request.key())
        .isEqualTo(request("de", " a ", "apertium, memory").key())
        .isNotEqualTo(request("de", "a", "apertium").key())
        .isNotEqualTo(request("fr", "a", "memory,apertium").key());
    assertThat(request.segmentKey())
        .isEqualTo(request("fr", " a ", "apertium, memory").segmentKey())
        .isNotEqualTo(request("de", "a", "apertium").segmentKey())
        .isNotEqualTo(request("de", "b", "memory,apertium").segmentKey());
    assertThat(request.boughtKey()).isEqualTo(request("de", "a", "apertium").boughtKey());
  }
}
