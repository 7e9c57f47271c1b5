package dev.palimpsest.pipeline.options;

import dev.palimpsest.io.manifest.ManifestDefaults;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.transforms.compose.ComposeSettings;
import dev.palimpsest.transforms.prepare.PrepareSettings;
import dev.palimpsest.transforms.translate.TranslateSettings;
import java.util.Optional;

/**
 * Everything a batch needs to know, validated, before any graph exists.
 *
 * @param input pattern of manifests or of images
 * @param inputIsImages {@code input} matches images and no manifest
 * @param translate empty to read only
 * @param resultShards files that the result lines are spread over
 */
public record Settings(
    String batchId,
    OutputTree tree,
    String input,
    boolean inputIsImages,
    ManifestDefaults defaults,
    PrepareSettings prepare,
    Optional<TranslateSettings> translate,
    ComposeSettings compose,
    int resultShards,
    boolean resume) {}
