/**
 * Measures how a region's text looks, from its pixels: colours, size, alignment, weight, slant,
 * kind of face. Reads pictures only; draws and erases nothing. No Beam.
 */
package dev.palimpsest.transforms.style;
