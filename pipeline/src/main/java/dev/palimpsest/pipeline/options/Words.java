package dev.palimpsest.pipeline.options;

import java.util.Arrays;
import java.util.List;

/** Options that hold lists. */
public final class Words {
  private Words() {}

  /** The parts between commas, without surrounding blanks; empty parts are left out. */
  public static List<String> of(String commaSeparated) {
    return Arrays.stream(commaSeparated.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
