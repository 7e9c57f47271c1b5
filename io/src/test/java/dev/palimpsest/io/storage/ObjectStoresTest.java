package dev.palimpsest.io.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.io.batch.BatchRecord;
import dev.palimpsest.io.batch.BatchStore;
import dev.palimpsest.io.image.ImageReach;
import dev.palimpsest.io.image.ImageSource;
import dev.palimpsest.io.ledger.Ledger;
import dev.palimpsest.io.ledger.SourceStamp;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.server.Faults;
import dev.palimpsest.io.server.TestStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same on a local disk, Google Cloud Storage and S3, also with faults. */
@Tag("store")
class ObjectStoresTest {
  private static final int WRITERS = 8;

  private TestStore store;
  private PipelineOptions options;

  private void use(TestStore.Kind kind) throws IOException {
    store = TestStore.of(kind);
    options = PipelineOptionsFactory.fromArgs(store.options().toArray(String[]::new)).create();
    ObjectStores.use(options);
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

  private static <T> List<T> atOnce(int n, IntFunction<Callable<T>> task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(n);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : pool.invokeAll(IntStream.range(0, n).mapToObj(task).toList())) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(TestStore.Kind.class)
  void readsWritesListsAndDeletes(TestStore.Kind kind) throws IOException {
    use(kind);
    String root = store.root("plain");
    for (String name : List.of("b/2.txt", "a/1 + ü.txt", "a/x.png", "a/c/3.txt", "a/empty")) {
      byte[] content = name.equals("a/empty") ? new byte[0] : name.getBytes(UTF_8);
      Storage.write(root + "/" + name, content, "text/plain");
    }
    Storage.write(root + "/a/x.png", new byte[] {7}, "image/png");

    assertThat(Storage.read(root + "/a/1 + ü.txt", 99)).asString(UTF_8).isEqualTo("a/1 + ü.txt");
    assertThat(Storage.read(root + "/a/x.png", 1)).containsExactly(7);
    assertThat(Storage.read(root + "/a/empty", 1)).isEmpty();
    assertThatThrownBy(() -> Storage.read(root + "/b/2.txt", 3))
        .isInstanceOf(Storage.TooLargeException.class);
    assertThatThrownBy(() -> Storage.read(root + "/none", 3))
        .isInstanceOf(FileNotFoundException.class);
    assertThat(Storage.exists(root + "/none")).isFalse();
    assertThat(Storage.exists(root + "/a")).isFalse();
    assertThat(Storage.info(root + "/b/2.txt").orElseThrow().sizeBytes()).isEqualTo(7);
    assertThat(Storage.list(root + "/*/*.txt"))
        .extracting(Storage.FileInfo::uri)
        .containsExactly(root + "/a/1 + ü.txt", root + "/b/2.txt");
    assertThat(Storage.listFolder(root + "/a/"))
        .extracting(Storage.FileInfo::uri)
        .containsExactlyInAnyOrder(
            root + "/a/1 + ü.txt", root + "/a/c/3.txt", root + "/a/empty", root + "/a/x.png");
    Storage.delete(root + "/none");
    Storage.deleteAll(root + "/a/**");
    assertThat(Storage.listFolder(root))
        .extracting(Storage.FileInfo::uri)
        .containsExactly(root + "/b/2.txt");
  }

  @ParameterizedTest
  @EnumSource(TestStore.Kind.class)
  void ofManyStartsWithOneIdExactlyOneSucceeds(TestStore.Kind kind) throws Exception {
    use(kind);
    BatchStore batches = new BatchStore(new OutputTree(store.root("starts")));
    store.faults().ifPresent(faults -> faults.every(5));
    List<Boolean> made =
        atOnce(
            WRITERS,
            i ->
                () ->
                    batches.create(
                        BatchRecord.pending(
                            "b", List.of("de"), Instant.EPOCH.plusSeconds(i), "r", "f"),
                        options));
    store.faults().ifPresent(faults -> faults.every(0));
    assertThat(made).containsOnlyOnce(true);
    assertThat(batches.read("b").orElseThrow().createdAt())
        .isEqualTo(Instant.EPOCH.plusSeconds(made.indexOf(true)));
  }

  /** A launcher's live counts and the final record, or a bundle that runs twice. */
  @ParameterizedTest
  @EnumSource(TestStore.Kind.class)
  void plainWritesOfOneFileAtOnceAllSucceed(TestStore.Kind kind) throws Exception {
    use(kind);
    String uri = store.root("one") + "/file";
    List<Integer> written =
        atOnce(
            4,
            i ->
                () -> {
                  for (int n = 0; n < 5; n++) {
                    Storage.write(uri, new byte[] {(byte) i}, "text/plain");
                  }
                  return i;
                });
    assertThat(written).containsExactly(0, 1, 2, 3);
    assertThat(Storage.read(uri, 1)[0]).isBetween((byte) 0, (byte) 3);
  }

  @ParameterizedTest
  @EnumSource(TestStore.Kind.class)
  void replacesOnlyWhatItHasSeen(TestStore.Kind kind) throws Exception {
    use(kind);
    try (SharedFile file = SharedFile.at(store.root("shared") + "/f.json", options)) {
      assertThat(file.read()).isEmpty();
      assertThat(file.write("1".getBytes(UTF_8), Optional.empty())).isTrue();
      assertThat(file.write("x".getBytes(UTF_8), Optional.empty())).isFalse();
      Optional<SharedFile.Snapshot> one = file.read();
      assertThat(file.write("2".getBytes(UTF_8), one)).isTrue();
      assertThat(file.write("3".getBytes(UTF_8), one)).isFalse();
      assertThat(file.read().orElseThrow().content()).isEqualTo("2");
    }
  }

  @ParameterizedTest
  @EnumSource(TestStore.Kind.class)
  void noSwitchOfTheLedgerIsOverlooked(TestStore.Kind kind) throws Exception {
    use(kind);
    // Each switch removes the set before the previous one: two are left if none was overlooked.
    assertThat(setsAfterSwitchesAtOnce()).isEqualTo(2);
    store.faults().ifPresent(faults -> faults.every(7));
    // Where the answer to a switch was lost, a set that nobody reads may stay.
    assertThat(setsAfterSwitchesAtOnce()).isBetween(2, WRITERS / 2);
  }

  private int setsAfterSwitchesAtOnce() throws Exception {
    OutputTree tree = new OutputTree(store.root("ledger"));
    for (int i = 0; i < WRITERS; i++) {
      Storage.write(tree.ledgerEntries("b" + i) + "-0.jsonl", new byte[] {'\n'}, "text/plain");
    }
    atOnce(
        WRITERS,
        i ->
            () -> {
              new Ledger(tree).switchTo("b" + i, options);
              return i;
            });
    Ledger.Pointer last = new Ledger(tree).current().orElseThrow();
    assertThat(Storage.list(last.entries())).hasSize(1);
    assertThat(Storage.list(last.previous())).hasSize(1);
    return Storage.list(tree.root() + "/ledger/b*/*.jsonl").size();
  }

  @ParameterizedTest
  @EnumSource(value = TestStore.Kind.class, names = "LOCAL", mode = EnumSource.Mode.EXCLUDE)
  void faultsThatPassLoseNothing(TestStore.Kind kind) throws Exception {
    use(kind);
    Faults faults = store.faults().orElseThrow();
    String root = store.root("faulty");
    byte[] large = new byte[6 << 20];
    new Random(1).nextBytes(large);
    faults.every(4);
    List<byte[]> read =
        atOnce(
            WRITERS,
            i ->
                () -> {
                  String uri = root + "/" + i + ".bin";
                  byte[] content = i == 0 ? large : Arrays.copyOf(large, 1_000 * i);
                  Storage.write(uri, content, "application/octet-stream");
                  assertThat(Storage.info(uri).orElseThrow().sizeBytes()).isEqualTo(content.length);
                  byte[] back = Storage.read(uri, large.length);
                  assertThat(Arrays.equals(back, content)).as(uri).isTrue();
                  return back;
                });
    assertThat(Storage.list(root + "/*.bin")).hasSize(WRITERS);
    Storage.deleteAll(root + "/*.bin");
    faults.every(0);
    assertThat(read).hasSize(WRITERS);
    assertThat(Storage.list(root + "/*.bin")).isEmpty();
    assertThat(faults.injected()).containsKeys(Faults.Fault.values());
  }

  @ParameterizedTest
  @EnumSource(TestStore.Kind.class)
  void aStampChangesWithTheContent(TestStore.Kind kind) throws Exception {
    use(kind);
    String uri = store.root("stamps") + "/i.png";
    ImageSource images = new ImageSource(99, ImageReach.OWN_FILES);
    assertThat(images.stamp(uri)).isEmpty();
    Storage.write(uri, new byte[] {1}, "image/png");
    SourceStamp one = images.stamp(uri).orElseThrow();
    assertThat(images.stamp(uri)).contains(one);
    Storage.write(uri, new byte[] {2}, "image/png");
    assertThat(images.stamp(uri).orElseThrow()).isNotEqualTo(one);
  }

  @ParameterizedTest
  @EnumSource(TestStore.Kind.class)
  void tellsImagesThatAreNotThere(TestStore.Kind kind) throws Exception {
    use(kind);
    ImageSource images = new ImageSource(99, ImageReach.OWN_FILES);
    assertThatThrownBy(() -> images.read(store.root("none") + "/i.png"))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.IMAGE_NOT_FOUND));
  }

  /** Google's client reads the generation that it found when it opened the file. */
  @Test
  void aFileThatIsWrittenOverWhileItIsOpenedIsReadAnew() throws IOException {
    use(TestStore.Kind.GCS);
    String uri = store.root("shared") + "/status.json";
    Storage.write(uri, new byte[] {1}, "application/json");
    store.beforeNextDownload(() -> writeOver(uri));

    assertThat(Storage.readShared(uri, 9)).containsExactly(2);
    assertThatThrownBy(() -> Storage.readShared(uri + ".not", 9))
        .isInstanceOf(FileNotFoundException.class);
  }

  private static void writeOver(String uri) {
    try {
      Storage.write(uri, new byte[] {2}, "application/json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
