package dev.palimpsest.io.ledger;

import dev.palimpsest.io.result.ImageResult;
import java.util.Map;

/**
 * The state of one image after its last batch.
 *
 * @param image address as in the manifest
 * @param stamp what storage said of the image when it was read; {@code null} if it said nothing
 * @param contentHash of the image's bytes
 * @param extension of the written pictures
 * @param cleanUri where the clean plate is
 * @param regionsUri where {@code regions.json} is
 * @param readFingerprint of the settings that shaped regions and plate
 * @param drawFingerprint of the settings that shaped the drawing of text
 * @param segments by language: hash of what was asked of the translators, in reading order
 * @param result the result line as it was written
 */
public record LedgerEntry(
    String imageId,
    String image,
    SourceStamp stamp,
    String contentHash,
    String extension,
    String cleanUri,
    String regionsUri,
    String readFingerprint,
    String drawFingerprint,
    Map<String, String> segments,
    ImageResult result) {}
