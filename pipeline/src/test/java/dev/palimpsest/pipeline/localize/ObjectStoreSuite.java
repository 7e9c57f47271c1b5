package dev.palimpsest.pipeline.localize;

import static dev.palimpsest.pipeline.localize.BatchRun.CATALOG;
import static dev.palimpsest.pipeline.localize.BatchRun.palimpsest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStatus;
import dev.palimpsest.io.batch.BatchStore;
import dev.palimpsest.io.batch.CancelSignal;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.ledger.Ledger;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.Outcome;
import dev.palimpsest.io.server.Faults;
import dev.palimpsest.io.server.TestStore;
import dev.palimpsest.io.storage.ContentHash;
import dev.palimpsest.io.storage.ObjectStores;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.pipeline.localize.BatchRun.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole batches with everything on one store: images, manifest, memory, fonts, OCR data, output.
 */
abstract class ObjectStoreSuite {
  private static final List<String> PICTURES = List.of("free-delivery.gif", "parcel-app.webp");
  private static final Map<String, String> RESOURCES =
      Map.of(
          "fonts/DejaVuSerif.ttf", "/net/sf/jasperreports/fonts/dejavu/DejaVuSerif.ttf",
          "tessdata/eng.traineddata", "/tessdata/eng.traineddata");

  /** What the first batch leaves on a local disk. */
  private static Left reference;

  private final List<String> runner;
  private TestStore store;
  private String root;
  private OutputTree tree;

  private record Left(Map<String, String> images, List<String> results) {}

  /**
   * @param runner options that say where batches run
   */
  ObjectStoreSuite(List<String> runner) {
    this.runner = runner;
  }

  final void use(TestStore.Kind kind) throws IOException {
    store = TestStore.of(kind);
    ObjectStores.use(
        PipelineOptionsFactory.fromArgs(store.options().toArray(String[]::new)).create());
    root = store.root("batch");
    tree = new OutputTree(root + "/out");
    StringBuilder manifest = new StringBuilder();
    for (String picture : PICTURES) {
      upload("catalog/" + picture, Files.readAllBytes(CATALOG.resolve(picture)));
      ObjectNode row = Json.MAPPER.createObjectNode().put("image", "catalog/" + picture);
      manifest.append(row.put("image_id", picture.replaceFirst("\\..*", ""))).append('\n');
    }
    upload("manifest.jsonl", manifest.toString().getBytes(StandardCharsets.UTF_8));
    upload("memory.tmx", Files.readAllBytes(CATALOG.resolve("translations.tmx")));
    for (Map.Entry<String, String> resource : RESOURCES.entrySet()) {
      try (InputStream in = ObjectStoreSuite.class.getResourceAsStream(resource.getValue())) {
        upload(resource.getKey(), in.readAllBytes());
      }
    }
  }

  private void upload(String name, byte[] content) throws IOException {
    Storage.write(root + "/" + name, content, "application/octet-stream");
  }

  @AfterEach
  void stopFaults() {
    store.faults().ifPresent(faults -> faults.every(0));
    store.faults().ifPresent(faults -> faults.always(path -> false));
  }

  @AfterAll
  static void stop() {
    TestStore.stopAll();
  }

  final Ended localize(String batchId, String languages, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("localize"));
    words.addAll(runner);
    words.addAll(store.options());
    words.addAll(
        List.of(
            "--manifest=" + root + "/manifest.jsonl",
            "--output=" + tree.root(),
            "--memory=" + root + "/memory.tmx",
            "--fonts=" + root + "/fonts",
            "--tessdata=" + root + "/tessdata/",
            "--sourceLanguage=en",
            "--targetLanguages=" + languages,
            "--translator=memory,pseudo",
            "--cancelInterval=1",
            "--batchId=" + batchId));
    words.addAll(List.of(more));
    return palimpsest(words.toArray(String[]::new));
  }

  final BatchRecord completed(String batchId, Ended ended) throws IOException {
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(ExitCode.COMPLETED);
    BatchRecord record = new BatchStore(tree).read(batchId).orElseThrow();
    assertThat(record.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(record.completedCount()).isEqualTo(PICTURES.size());
    assertThat(Storage.list(tree.allDone(batchId))).isEmpty();
    return record;
  }

  /** Pictures by name and content, and result lines without places and times. */
  private Left left(String batchId) throws IOException {
    Map<String, String> images = new TreeMap<>();
    for (Storage.FileInfo file : Storage.listFolder(tree.root() + "/images")) {
      byte[] content = Storage.read(file.uri(), 1 << 24);
      if (file.uri().endsWith("regions.json")) {
        // The fingerprint names the place of the OCR data.
        ObjectNode regions = (ObjectNode) Json.MAPPER.readTree(content);
        regions.remove("fingerprint");
        content = regions.toString().getBytes(StandardCharsets.UTF_8);
      }
      images.put(file.uri().substring(tree.root().length()), ContentHash.of(content));
    }
    List<String> results = new ArrayList<>();
    for (Storage.FileInfo file : Storage.list(tree.results(batchId))) {
      String lines = new String(Storage.read(file.uri(), 1 << 24), StandardCharsets.UTF_8);
      for (String line : lines.lines().toList()) {
        ObjectNode result = (ObjectNode) Json.MAPPER.readTree(line.replace(root, "ROOT"));
        result.remove("processing_time");
        results.add(result.toString());
      }
    }
    return new Left(images, results.stream().sorted().toList());
  }

  /** The same as on a local disk under quiet conditions. */
  final void assertNothingLost(String batchId) throws IOException {
    Left left = left(batchId);
    if (reference == null) {
      TestStore here = store;
      String hereRoot = root;
      OutputTree hereTree = tree;
      use(TestStore.Kind.LOCAL);
      completed("reference", localize("reference", "de"));
      reference = left("reference");
      store = here;
      root = hereRoot;
      tree = hereTree;
    }
    // A clean plate, a document and a language for each picture.
    assertThat(reference.images()).hasSize(PICTURES.size() * 3);
    assertThat(left).isEqualTo(reference);
  }

  @ParameterizedTest
  @EnumSource(TestStore.Kind.class)
  void nightAfterNight(TestStore.Kind kind) throws IOException {
    use(kind);
    completed("n1", localize("n1", "de"));
    assertNothingLost("n1");
    use(kind, root);
    assertThat(localize("n1", "de").exitCode()).isEqualTo(ExitCode.BATCH_EXISTS);

    int before = store.downloads(root + "/catalog");
    BatchRecord second = completed("n2", localize("n2", "de"));
    assertThat(second.outcomes()).isEqualTo(Map.of(Outcome.CARRIED_OVER, 2L));
    BatchRecord third = completed("n3", localize("n3", "de,fr"));
    assertThat(third.outcomes())
        .isEqualTo(Map.of(Outcome.CARRIED_OVER, 2L, Outcome.RETRANSLATED, 2L));
    assertThat(store.downloads(root + "/catalog")).as("images downloaded").isEqualTo(before);
    assertThat(new Ledger(tree).current().orElseThrow().batchId()).isEqualTo("n3");

    upload("catalog/" + PICTURES.get(0), Files.readAllBytes(CATALOG.resolve("summer-sale.jpg")));
    BatchRecord changed = completed("n4", localize("n4", "de,fr"));
    assertThat(changed.outcomes()).isEqualTo(Map.of(Outcome.CARRIED_OVER, 2L, Outcome.FRESH, 2L));

    List<String> list = new ArrayList<>(List.of("list", "--output=" + tree.root()));
    list.addAll(store.options());
    assertThat(palimpsest(list.toArray(String[]::new)).output()).contains("n1", "n2", "n3", "n4");
  }

  /**
   * Commands and this class use the same file systems; after another store's turn set them anew.
   */
  private void use(TestStore.Kind kind, String sameRoot) throws IOException {
    assertThat(root).isEqualTo(sameRoot);
    store = TestStore.of(kind);
    ObjectStores.use(
        PipelineOptionsFactory.fromArgs(store.options().toArray(String[]::new)).create());
  }

  @ParameterizedTest
  @EnumSource(TestStore.Kind.class)
  void cancelledResumedAndStartedTwice(TestStore.Kind kind) throws Exception {
    use(kind);
    CancelSignal.send(tree, "b1");
    assertThat(localize("b1", "de").exitCode()).isEqualTo(ExitCode.CANCELLED);
    BatchRecord cancelled = new BatchStore(tree).read("b1").orElseThrow();
    assertThat(cancelled.status()).isEqualTo(BatchStatus.CANCELLED);
    assertThat(cancelled.failedCount()).isEqualTo(PICTURES.size());

    completed("b1", localize("b1", "de", "--resume"));
    assertNothingLost("b1");
    use(kind, root);

    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Callable<Ended> start = () -> localize("twice", "de");
      List<Ended> ends = new ArrayList<>();
      for (Future<Ended> end : pool.invokeAll(List.of(start, start))) {
        ends.add(end.get());
      }
      assertThat(ends)
          .extracting(Ended::exitCode)
          .as(ends.toString())
          .containsExactlyInAnyOrder(ExitCode.COMPLETED, ExitCode.BATCH_EXISTS);
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestStore.Kind.class, names = "LOCAL", mode = EnumSource.Mode.EXCLUDE)
  void faultsThatPassLoseNothing(TestStore.Kind kind) throws IOException {
    use(kind);
    Faults faults = store.faults().orElseThrow();
    faults.every(8);
    Ended ended = localize("faulty", "de");
    faults.every(0);
    completed("faulty", ended);
    assertThat(faults.injected()).containsKeys(Faults.Fault.values());
    assertThat(ended.output()).doesNotContain("Exception");
    assertNothingLost("faulty");
  }

  /** Google's client would try for 15 minutes. */
  @ParameterizedTest
  @EnumSource(value = TestStore.Kind.class, names = "S3")
  void aFaultThatStaysFailsOneImage(TestStore.Kind kind) throws IOException {
    use(kind);
    store.faults().orElseThrow().always(path -> path.endsWith(PICTURES.get(0)));
    Ended ended = localize("broken", "de");
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(ExitCode.PARTIALLY_COMPLETED);
    BatchRecord record = new BatchStore(tree).read("broken").orElseThrow();
    assertThat(record.completedCount()).isEqualTo(PICTURES.size() - 1);
    assertThat(record.errors()).isEqualTo(Map.of(FailureCode.IMAGE_UNAVAILABLE, 1L));
  }
}
