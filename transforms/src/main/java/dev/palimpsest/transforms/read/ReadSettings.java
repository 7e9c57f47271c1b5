package dev.palimpsest.transforms.read;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Settings of the reading step.
 *
 * @param tessdata folders with the user's own OCR data
 * @param timeLimit for one picture
 */
public record ReadSettings(List<String> tessdata, Duration timeLimit) implements Serializable {
  public ReadSettings {
    tessdata = List.copyOf(tessdata);
  }
}
