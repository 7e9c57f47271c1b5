package dev.palimpsest.transforms.read;

import dev.palimpsest.io.storage.Storage;
import java.io.Serializable;

/**
 * The user's own ONNX models; empty = none.
 *
 * @param detector of the DB kind, which marks where text is
 * @param recognizer of the CTC kind, which reads a line
 * @param alphabet of the recognizer: one character per line, without the blank
 */
public record ModelFiles(String detector, String recognizer, String alphabet)
    implements Serializable {
  public static final ModelFiles NONE = new ModelFiles("", "", "");

  /** Those that can be looked at without asking a store. */
  public ModelFiles onThisMachine() {
    boolean readable = isLocal(recognizer) && isLocal(alphabet);
    return new ModelFiles(
        isLocal(detector) ? detector : "", readable ? recognizer : "", readable ? alphabet : "");
  }

  private static boolean isLocal(String place) {
    return Storage.localPath(place).isPresent();
  }
}
