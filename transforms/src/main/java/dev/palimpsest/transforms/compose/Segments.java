package dev.palimpsest.transforms.compose;

import dev.palimpsest.io.language.LanguageTags;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.translate.KeptTexts;
import dev.palimpsest.transforms.translate.SegmentRequest;
import java.util.List;
import java.util.Optional;

/**
 * Which text a region of one image asks for in a language. Asked when segments are listed and again
 * when the image is composed, so that both agree on the key.
 */
final class Segments {
  private final ManifestRow row;
  private final KeptTexts keptTexts;

  Segments(ManifestRow row) {
    this.row = row;
    this.keptTexts = new KeptTexts(row.excludeText());
  }

  /** Empty if the region stays as it is: kept, or in the target language already. */
  Optional<SegmentRequest> request(Region region, String language) {
    if (region.kept().isPresent()
        || LanguageTags.base(region.language()).equals(LanguageTags.base(language))) {
      return Optional.empty();
    }
    return Optional.of(
        new SegmentRequest(
                region.language(),
                language,
                region.text(),
                keptTexts.keptParts(region.text()),
                row.translator(),
                row.customPrompt().orElse(null))
            .withPlace(row.mode(), List.of(), null));
  }
}
