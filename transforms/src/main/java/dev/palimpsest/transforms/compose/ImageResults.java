package dev.palimpsest.transforms.compose;

import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.result.ImageResult;
import dev.palimpsest.io.result.LanguageOutput;
import dev.palimpsest.io.result.LanguageOutput.WordMapping;
import dev.palimpsest.io.result.Outcome;
import dev.palimpsest.io.result.RegionOutput;
import dev.palimpsest.transforms.prepare.PreparedImage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes result lines. */
final class ImageResults {
  private ImageResults() {}

  static ImageResult of(PreparedImage image, Map<String, LanguageOutput> outputs, long composeMs) {
    return result(image, status(outputs.values()), image.cleanUri(), outputs, null, composeMs);
  }

  /** The result of reading alone: regions in place of translations. */
  static ImageResult textOnly(PreparedImage image) {
    return result(image, ImageResult.COMPLETED, null, Map.of(), image.document().regions(), 0);
  }

  private static ImageResult result(
      PreparedImage image,
      String status,
      String cleanUri,
      Map<String, LanguageOutput> outputs,
      List<Region> regions,
      long composeMs) {
    ManifestRow row = image.row();
    List<Region> read = image.document().regions();
    return new ImageResult(
        row.imageId(),
        row.originalFilename(),
        status,
        image.document().sourceLanguage(),
        read.stream().map(Region::text).collect(Collectors.joining("\n")),
        read.isEmpty()
            ? null
            : rounded(read.stream().mapToDouble(Region::confidence).average().orElse(0)),
        (image.processingMs() + composeMs) / 1000.0,
        row.image(),
        cleanUri,
        image.reused(),
        outputs,
        regions,
        row.metadata());
  }

  static LanguageOutput drawn(
      PreparedImage image,
      List<RegionOutput> regions,
      String uri,
      Outcome outcome,
      Optional<LanguageOutput.Problem> problem) {
    return output(
        image,
        problem.isPresent() ? LanguageOutput.PARTIALLY_COMPLETED : LanguageOutput.COMPLETED,
        uri,
        regions,
        outcome,
        problem.orElse(null));
  }

  static LanguageOutput failed(
      PreparedImage image, List<RegionOutput> regions, LanguageOutput.Problem problem) {
    return output(image, LanguageOutput.FAILED, null, regions, null, problem);
  }

  private static LanguageOutput output(
      PreparedImage image,
      String status,
      String uri,
      List<RegionOutput> regions,
      Outcome outcome,
      LanguageOutput.Problem problem) {
    return new LanguageOutput(
        status,
        uri,
        image.row().image(),
        image.cleanUri(),
        regions,
        regions.stream()
            .map(region -> new WordMapping(region.originalText(), region.translatedText()))
            .toList(),
        regions.stream().flatMap(region -> region.warnings().stream()).distinct().toList(),
        outcome,
        problem);
  }

  private static String status(Collection<LanguageOutput> outputs) {
    long completed =
        outputs.stream().filter(o -> o.status().equals(LanguageOutput.COMPLETED)).count();
    if (completed == outputs.size()) {
      return ImageResult.COMPLETED;
    }
    return outputs.stream().allMatch(o -> o.status().equals(LanguageOutput.FAILED))
        ? ImageResult.FAILED
        : ImageResult.PARTIALLY_COMPLETED;
  }

  private static double rounded(double confidence) {
    return Math.round(confidence * 1000) / 1000.0;
  }
}
