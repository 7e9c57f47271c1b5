package dev.palimpsest.io.memory;

/**
 * What an engine answered, as kept under {@code ROOT/memory/}.
 *
 * @param key of the request: what was asked, of whom and how
 * @param source BCP-47 tag
 * @param target BCP-47 tag
 * @param engine the one that wrote the translation
 */
public record BoughtTranslation(
    String key, String source, String target, String text, String translation, String engine) {}
