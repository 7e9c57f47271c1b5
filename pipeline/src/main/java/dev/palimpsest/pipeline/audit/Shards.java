package dev.palimpsest.pipeline.audit;

import dev.palimpsest.io.storage.Storage.FileInfo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of lines are numbered {@code -00001-of-00003}: a lost one leaves a gap. */
final class Shards {
  private static final Pattern NUMBERED = Pattern.compile("-(\\d+)-of-(\\d+)\\.jsonl$");

  private Shards() {}

  /** Notes each number that no file has, and files that count differently. */
  static void check(List<FileInfo> files, Findings findings) {
    Set<Integer> totals = new TreeSet<>();
    Set<Integer> present = new TreeSet<>();
    for (FileInfo file : files) {
      Matcher number = NUMBERED.matcher(file.uri());
      if (number.find()) {
        present.add(Integer.valueOf(number.group(1)));
        totals.add(Integer.valueOf(number.group(2)));
      }
    }
    if (totals.size() > 1) {
      findings.add(
          Finding.of(
                  FindingCode.SHARD_MISSING,
                  "files of two sets, of %s files, are mixed".formatted(totals))
              .file(files.get(0).uri()));
      return;
    }
    for (int total : totals) {
      for (int i = 0; i < total; i++) {
        if (!present.contains(i)) {
          findings.add(
              Finding.of(
                      FindingCode.SHARD_MISSING, "number %d of %d is missing".formatted(i, total))
                  .file(files.get(0).uri()));
        }
      }
    }
  }
}
