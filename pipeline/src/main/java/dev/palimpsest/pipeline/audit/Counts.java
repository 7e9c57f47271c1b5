package dev.palimpsest.pipeline.audit;

import java.util.Map;
import java.util.TreeMap;

/** What the lines of a batch add up to; every line counts once, also where it stands twice. */
final class Counts {
  long images;
  long completed;
  long partial;
  long reused;
  long outputs;

  /** Rows that name no image that could be worked on: they have a failure and no result line. */
  long failedRows;

  final Map<String, Language> languages = new TreeMap<>();
  final Map<String, Long> outcomes = new TreeMap<>();
  final Map<String, Long> errors = new TreeMap<>();

  /** Images in one language. */
  static final class Language {
    long completed;
    long failed;
    long reused;
  }
}
