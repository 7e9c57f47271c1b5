package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.ledger.Fingerprints;
import dev.palimpsest.io.ledger.SourceStamp;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.region.RegionsDocument;
import dev.palimpsest.io.result.LanguageOutput;
import dev.palimpsest.io.result.Outcome;
import java.util.List;
import java.util.Map;

/**
 * An image that is read and erased, by reference: its pixels are on storage.
 *
 * @param stamp what storage said of the original; {@code null} if it said nothing
 * @param contentHash of the original bytes
 * @param extension of the pictures to write, without a dot
 * @param cleanUri where the clean plate is; {@code null} if there is none (reading only)
 * @param fingerprints of the settings at work
 * @param toDraw languages to draw, with how much work each takes
 * @param carried languages that an earlier batch did and that are still right
 * @param carriedSegments what was asked of the translators for them, see {@code LedgerEntry}
 * @param reused regions and plate were found done on storage
 * @param processingMs work spent so far
 */
public record PreparedImage(
    ManifestRow row,
    SourceStamp stamp,
    String contentHash,
    String extension,
    String cleanUri,
    Fingerprints fingerprints,
    RegionsDocument document,
    Map<String, Outcome> toDraw,
    Map<String, LanguageOutput> carried,
    Map<String, String> carriedSegments,
    boolean reused,
    long processingMs) {

  /** Languages to draw, in the row's order. */
  public List<String> languagesToDraw() {
    return row.targetLanguages().stream().filter(toDraw::containsKey).toList();
  }

  PreparedImage with(SourceStamp sourceStamp, long elapsedMs) {
    return new PreparedImage(
        row,
        sourceStamp,
        contentHash,
        extension,
        cleanUri,
        fingerprints,
        document,
        toDraw,
        carried,
        carriedSegments,
        reused,
        elapsedMs);
  }
}
