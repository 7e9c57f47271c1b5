package dev.palimpsest.pipeline.command;

import java.io.IOException;

/**
 * What {@code java -jar} runs: compiled for Java 8 and using nothing newer, so that a Java that is
 * too old for all other classes can still say so.
 */
public final class Start {
  private static final int OLDEST = 17;

  private Start() {}

  public static void main(String[] args) throws IOException {
    String problem =
        problem(System.getProperty("java.specification.version"), System.getProperty("java.home"));
    if (problem != null) {
      System.err.println(problem);
      System.exit(2);
    }
    Main.main(args);
  }

  /**
   * @param version as Java specifications are numbered: 1.8, 11, 17
   * @return {@code null} if it will do
   */
  static String problem(String version, String home) {
    return Double.parseDouble(version) >= OLDEST
        ? null
        : "palimpsest needs Java "
            + OLDEST
            + " or newer, and this is Java "
            + version
            + " in "
            + home
            + ": install one and let JAVA_HOME name it";
  }
}
