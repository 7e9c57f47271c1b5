package dev.palimpsest.transforms.translate;
import java.util.*; import dev.palimpsest.io.result.FailureCode;
public record Translation(Optional<String> text, String engine, Optional<FailureCode> failureCode, String message, List<String> warnings) {}
