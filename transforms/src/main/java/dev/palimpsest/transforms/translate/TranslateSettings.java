package dev.palimpsest.transforms.translate;
import java.util.*; import dev.palimpsest.io.storage.OutputTree;
public record TranslateSettings(OutputTree tree, Optional<String> memory) {}
