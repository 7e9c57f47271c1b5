/**
 * What comes in: manifest rows in JSON Lines, CSV or as a glob of images, with all field aliases.
 * Parsing and validation of one row at a time; reading files in parallel is the pipeline's.
 */
package dev.palimpsest.io.manifest;
