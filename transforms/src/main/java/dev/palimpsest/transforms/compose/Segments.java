package dev.palimpsest.transforms.compose;

import dev.palimpsest.io.language.LanguageTags;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.transforms.translate.SegmentRequest;
import java.util.Optional;

/** Which text a region asks for in a language; asked when listing and again when composing. */
final class Segments {
  private Segments() {}

  /** Empty if the region stays as it is: kept, or in the target language already. */
  static Optional<SegmentRequest> request(ManifestRow row, Region region, String language) {
    if (region.kept().isPresent()
        || LanguageTags.base(region.language()).equals(LanguageTags.base(language))) {
      return Optional.empty();
    }
    return Optional.of(
        new SegmentRequest(
            region.language(), language, region.text(), row.translator(), row.customPrompt(), row.excludeText()));
  }
}
