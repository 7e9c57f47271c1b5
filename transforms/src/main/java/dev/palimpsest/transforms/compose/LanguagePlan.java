package dev.palimpsest.transforms.compose;

import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.LanguageOutput.Problem;
import dev.palimpsest.io.result.RegionOutput;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.transforms.prepare.Segments;
import dev.palimpsest.transforms.render.FontPackages;
import dev.palimpsest.transforms.render.Rendering.Drawn;
import dev.palimpsest.transforms.render.Rendering.Warning;
import dev.palimpsest.transforms.translate.SegmentRequest;
import dev.palimpsest.transforms.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happens to every region of an image in one language. */
record LanguagePlan(List<Planned> regions) {
  LanguagePlan {
    regions = List.copyOf(regions);
  }

  /**
   * One region's fate.
   *
   * @param text what stands in the picture in the end
   * @param status one of {@link RegionOutput}'s
   * @param erasedOnPlate the clean plate has its source text erased
   */
  record Planned(
      Region region,
      String text,
      String status,
      boolean erasedOnPlate,
      Optional<String> translator,
      Optional<Drawn> drawn,
      Optional<Problem> problem,
      List<String> warnings) {

    private static Planned kept(Region region) {
      return new Planned(
          region,
          region.text(),
          RegionOutput.KEPT,
          region.kept().isEmpty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
    }

    private static Planned failed(Region region, Problem problem) {
      return new Planned(
          region,
          region.text(),
          RegionOutput.FAILED,
          true,
          Optional.empty(),
          Optional.empty(),
          Optional.of(problem),
          List.of(problem.code().name()));
    }

    private Planned with(Drawn result) {
      if (result.warnings().contains(Warning.MISSING_GLYPHS)) {
        return failed(
            region,
            new Problem(
                Stage.RENDER,
                FailureCode.MISSING_GLYPHS,
                "region %s: no font has the characters %s; install %s, or name a folder that has such fonts with --fonts"
                    .formatted(
                        region.id(), result.missing(), FontPackages.holding(result.missing()))));
      }
      List<String> all = new ArrayList<>(warnings);
      result.warnings().forEach(warning -> all.add(warning.name()));
      return new Planned(region, text, status, true, translator, Optional.of(result), problem, all);
    }

    private RegionOutput output() {
      return new RegionOutput(
          region.id(),
          region.text(),
          text,
          region.confidence(),
          region.box(),
          status,
          translator.orElse(null),
          drawn.map(Drawn::fontSizePx).map(size -> Math.round(size * 10) / 10.0).orElse(null),
          warnings);
    }
  }

  static LanguagePlan of(TranslatedImage translated, String language) {
    Map<String, Translation> bySegment = translated.answers(language);
    Segments segments = new Segments(translated.image().row());
    List<Planned> regions = new ArrayList<>();
    for (Region region : translated.image().document().regions()) {
      Optional<SegmentRequest> request = segments.request(region, language);
      regions.add(
          request.isEmpty()
              ? Planned.kept(region)
              : translated(region, bySegment.get(request.get().segmentKey())));
    }
    return new LanguagePlan(regions);
  }

  private static Planned translated(Region region, Translation translation) {
    if (!translation.succeeded()) {
      return Planned.failed(
          region,
          new Problem(
              Stage.TRANSLATE,
              translation.code(),
              "region %s: %s".formatted(region.id(), translation.message())));
    }
    return new Planned(
        region,
        translation.text(),
        RegionOutput.TRANSLATED,
        true,
        Optional.of(translation.engine()),
        Optional.empty(),
        Optional.empty(),
        translation.warnings());
  }

  /** The same plan after drawing: sizes and warnings in place, undrawable texts failed. */
  LanguagePlan withDrawn(List<Drawn> drawn) {
    Map<String, Drawn> byRegion =
        drawn.stream().collect(Collectors.toMap(Drawn::regionId, result -> result));
    return new LanguagePlan(
        regions.stream()
            .map(
                planned ->
                    byRegion.containsKey(planned.region().id())
                        ? planned.with(byRegion.get(planned.region().id()))
                        : planned)
            .toList());
  }

  List<Planned> toDraw() {
    return regions.stream().filter(p -> p.status().equals(RegionOutput.TRANSLATED)).toList();
  }

  /** Regions whose source text stays in the picture: nothing may be drawn over them. */
  List<Region> notDrawn() {
    return regions.stream()
        .filter(p -> !p.status().equals(RegionOutput.TRANSLATED))
        .map(Planned::region)
        .toList();
  }

  /** Regions whose source text must come back although the clean plate has it erased. */
  Set<String> untouched() {
    return regions.stream()
        .filter(p -> !p.status().equals(RegionOutput.TRANSLATED) && p.erasedOnPlate())
        .map(p -> p.region().id())
        .collect(Collectors.toSet());
  }

  /** There was something to translate, and none of it could be. */
  boolean nothingTranslated() {
    return toDraw().isEmpty() && firstProblem().isPresent();
  }

  Optional<Problem> firstProblem() {
    List<Problem> problems = regions.stream().flatMap(p -> p.problem().stream()).toList();
    if (problems.isEmpty()) {
      return Optional.empty();
    }
    Problem first = problems.get(0);
    String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more regions)";
    return Optional.of(new Problem(first.stage(), first.code(), first.message() + more));
  }

  List<RegionOutput> outputs() {
    return regions.stream().map(Planned::output).toList();
  }
}
