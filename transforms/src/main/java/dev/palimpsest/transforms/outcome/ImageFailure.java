package dev.palimpsest.transforms.outcome;

import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.result.Failure;

/** An image that failed as a whole, with the row that asked for it. */
public record ImageFailure(ManifestRow row, Failure failure) {}
