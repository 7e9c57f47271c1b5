package dev.palimpsest.pipeline.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was found so far, in the order of the checks. */
final class Findings {
  private final List<Finding> all = new ArrayList<>();
  private final Set<String> withoutResult = new HashSet<>();

  void add(Finding finding) {
    all.add(finding);
  }

  void addAll(Collection<Finding> findings) {
    all.addAll(findings);
  }

  /**
   * An image without a result line. Manifest, failures and record may all tell of it: it is said
   * once.
   *
   * @param witness what says that there should be one
   * @param file where; {@code null} if that is a whole file known to all
   */
  void resultMissing(String imageId, String witness, String file) {
    if (withoutResult.add(imageId)) {
      add(
          Finding.of(
                  FindingCode.RESULT_MISSING,
                  "%s, and no result line tells of it".formatted(witness))
              .image(imageId)
              .file(file));
    }
  }

  List<Finding> all() {
    return List.copyOf(all);
  }
}
