/**
 * Finds and reads the text of one picture: OCR data, Tesseract handles, text candidates, fusion of
 * readings, lines, paragraphs, and the language. Knows pixels, but neither storage of results nor
 * how text is erased, translated or drawn.
 */
package dev.palimpsest.transforms.read;
