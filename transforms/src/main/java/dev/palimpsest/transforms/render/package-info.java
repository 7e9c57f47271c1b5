/**
 * Draws translated text into a clean plate: fonts, line breaking, fitting, contrast, compositing.
 * Text is drawn as vectors by Skia at final resolution. No OCR, no erasing, no Beam.
 */
package dev.palimpsest.transforms.render;
