package dev.palimpsest.transforms.intake;

import dev.palimpsest.io.ledger.LedgerEntry;
import dev.palimpsest.io.manifest.ManifestRow;
import java.util.Optional;

/** A manifest row with what an earlier batch left of its image. */
public record KnownRow(ManifestRow row, Optional<LedgerEntry> previous) {}
