/**
 * Translations that exist already: human ones from TMX files, and what engines answered in this and
 * earlier runs.
 */
package dev.palimpsest.io.memory;
