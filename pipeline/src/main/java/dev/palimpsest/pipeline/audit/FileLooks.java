package dev.palimpsest.pipeline.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palimpsest.io.storage.ContentHash;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.pipeline.audit.ResultFiles.Kind;
import dev.palimpsest.pipeline.audit.ResultFiles.ResultFile;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks at the files that lines name: there, not empty, whole as far as a cheap look tells. Many at
 * a time, for an object store takes long to answer; an image's folder is listed once.
 */
final class FileLooks implements AutoCloseable {
  private static final int AT_ONCE = 16;
  private static final int MOST_WAITING = 512;
  private static final long MAX_REGIONS_BYTES = 64L << 20;

  private final OutputTree tree;
  private final Findings findings;
  private final ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
  private final List<Callable<List<Finding>>> waiting = new ArrayList<>();
  private long count;

  FileLooks(OutputTree tree, Findings findings) {
    this.tree = tree;
    this.findings = findings;
  }

  /** Files looked at so far. */
  long count() {
    return count;
  }

  /**
   * Looks at files soon; findings come in the order of the calls.
   *
   * @param namedBy the {@code FILE:LINE} that names them
   */
  void later(ResultFiles named, String namedBy) {
    count += named.files().size();
    waiting.add(() -> look(named, namedBy));
    if (waiting.size() == MOST_WAITING) {
      finish();
    }
  }

  /** Looks at all files that are still to be looked at. */
  void finish() {
    try {
      for (Future<List<Finding>> looked : pool.invokeAll(waiting)) {
        findings.addAll(looked.get());
      }
      waiting.clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking at files", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  private List<Finding> look(ResultFiles named, String namedBy) {
    List<Finding> found = new ArrayList<>();
    Map<String, Map<String, Long>> folders = new HashMap<>();
    String firstHash = null;
    for (ResultFile file : named.files()) {
      Optional<String> place =
          ResultFiles.place(named.imageId(), file.url())
              .filter(p -> isPlaceOf(named.imageId(), file, p));
      String hash = place.map(p -> p.substring(0, p.indexOf('/'))).orElse("");
      boolean another = firstHash != null && !hash.equals(firstHash);
      if (place.isEmpty() || another) {
        found.add(
            about(named, file, FindingCode.FILE_ELSEWHERE, "not where such a file belongs")
                .file(file.url()));
        continue;
      }
      firstHash = hash;
      String uri = tree.root() + "/images/" + named.imageId() + "/" + place.get();
      try {
        Map<String, Long> sizes = folders.get(hash);
        if (sizes == null) {
          sizes = sizes(tree.imageFolder(named.imageId(), hash));
          folders.put(hash, sizes);
        }
        problem(uri, file.kind(), hash, sizes.get(BatchFiles.name(uri)), namedBy)
            .map(p -> about(named, file, p.code(), p.message()).file(uri))
            .ifPresent(found::add);
      } catch (IOException e) {
        found.add(about(named, file, FindingCode.FILE_UNREADABLE, describe(e)).file(uri));
      }
    }
    return found;
  }

  private static boolean isPlaceOf(String imageId, ResultFile file, String place) {
    String hash = place.substring(0, place.indexOf('/'));
    return OutputTree.isSafeName(imageId)
        && OutputTree.isSafeName(hash)
        && place.startsWith(file.expectedStem() + ".", hash.length() + 1);
  }

  private static Finding about(
      ResultFiles named, ResultFile file, FindingCode code, String message) {
    return Finding.of(code, message).image(named.imageId()).language(file.language());
  }

  private static String describe(IOException e) {
    return "cannot be looked at (" + e + ")";
  }

  private static Map<String, Long> sizes(String folder) throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    for (Storage.FileInfo file : BatchFiles.listing(folder)) {
      sizes.put(BatchFiles.name(file.uri()), file.sizeBytes());
    }
    return sizes;
  }

  private static Optional<Finding> problem(
      String uri, Kind kind, String hash, Long sizeBytes, String namedBy) throws IOException {
    if (sizeBytes == null) {
      return Optional.of(Finding.of(FindingCode.FILE_MISSING, "named by %s".formatted(namedBy)));
    }
    if (sizeBytes == 0) {
      return Optional.of(
          Finding.of(FindingCode.FILE_EMPTY, "no bytes, named by %s".formatted(namedBy)));
    }
    try {
      Optional<String> damage =
          switch (kind) {
            case ORIGINAL -> originalDamage(uri, hash, sizeBytes);
            case REGIONS -> regionsDamage(uri);
            case CLEAN, TRANSLATED -> PictureEnds.damage(uri, sizeBytes);
          };
      return damage.map(what -> Finding.of(FindingCode.FILE_DAMAGED, what));
    } catch (FileNotFoundException e) {
      return Optional.of(Finding.of(FindingCode.FILE_MISSING, "named by %s".formatted(namedBy)));
    } catch (EOFException e) {
      return Optional.of(Finding.of(FindingCode.FILE_DAMAGED, "ends before its listed size"));
    }
  }

  /** What came inline is named by its content. */
  private static Optional<String> originalDamage(String uri, String hash, long sizeBytes)
      throws IOException {
    return ContentHash.of(Storage.read(uri, sizeBytes)).equals(hash)
        ? Optional.empty()
        : Optional.of("its content is not the one that its folder is named by");
  }

  private static Optional<String> regionsDamage(String uri) throws IOException {
    try {
      boolean whole =
          JsonLines.STRICT.readTree(Storage.read(uri, MAX_REGIONS_BYTES)).path("regions").isArray();
      return whole ? Optional.empty() : Optional.of("it has no list of regions");
    } catch (JsonProcessingException e) {
      return Optional.of("it is no JSON: " + e.getOriginalMessage());
    }
  }
}
