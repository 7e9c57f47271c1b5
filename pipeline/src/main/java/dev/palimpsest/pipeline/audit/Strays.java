package dev.palimpsest.pipeline.audit;

import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Files that nobody names. To know them, the names of all others are kept: some 100 bytes a file;
 * nothing is kept if they are not asked for.
 */
final class Strays {
  /** What a write leaves that did not come to its end, and Beam's folders for such files. */
  private static final Pattern TEMPORARY = Pattern.compile("(.*/)?\\..*|.*\\.tmp");

  /** Stays beside a file that several write on a local disk. */
  private static final Pattern LOCK = Pattern.compile("(.*/)?\\.[^/]*\\.lock");

  private final OutputTree tree;
  private final boolean asked;
  private final Set<String> named = new HashSet<>();

  Strays(OutputTree tree, boolean asked) {
    this.tree = tree;
    this.asked = asked;
  }

  /** Notes files that a result line or a ledger entry names. */
  void keep(ResultFiles files) {
    if (asked) {
      for (ResultFiles.ResultFile file : files.files()) {
        ResultFiles.place(files.imageId(), file.url())
            .ifPresent(place -> named.add("images/" + files.imageId() + "/" + place));
      }
    }
  }

  /** Reports them, if asked for; results and ledger must have been read. */
  void report(Findings findings) throws IOException {
    if (!asked) {
      return;
    }
    int root = Storage.localPath(tree.root()).map(Object::toString).orElse(tree.root()).length();
    for (Storage.FileInfo file : BatchFiles.listing(tree.root())) {
      String name = file.uri().substring(root).replaceFirst("^/+", "");
      if (LOCK.matcher(name).matches()) {
        continue;
      }
      if (TEMPORARY.matcher(name).matches()) {
        findings.add(
            Finding.of(FindingCode.TEMPORARY_FILE, "left by a write that did not end")
                .file(file.uri()));
      } else if (name.startsWith("images/") && !named.contains(name)) {
        findings.add(
            Finding.of(FindingCode.ORPHAN_FILE, "neither this batch nor the ledger names it")
                .file(file.uri()));
      }
    }
  }
}
