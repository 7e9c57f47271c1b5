package dev.palimpsest.pipeline.options;

/**
 * Raised when a step writes something else for the same input and settings, so that a library that
 * was done by an older release is done again.
 */
final class StepVersions {
  static final int READ = 11;
  static final int DRAW = 5;

  private StepVersions() {}
}
