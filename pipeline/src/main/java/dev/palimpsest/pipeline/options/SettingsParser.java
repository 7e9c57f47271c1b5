package dev.palimpsest.pipeline.options;

import dev.palimpsest.io.image.ImageReach;
import dev.palimpsest.io.language.LanguageTags;
import dev.palimpsest.io.ledger.Fingerprints;
import dev.palimpsest.io.ledger.Ledger;
import dev.palimpsest.io.manifest.ManifestDefaults;
import dev.palimpsest.io.manifest.ManifestParser;
import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.transforms.compose.ComposeSettings;
import dev.palimpsest.transforms.outcome.RunningBatch;
import dev.palimpsest.transforms.pixels.ImageFormat;
import dev.palimpsest.transforms.prepare.PrepareSettings;
import dev.palimpsest.transforms.read.ReadSettings;
import dev.palimpsest.transforms.translate.Engines;
import dev.palimpsest.transforms.translate.TranslateSettings;
import dev.palimpsest.transforms.translate.http.SecretRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.runners.direct.DirectRunner;

/** Checks options and makes {@link Settings} of them; collects every problem on the way. */
public final class SettingsParser {
  private static final DateTimeFormatter BATCH_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * About a hundred rows. The direct runner copies what it has gathered for a file each time that
   * an image comes in.
   */
  private static final long MANIFEST_BYTES_PER_SHARD = 8L << 10;

  private static final int MOST_SHARDS = 512;

  private static final Set<String> FORCES =
      Set.of(
          PrepareSettings.FORCE_ALL,
          PrepareSettings.FORCE_OCR,
          PrepareSettings.FORCE_TRANSLATE,
          PrepareSettings.FORCE_RENDER);

  private final List<String> problems;
  private final Instant now;
  private final NamedFiles files;

  /**
   * @param problems found so far; more are added
   * @param now names a batch that has no name
   */
  public SettingsParser(List<String> problems, Instant now) {
    this.problems = problems;
    this.now = now;
    this.files = new NamedFiles(problems);
  }

  /**
   * The settings of {@code localize}.
   *
   * @throws UsageException with all problems
   */
  public Settings localize(LocalizeOptions options) throws UsageException {
    List<String> targets = tags("--targetLanguages", options.getTargetLanguages());
    String prompt = options.getCustomPrompt();
    if (prompt != null && prompt.length() > ManifestParser.MAX_PROMPT_LENGTH) {
      problems.add("--customPrompt: more than " + ManifestParser.MAX_PROMPT_LENGTH + " characters");
    }
    if (options.getImages() != null && targets.isEmpty()) {
      problems.add("--targetLanguages: name the languages to translate the --images into");
    }
    ManifestDefaults defaults =
        new ManifestDefaults(
            targets,
            sourceTags(options),
            Words.of(options.getExcludeText()),
            mode(options.getMode()),
            options.getTranslator(),
            prompt,
            options.getMaxLanguages());
    positive("--minFontSize", options.getMinFontSize());
    Set<String> force = force(options.getForce());
    boolean trustStamp = trustStamp(options.getFingerprint());
    ImageFormat format = format(options.getOutputFormat());
    String eraserChecksum = files.eraserChecksum(options);
    List<String> fonts = files.folders("--fonts", options.getFonts());
    List<String> memory = Words.of(options.getMemory());
    List<String> glossary = Words.of(options.getGlossary());
    String memoryState = files.memoryState(memory) + files.state("--glossary", glossary);
    Common common = common(options);
    OutputTree tree = common.batch().tree();
    TranslateSettings translate =
        new TranslatorParser(options, problems).parse(memory, glossary, tree);
    throwProblems();
    Fingerprints fingerprints =
        new Fingerprints(
            StepVersions.READ + "\n" + common.read() + "\n" + format + "\n" + eraserChecksum,
            memoryState,
            StepVersions.DRAW
                + "\n"
                + files.listing(fonts)
                + "\n"
                + options.getMinFontSize()
                + "\n"
                + format);
    PrepareSettings prepare =
        new PrepareSettings(
            tree,
            common.read(),
            options.getMaxImageBytes(),
            options.getMaxImagePixels(),
            common.reach(),
            format,
            true,
            options.getEraserModel(),
            translate,
            fingerprints,
            force,
            trustStamp,
            options.getVerifyOutputs(),
            options.getResume() ? common.batch().batchId() : null);
    return settings(options, common, defaults, prepare, fonts, options.getMinFontSize());
  }

  /**
   * The settings of {@code extract-text}: nothing is translated or drawn.
   *
   * @throws UsageException with all problems
   */
  public Settings extractText(ReadOptions options) throws UsageException {
    // A row must name its targets; here nothing comes of them.
    ManifestDefaults defaults =
        new ManifestDefaults(
            List.of("en"), sourceTags(options), List.of(), Mode.GENERAL, Engines.MEMORY, null, 0);
    Common common = common(options);
    throwProblems();
    PrepareSettings prepare =
        new PrepareSettings(
            common.batch().tree(),
            common.read(),
            options.getMaxImageBytes(),
            options.getMaxImagePixels(),
            common.reach(),
            null,
            false,
            "",
            null,
            new Fingerprints("", "", ""),
            Set.of(),
            false,
            false,
            null);
    return settings(options, common, defaults, prepare, List.of(), 1);
  }

  /** What both commands share. */
  private record Common(
      RunningBatch batch,
      ReadSettings read,
      ImageReach reach,
      long inputBytes,
      Optional<WebhookSettings> webhook) {}

  private Common common(ReadOptions options) {
    ThisMachine.check(options, problems);
    String batchId = batchId(options);
    long inputBytes = files.inputBytes(options);
    OutputTree tree = files.output(options.getOutput());
    positive("--maxImageBytes", options.getMaxImageBytes());
    positive("--maxImagePixels", options.getMaxImagePixels());
    positive("--ocrTimeout", options.getOcrTimeout());
    positive("--maxConcurrentBatches", options.getMaxConcurrentBatches());
    positive("--cancelInterval", options.getCancelInterval());
    return new Common(
        new RunningBatch(batchId, tree, Duration.ofSeconds(options.getCancelInterval())),
        new ReadSettings(
            files.folders("--tessdata", options.getTessdata()),
            Duration.ofSeconds(options.getOcrTimeout()),
            files.models(options)),
        reach(options, tree),
        inputBytes,
        webhook(options));
  }

  /** Pictures that came inside a manifest lie under the root of the output. */
  private ImageReach reach(ReadOptions options, OutputTree tree) {
    List<String> roots = Words.of(options.getAllowLocalRoots());
    for (String root : roots) {
      if (!Path.of(root).isAbsolute()) {
        problems.add("--allowLocalRoots: not an absolute path: " + root);
      }
    }
    boolean fromStore =
        options.getManifest() != null && Storage.localPath(options.getManifest()).isEmpty();
    boolean anyFile = options.getImages() != null || (roots.isEmpty() && !fromStore);
    List<String> all = new ArrayList<>(roots);
    Storage.localPath(tree.root()).ifPresent(path -> all.add(path.toAbsolutePath().toString()));
    return new ImageReach(options.getAllowPrivateHosts(), anyFile, all);
  }

  private Settings settings(
      ReadOptions options,
      Common common,
      ManifestDefaults defaults,
      PrepareSettings prepare,
      List<String> fonts,
      int minFontSizePx) {
    OutputTree tree = common.batch().tree();
    return new Settings(
        common.batch(),
        options.getManifest() != null ? options.getManifest() : options.getImages(),
        options.getManifest() == null,
        defaults,
        prepare.erase() ? ledger(tree) : Optional.empty(),
        prepare,
        Optional.ofNullable(prepare.translate()),
        new ComposeSettings(
            tree,
            fonts,
            prepare.translate() == null ? List.of() : prepare.translate().glossaryUris(),
            minFontSizePx,
            prepare.eraserModel(),
            options.getMaxImageBytes(),
            options.getMaxImagePixels(),
            common.reach()),
        resultShards(options, common),
        options.getResume(),
        options.getMaxConcurrentBatches(),
        common.webhook(),
        Optional.ofNullable(options.getMetricsFile()).map(Path::of));
  }

  /** Flink's slots write a file each, and nothing is shuffled for it. */
  private static int resultShards(ReadOptions options, Common common) {
    return options.getRunner() == DirectRunner.class
        ? (int) Math.min(MOST_SHARDS, 1 + common.inputBytes() / MANIFEST_BYTES_PER_SHARD)
        : Settings.SHARDS_OF_RUNNER;
  }

  private static Optional<String> ledger(OutputTree tree) {
    try {
      return new Ledger(tree).current().map(Ledger.Pointer::entries);
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger's pointer cannot be read", e);
    }
  }

  private Optional<WebhookSettings> webhook(ReadOptions options) {
    if (options.getWebhookUrl() == null) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(options.getWebhookUrl());
      if (uri.getHost() == null || !uri.getScheme().matches("https?")) {
        problems.add("--webhookUrl: not an http(s) address: " + uri);
      }
    } catch (IllegalArgumentException e) {
      problems.add("--webhookUrl: not an address: " + options.getWebhookUrl());
    }
    String secret = options.getWebhookSecret();
    if (secret != null && !SecretRef.isReference(secret)) {
      problems.add("--webhookSecret: name where the key is, by env:NAME or file:/path");
    }
    return Optional.of(
        new WebhookSettings(
            options.getWebhookUrl(), secret, options.getWebhookAllowPrivateHosts()));
  }

  private String batchId(ReadOptions options) {
    if (options.getBatchId() == null) {
      if (options.getResume()) {
        problems.add("--resume: name the batch to continue with --batchId");
      }
      return BATCH_ID.format(now);
    }
    if (!OutputTree.isSafeName(options.getBatchId())) {
      problems.add(
          "--batchId: '%s' cannot be a folder name; use at most 128 letters, digits and . _ @ + = -"
              .formatted(options.getBatchId()));
    }
    return options.getBatchId();
  }

  private Mode mode(String name) {
    Optional<Mode> mode = Mode.of(name);
    if (mode.isEmpty()) {
      problems.add(
          "--mode: no mode '%s'; use general, manga, e-commerce or light-novel".formatted(name));
    }
    return mode.orElse(Mode.GENERAL);
  }

  private ImageFormat format(String name) {
    if (name == null) {
      return null;
    }
    Optional<ImageFormat> format = ImageFormat.named(name);
    if (format.isEmpty()) {
      problems.add(
          "--outputFormat: no format '%s'; use jpeg, png, webp, gif, bmp or tiff".formatted(name));
    }
    return format.orElse(null);
  }

  private boolean trustStamp(String fingerprint) {
    if (!List.of("metadata", "content").contains(fingerprint)) {
      problems.add("--fingerprint: metadata or content, not '" + fingerprint + "'");
    }
    return fingerprint.equals("metadata");
  }

  private Set<String> force(String words) {
    Set<String> force = new LinkedHashSet<>();
    for (String word : Words.of(words)) {
      Optional<String> language =
          FORCES.contains(word) ? Optional.of(word) : LanguageTags.canonical(word);
      language.ifPresentOrElse(
          force::add,
          () ->
              problems.add(
                  "--force: all, ocr, translate, render or a language, not '" + word + "'"));
    }
    return force;
  }

  private void positive(String option, long value) {
    if (value <= 0) {
      problems.add(option + ": must be above 0, is " + value);
    }
  }

  private List<String> sourceTags(ReadOptions options) {
    return options.getSourceLanguage().equalsIgnoreCase("auto")
        ? List.of()
        : tags("--sourceLanguage", options.getSourceLanguage());
  }

  private List<String> tags(String option, String languages) {
    Set<String> tags = new LinkedHashSet<>();
    for (String language : Words.of(languages)) {
      LanguageTags.canonical(language)
          .ifPresentOrElse(
              tags::add,
              () ->
                  problems.add(
                      "%s: no language '%s'; 'palimpsest languages' lists them"
                          .formatted(option, language)));
    }
    return List.copyOf(tags);
  }

  private void throwProblems() throws UsageException {
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
  }
}
