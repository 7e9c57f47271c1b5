package dev.palimpsest.io.ledger;

import dev.palimpsest.io.result.ImageResult;
import java.util.Map;

/**
 * The state of one image after its last batch: all that decides what of its work must be done
 * again.
 *
 * @param image address as in the manifest
 * @param stamp what storage said of the image when it was read; {@code null} if it said nothing
 * @param contentHash of the image's bytes
 * @param fingerprints of the settings that shaped what is on storage
 * @param segments by language: hash of what was asked of the translators, in reading order
 * @param result the result line as it was written
 */
public record LedgerEntry(
    String imageId,
    String image,
    SourceStamp stamp,
    String contentHash,
    Fingerprints fingerprints,
    Map<String, String> segments,
    ImageResult result) {}
