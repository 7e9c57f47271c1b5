package dev.palimpsest.transforms.read;

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
}
