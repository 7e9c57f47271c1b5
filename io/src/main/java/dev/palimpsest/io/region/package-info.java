/**
 * What was read on one picture: words, lines, regions (paragraphs) and how they look. Plain values
 * in pixels of the upright picture; how they are found and drawn is the business of the transforms.
 */
package dev.palimpsest.io.region;
