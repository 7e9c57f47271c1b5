package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.region.RegionsDocument;

/**
 * An image that is read and erased, by reference: its pixels are on storage.
 *
 * @param contentHash of the original bytes, see {@link ContentHash}
 * @param extension of the pictures to write, without a dot
 * @param cleanUri where the clean plate is
 * @param reused regions and plate were found done on storage
 * @param processingMs work spent so far
 */
public record PreparedImage(
    ManifestRow row,
    String contentHash,
    String extension,
    String cleanUri,
    RegionsDocument document,
    boolean reused,
    long processingMs) {}
