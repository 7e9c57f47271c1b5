package dev.palimpsest.io.storage;

import java.util.Optional;

/** How this process turns names of files into bytes: by its locale, when the JVM starts. */
public final class FileNames {
  private FileNames() {}

  /**
   * Why names beyond ASCII cannot be had, in one line; empty if they can. In the C locale, which
   * cron, systemd and slim containers have, {@code bücher.png} is not even found by a glob.
   */
  public static Optional<String> problem() {
    return problem(System.getProperty("sun.jnu.encoding"));
  }

  static Optional<String> problem(String encoding) {
    return "UTF-8".equalsIgnoreCase(encoding)
        ? Optional.empty()
        : Optional.of(
            "the locale gives file names the encoding "
                + encoding
                + "; set LC_ALL=C.UTF-8, or another locale of UTF-8, before Java starts");
  }
}
