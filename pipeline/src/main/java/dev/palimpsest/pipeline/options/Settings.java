package dev.palimpsest.pipeline.options;

import dev.palimpsest.io.manifest.ManifestDefaults;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.transforms.compose.ComposeSettings;
import dev.palimpsest.transforms.outcome.RunningBatch;
import dev.palimpsest.transforms.prepare.PrepareSettings;
import dev.palimpsest.transforms.translate.TranslateSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything a batch needs to know, validated, before any graph exists.
 *
 * @param input pattern of manifests or of images
 * @param inputIsImages {@code input} matches images and no manifest
 * @param ledgerEntries glob of the entries that the last batch left; empty if there are none, or
 *     none are wanted
 * @param translate empty to read only
 * @param resultShards files that the result lines are spread over, or {@link #SHARDS_OF_RUNNER}
 * @param webhook where the end of the batch is told; empty for nowhere
 * @param metricsFile where counters and distributions are written at the end; empty for nowhere
 */
public record Settings(
    RunningBatch batch,
    String input,
    boolean inputIsImages,
    ManifestDefaults defaults,
    Optional<String> ledgerEntries,
    PrepareSettings prepare,
    Optional<TranslateSettings> translate,
    ComposeSettings compose,
    int resultShards,
    boolean resume,
    int maxConcurrentBatches,
    Optional<WebhookSettings> webhook,
    Optional<Path> metricsFile) {

  /** The runner's workers write a file each. */
  static final int SHARDS_OF_RUNNER = 0;

  public String batchId() {
    return batch.batchId();
  }

  public OutputTree tree() {
    return batch.tree();
  }
}
