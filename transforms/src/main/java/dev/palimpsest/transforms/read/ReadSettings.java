package dev.palimpsest.transforms.read;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Settings of the reading step.
 *
 * @param tessdata folders with the user's own OCR data
 * @param timeLimit for one picture
 * @param models in place of the finding of text and of Tesseract's reading
 */
public record ReadSettings(List<String> tessdata, Duration timeLimit, ModelFiles models)
    implements Serializable {
  public ReadSettings {
    tessdata = List.copyOf(tessdata);
  }

  public ReadSettings(List<String> tessdata, Duration timeLimit) {
    this(tessdata, timeLimit, ModelFiles.NONE);
  }
}
