package dev.palimpsest.transforms.outcome;

import dev.palimpsest.io.ledger.LedgerEntry;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.result.Failure;
import java.util.Optional;

/**
 * An image that failed as a whole, with the row that asked for it.
 *
 * @param previous what an earlier batch left of the image, which stays valid
 */
public record ImageFailure(ManifestRow row, Failure failure, Optional<LedgerEntry> previous) {}
