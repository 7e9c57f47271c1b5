/**
 * Takes text out of a picture: finds the glyphs of each region and restores what is behind them.
 * Pixels outside the glyph masks stay as they are. No drawing, no OCR, no Beam.
 */
package dev.palimpsest.transforms.erase;
