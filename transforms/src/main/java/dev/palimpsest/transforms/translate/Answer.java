package dev.palimpsest.transforms.translate;

/** One text in one language. */
public record Answer(String language, Translation translation) {}
