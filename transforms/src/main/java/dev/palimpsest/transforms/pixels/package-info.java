/**
 * Pictures in memory: reading what a file's header says, decoding to upright 8-bit pixels, encoding
 * back to the source's format. Also what the steps on pixels share: crops, the ground behind a
 * text, the area of a region. Decides nothing about text; no storage, no Beam. Everything that
 * holds native memory here is closed by its owner.
 */
package dev.palimpsest.transforms.pixels;
