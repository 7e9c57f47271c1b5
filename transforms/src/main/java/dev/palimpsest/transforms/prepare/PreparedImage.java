package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.language.LanguageTags;
import dev.palimpsest.io.ledger.Fingerprints;
import dev.palimpsest.io.ledger.SourceStamp;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.region.RegionsDocument;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.LanguageOutput;
import dev.palimpsest.io.result.Outcome;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.io.storage.OutputTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image that is read and erased, by reference: its pixels are on storage.
 *
 * @param stamp what storage said of the original; {@code null} if it said nothing
 * @param contentHash of the original bytes
 * @param extension of the pictures to write, without a dot
 * @param cleanUri where the clean plate is; {@code null} if there is none (reading only)
 * @param fingerprints of the settings at work
 * @param document what was read; {@code null} while the image travels, if it is on storage; see
 *     {@link #complete}
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

  /**
   * Reads the regions back that were left on storage.
   *
   * @throws FailureException if they are gone or cannot be read
   */
  public PreparedImage complete(OutputTree tree) throws FailureException {
    if (document != null) {
      return this;
    }
    String uri = tree.regions(row.imageId(), contentHash);
    Optional<RegionsDocument> found = PreparedStore.readBack(uri, RegionsDocument.class);
    if (found.isEmpty()) {
      throw new FailureException(
          Stage.LOAD, FailureCode.IMAGE_UNAVAILABLE, uri + " has gone since the image was read");
    }
    return withDocument(found.get());
  }

  /** The same image with no region at all, to say that nothing could be drawn on it. */
  public PreparedImage empty() {
    return withDocument(
        new RegionsDocument(
            RegionsDocument.VERSION,
            fingerprints.read(),
            0,
            0,
            LanguageTags.UNDETERMINED,
            0,
            List.of()));
  }

  PreparedImage withDocument(RegionsDocument regions) {
    return new PreparedImage(
        row,
        stamp,
        contentHash,
        extension,
        cleanUri,
        fingerprints,
        regions,
        toDraw,
        carried,
        carriedSegments,
        reused,
        processingMs);
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
