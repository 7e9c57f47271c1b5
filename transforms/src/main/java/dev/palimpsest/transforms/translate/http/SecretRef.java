package dev.palimpsest.transforms.translate.http;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a key is kept: {@code env:NAME} or {@code file:/path}. Only this reference travels in
 * options, graphs and logs; the key itself is read on the worker, when a request is made.
 */
public record SecretRef(String reference) implements Serializable {
  private static final Pattern FORM = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*|file:/\\S+");

  public SecretRef {
    if (!isReference(reference)) {
      // What was given may be a key: it is not repeated.
      throw new IllegalArgumentException("a key is named by env:NAME or file:/path");
    }
  }

  /** Whether this text names a place of a key. */
  public static boolean isReference(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * The key, read now: a file may have been renewed.
   *
   * @throws FailureException {@code TRANSLATOR_UNAVAILABLE} if there is none
   */
  public String resolve() throws FailureException {
    String name = reference.substring(reference.indexOf(':') + 1);
    String key;
    try {
      key =
          reference.startsWith("env:")
              ? System.getenv(name)
              : Files.readString(Path.of(absolute(name)));
    } catch (IOException e) {
      throw missing("cannot be read");
    }
    if (key == null || key.isBlank()) {
      throw missing("is not set");
    }
    return key.strip();
  }

  private static String absolute(String path) {
    return path.replaceFirst("^/+", "/");
  }

  private FailureException missing(String what) {
    return new FailureException(
        Stage.TRANSLATE,
        FailureCode.TRANSLATOR_UNAVAILABLE,
        "the key " + reference + " " + what + " on the worker");
  }

  @Override
  public String toString() {
    return reference;
  }
}
