/**
 * The manifest as a collection: rows read in parallel, inline images staged on storage, duplicate
 * ids rejected. What a row means is decided in {@code io.manifest}.
 */
package dev.palimpsest.transforms.intake;
