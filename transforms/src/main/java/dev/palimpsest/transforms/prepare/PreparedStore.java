package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.region.RegionsDocument;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Regions and plates on storage. {@code regions.json} is written last and carries the fingerprint
 * of the settings: where it is found with the same one, the image is prepared.
 */
final class PreparedStore {
  private static final long MAX_RECORD_BYTES = 64L << 20;

  private final OutputTree tree;

  PreparedStore(OutputTree tree) {
    this.tree = tree;
  }

  /** What was read and erased under the same settings; empty if that is not on storage. */
  Optional<RegionsDocument> read(String imageId, String hash, String cleanUri, String fingerprint)
      throws FailureException {
    Optional<RegionsDocument> document =
        readBack(tree.regions(imageId, hash), RegionsDocument.class)
            .filter(found -> found.version() == RegionsDocument.VERSION)
            .filter(found -> found.fingerprint().equals(fingerprint));
    return document.isPresent() && exists(cleanUri) ? document : Optional.empty();
  }

  /** A record that this program wrote before; empty if there is none, or a damaged one. */
  static <T> Optional<T> readBack(String uri, Class<T> type) throws FailureException {
    try {
      return Json.readStored(Storage.read(uri, MAX_RECORD_BYTES), type, uri);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(uri, e);
    }
  }

  static boolean exists(String uri) throws FailureException {
    try {
      return Storage.exists(uri);
    } catch (IOException e) {
      throw unreadable(uri, e);
    }
  }

  private static FailureException unreadable(String uri, IOException cause) {
    return new FailureException(
        Stage.LOAD,
        FailureCode.ACCESS_DENIED,
        "cannot read back " + uri + ": " + cause.getMessage(),
        cause);
  }

  void write(String imageId, String hash, RegionsDocument document) throws FailureException {
    write(
        tree.regions(imageId, hash),
        Json.writePretty(document).getBytes(StandardCharsets.UTF_8),
        "application/json");
  }

  static void write(String uri, byte[] content, String mediaType) throws FailureException {
    try {
      Storage.write(uri, content, mediaType);
    } catch (IOException e) {
      throw new FailureException(
          Stage.WRITE,
          FailureCode.OUTPUT_NOT_WRITTEN,
          "cannot write " + uri + ": " + e.getMessage(),
          e);
    }
  }
}
