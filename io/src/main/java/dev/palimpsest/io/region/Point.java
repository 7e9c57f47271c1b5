package dev.palimpsest.io.region;

/** A point in pixels of the upright picture. */
public record Point(double x, double y) {}
