package dev.palimpsest.io.storage;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The names of everything under {@code --output=ROOT}. All names are built here and nowhere else.
 *
 * @param root URI or path without a trailing slash
 */
public record OutputTree(String root) implements java.io.Serializable {
  private static final Pattern SAFE_NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@+=-]{0,127}");

  /** File systems take 255; the name gets an ending, and a longer one while it is written. */
  private static final int LONGEST_NAME_BYTES = 200;

  public OutputTree {
    // One form of a folder's name: Beam's own classes take file: for a relative path.
    root = root.startsWith("file:") ? Storage.localPath(root).orElseThrow().toString() : root;
    root = root.length() > 1 ? root.replaceFirst("/+$", "") : root;
  }

  /**
   * Whether an image id or batch id can be one segment of a path on every store: letters, digits
   * and {@code . _ @ + = -}, at most 128 of them and 200 bytes of UTF-8, a letter or digit first.
   */
  public static boolean isSafeName(String name) {
    return SAFE_NAME.matcher(name).matches()
        && !name.endsWith(".")
        && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME_BYTES;
  }

  /** The folder of one image with one content. */
  public String imageFolder(String imageId, String contentHash) {
    return root + "/images/" + safe(imageId) + "/" + safe(contentHash);
  }

  /** Where inline input is kept; {@code extension} without a dot. */
  public String original(String imageId, String contentHash, String extension) {
    return imageFolder(imageId, contentHash) + "/original." + extension;
  }

  /** The picture without its text. */
  public String clean(String imageId, String contentHash, String extension) {
    return imageFolder(imageId, contentHash) + "/clean." + extension;
  }

  /** What was read on the picture. */
  public String regions(String imageId, String contentHash) {
    return imageFolder(imageId, contentHash) + "/regions.json";
  }

  /** The picture in one language. */
  public String translated(
      String imageId, String contentHash, String languageTag, String extension) {
    return imageFolder(imageId, contentHash) + "/" + safe(languageTag) + "." + extension;
  }

  /** The folder of one batch. */
  public String batchFolder(String batchId) {
    return root + "/batches/" + safe(batchId);
  }

  public String status(String batchId) {
    return batchFolder(batchId) + "/status.json";
  }

  /** A copy of the final record, until the launcher has seen it. */
  public String finalStatus(String batchId) {
    return batchFolder(batchId) + "/final.json";
  }

  /** Glob of the status records of all batches. */
  public String allStatuses() {
    return root + "/batches/*/status.json";
  }

  /** Glob of the result lines of a batch. */
  public String results(String batchId) {
    return batchFolder(batchId) + "/results-*.jsonl";
  }

  /** Glob of the failure lines of a batch. */
  public String failures(String batchId) {
    return batchFolder(batchId) + "/failures-*.jsonl";
  }

  /** What the batch would ask of engines. */
  public String estimate(String batchId) {
    return batchFolder(batchId) + "/estimate.json";
  }

  public String report(String batchId) {
    return batchFolder(batchId) + "/report.html";
  }

  /** One file of translations bought for a pair of languages. */
  public String memory(String sourceTag, String targetTag, String name) {
    return root + "/memory/" + safe(sourceTag) + "/" + safe(targetTag) + "/" + name + ".jsonl";
  }

  /** Glob of all translations bought so far. */
  public String allMemory() {
    return root + "/memory/*/*/*.jsonl";
  }

  /** What tells which set of ledger entries is the newest. */
  public String ledgerPointer() {
    return root + "/ledger/current.json";
  }

  /** Prefix of the files with the ledger entries that a batch leaves. */
  public String ledgerEntries(String batchId) {
    return root + "/ledger/" + safe(batchId) + "/entries";
  }

  /** The ledger entry of an image that a batch has finished, while the batch runs. */
  public String done(String batchId, String imageId) {
    return batchFolder(batchId) + "/done/" + safe(imageId) + ".json";
  }

  /** Glob of the entries of all images that a running batch has finished. */
  public String allDone(String batchId) {
    return batchFolder(batchId) + "/done/*.json";
  }

  /** Counts of one worker process, while the batch runs. */
  public String progress(String batchId, String worker) {
    return batchFolder(batchId) + "/progress/" + safe(worker) + ".json";
  }

  /** Glob of the counts of all worker processes. */
  public String allProgress(String batchId) {
    return batchFolder(batchId) + "/progress/*.json";
  }

  /** Its existence asks the batch to stop. */
  public String cancelMarker(String batchId) {
    return batchFolder(batchId) + "/cancel";
  }

  private static String safe(String name) {
    if (!isSafeName(name)) {
      throw new IllegalArgumentException("not usable in a path: '" + name + "'");
    }
    return name;
  }
}
