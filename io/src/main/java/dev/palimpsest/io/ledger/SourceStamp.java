package dev.palimpsest.io.ledger;

/**
 * What storage says of an image without giving its bytes.
 *
 * @param sizeBytes of the file
 * @param version a word that changes with the content: a modification time, ETag or generation
 */
public record SourceStamp(long sizeBytes, String version) {}
