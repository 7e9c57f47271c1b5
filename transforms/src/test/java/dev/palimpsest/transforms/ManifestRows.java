package dev.palimpsest.transforms;

import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.manifest.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of a manifest that say no more than they must. */
public final class ManifestRows {
  private ManifestRows() {}

  public static ManifestRow row(String imageId, String... targetLanguages) {
    return new ManifestRow(
        imageId,
        imageId + ".png",
        imageId + ".png",
        "m:1",
        List.of(targetLanguages),
        List.of(),
        List.of(),
        Mode.GENERAL,
        "pseudo",
        Optional.empty(),
        Map.of());
  }
}
