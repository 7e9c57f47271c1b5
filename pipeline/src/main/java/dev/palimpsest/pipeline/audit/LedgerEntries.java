package dev.palimpsest.pipeline.audit;

import static dev.palimpsest.pipeline.audit.JsonLines.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.io.storage.Storage.FileInfo;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest set of ledger entries. Whichever batch wrote it, each entry must be readable and the
 * files of this batch's images there; the batch's own set must tell what its results tell.
 */
final class LedgerEntries {
  private static final long MAX_POINTER_BYTES = 1 << 20;

  private final OutputTree tree;
  private final ResultLines results;
  private final FileLooks looks;
  private final Strays strays;
  private final Findings findings;
  private boolean own;

  LedgerEntries(
      OutputTree tree, ResultLines results, FileLooks looks, Strays strays, Findings findings) {
    this.tree = tree;
    this.results = results;
    this.looks = looks;
    this.strays = strays;
    this.findings = findings;
  }

  /**
   * Compares the entries. The results must have been read.
   *
   * @param expected whether the batch must have left a ledger
   */
  void compare(String batchId, boolean expected) {
    try {
      // Its reader takes a damaged pointer for none.
      JsonNode pointer =
          JsonLines.STRICT.readTree(Storage.readShared(tree.ledgerPointer(), MAX_POINTER_BYTES));
      String writer = text(pointer, "batch_id");
      if (OutputTree.isSafeName(writer)) {
        compare(batchId.equals(writer), BatchFiles.ofLedger(tree, writer).lines("entries"), writer);
      } else {
        report(FindingCode.LEDGER_UNREADABLE, "it names no batch");
      }
    } catch (FileNotFoundException e) {
      if (expected && results.images().values().stream().anyMatch(AuditedImage::hasPlate)) {
        report(FindingCode.LEDGER_MISSING, "no such file, and the batch wrote pictures");
      }
    } catch (JsonProcessingException e) {
      report(FindingCode.LEDGER_UNREADABLE, "no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      report(FindingCode.LEDGER_UNREADABLE, "cannot be read (" + e + ")");
    }
  }

  private void compare(boolean isOwn, List<FileInfo> files, String writer) {
    if (files.isEmpty()) {
      report(FindingCode.LEDGER_UNREADABLE, "batch " + writer + ", which it names, has no entries");
      return;
    }
    own = isOwn;
    Shards.check(files, findings);
    JsonLines.read(files, FindingCode.LEDGER_UNREADABLE, findings, this::add);
    if (own) {
      reportWithoutEntry();
    }
  }

  private void add(JsonNode entry, String place) {
    String id = text(entry, "image_id");
    JsonNode result = entry.path("result");
    if (id.isEmpty() || !result.isObject()) {
      findings.add(
          Finding.of(FindingCode.LEDGER_UNREADABLE, "the entry has no image_id or no result")
              .file(place));
      return;
    }
    ResultFiles files = ResultFiles.of(id, result);
    strays.keep(files);
    Optional<AuditedImage> image = results.find(id);
    if (image.isEmpty()) {
      return;
    }
    if (image.get().isInLedger()) {
      findings.add(
          Finding.of(FindingCode.LEDGER_ENTRY_TWICE, "another entry tells of the image")
              .image(id)
              .file(place));
      return;
    }
    image.get().meetEntry();
    boolean sameFiles = files.hashCode() == image.get().placesHash();
    if (!sameFiles) {
      looks.later(files, place);
    }
    // An image that failed keeps what an earlier batch left of it.
    boolean same = sameFiles && text(result, "status").equals(image.get().status());
    if (own && image.get().hasPlate() && !same) {
      findings.add(
          Finding.of(FindingCode.LEDGER_DIFFERS, "status or files are not those of the result line")
              .image(id)
              .file(place));
    }
  }

  private void reportWithoutEntry() {
    new TreeMap<>(results.images())
        .forEach(
            (id, image) -> {
              if (image.hasPlate() && !image.isInLedger()) {
                findings.add(
                    Finding.of(FindingCode.LEDGER_ENTRY_MISSING, "the batch's ledger lacks it")
                        .image(id));
              }
            });
  }

  private void report(FindingCode code, String message) {
    findings.add(Finding.of(code, message).file(tree.ledgerPointer()));
  }
}
