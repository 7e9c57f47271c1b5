package dev.palimpsest.io.region;

/**
 * One word as read.
 *
 * @param confidence 0 to 1
 */
public record Word(String text, Box box, double confidence) {}
