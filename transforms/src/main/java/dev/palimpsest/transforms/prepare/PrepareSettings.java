package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.image.ImageReach;
import dev.palimpsest.io.ledger.Fingerprints;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.transforms.pixels.ImageFormat;
import dev.palimpsest.transforms.read.ReadSettings;
import dev.palimpsest.transforms.translate.TranslateSettings;
import java.io.Serializable;
import java.util.Set;

/**
 * What the once-per-image step must know.
 *
 * @param outputFormat of clean and translated pictures; {@code null} = that of the original
 * @param erase {@code false} to read only ({@code extract-text})
 * @param eraserModel where the user's own inpainting model is; empty = none
 * @param translate to see whether a known image needs its translations again; {@code null} to read
 *     only
 * @param fingerprints of the settings that hold for every row
 * @param force what to do again although it is found done: {@code all}, {@code ocr}, {@code
 *     translate}, {@code render}, or language tags
 * @param trustStamp an image whose size and version are unchanged is unchanged; otherwise its bytes
 *     are compared
 * @param verifyOutputs look whether pictures of an earlier batch are still there
 * @param resumedBatch id of the batch that is continued; {@code null} if none is
 */
public record PrepareSettings(
    OutputTree tree,
    ReadSettings read,
    long maxImageBytes,
    long maxImagePixels,
    ImageReach reach,
    ImageFormat outputFormat,
    boolean erase,
    String eraserModel,
    TranslateSettings translate,
    Fingerprints fingerprints,
    Set<String> force,
    boolean trustStamp,
    boolean verifyOutputs,
    String resumedBatch)
    implements Serializable {
  public static final String FORCE_ALL = "all";
  public static final String FORCE_OCR = "ocr";
  public static final String FORCE_TRANSLATE = "translate";
  public static final String FORCE_RENDER = "render";

  boolean forces(String what) {
    return force.contains(what);
  }
}
