package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.memory.Glossary;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.storage.ContentHash;
import dev.palimpsest.transforms.translate.KeptTexts;
import dev.palimpsest.transforms.translate.SameLanguage;
import dev.palimpsest.transforms.translate.SegmentRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which text a region of one image asks for in a language. Asked when segments are listed and again
 * when the image is composed, so that both agree on the key.
 */
public final class Segments {
  private final ManifestRow row;
  private final KeptTexts keptTexts;

  public Segments(ManifestRow row) {
    this.row = row;
    this.keptTexts = new KeptTexts(row.excludeText());
  }

  /** Empty if the region stays as it is: kept, or in the target language already. */
  public Optional<SegmentRequest> request(Region region, String language) {
    if (region.kept().isPresent() || SameLanguage.test(region.language(), language)) {
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

  /**
   * One word for all that an image asks for in a language and what people have answered: it changes
   * when a text, a glossary term in it, or its human translation changes.
   *
   * @param human the translation memory's answer to a request
   */
  public String hash(
      List<Region> regions,
      String language,
      Glossary glossary,
      Function<SegmentRequest, Optional<String>> human) {
    StringBuilder asked = new StringBuilder();
    for (Region region : regions) {
      Optional<SegmentRequest> request = request(region, language);
      if (request.isPresent()) {
        asked
            .append(request.get().key())
            .append(glossary.find(region.text(), language))
            .append(human.apply(request.get()))
            .append('\n');
      }
    }
    return ContentHash.of(asked.toString());
  }
}
