package dev.palimpsest.pipeline.options;

import java.util.List;

/** The command line cannot be run as given; names every problem at once. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  public UsageException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
