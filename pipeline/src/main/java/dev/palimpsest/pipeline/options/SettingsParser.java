package dev.palimpsest.pipeline.options;

import dev.palimpsest.io.language.LanguageTags;
import dev.palimpsest.io.manifest.ManifestDefaults;
import dev.palimpsest.io.manifest.ManifestParser;
import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.transforms.compose.ComposeSettings;
import dev.palimpsest.transforms.pixels.ImageFormat;
import dev.palimpsest.transforms.prepare.PrepareSettings;
import dev.palimpsest.transforms.read.ReadSettings;
import dev.palimpsest.transforms.translate.TranslateSettings;
import java.io.IOException;
import java.nio.file.Files;
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

/** Checks options and makes {@link Settings} of them; collects every problem on the way. */
public final class SettingsParser {
  private static final DateTimeFormatter BATCH_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** A result line is some kilobytes: this many rows make a file of a comfortable size. */
  private static final long MANIFEST_BYTES_PER_SHARD = 8L << 20;

  private static final int MOST_SHARDS = 512;

  private final List<String> problems;
  private final Instant now;

  /**
   * @param problems found so far; more are added
   * @param now names a batch that has no name
   */
  public SettingsParser(List<String> problems, Instant now) {
    this.problems = problems;
    this.now = now;
  }

  /**
   * The settings of {@code localize}.
   *
   * @throws UsageException with all problems
   */
  public Settings localize(LocalizeOptions options) throws UsageException {
    List<String> targets = tags("--targetLanguages", options.getTargetLanguages());
    Mode mode =
        Mode.of(options.getMode())
            .orElseGet(
                () -> {
                  problems.add(
                      "--mode: no mode '%s'; use general, manga, e-commerce or light-novel"
                          .formatted(options.getMode()));
                  return Mode.GENERAL;
                });
    if (options.getCustomPrompt() != null
        && options.getCustomPrompt().length() > ManifestParser.MAX_PROMPT_LENGTH) {
      problems.add("--customPrompt: more than " + ManifestParser.MAX_PROMPT_LENGTH + " characters");
    }
    ManifestDefaults defaults =
        new ManifestDefaults(
            targets,
            sourceTags(options),
            list(options.getExcludeText()),
            mode,
            options.getTranslator(),
            options.getCustomPrompt());
    if (options.getImages() != null && targets.isEmpty()) {
      problems.add("--targetLanguages: name the languages to translate the --images into");
    }
    return finish(options, defaults, Optional.of(options));
  }

  /**
   * The settings of {@code extract-text}: nothing is translated or drawn.
   *
   * @throws UsageException with all problems
   */
  public Settings extractText(ReadOptions options) throws UsageException {
    // A row must name its targets; here there are none, so that the source stands in.
    ManifestDefaults defaults =
        new ManifestDefaults(
            List.of("en"), sourceTags(options), List.of(), Mode.GENERAL, "memory", null);
    return finish(options, defaults, Optional.empty());
  }

  private Settings finish(
      ReadOptions options, ManifestDefaults defaults, Optional<LocalizeOptions> localize)
      throws UsageException {
    String batchId = batchId(options);
    long inputBytes = inputBytes(options);
    OutputTree tree = tree(options.getOutput());
    positive("--maxImageBytes", options.getMaxImageBytes());
    positive("--maxImagePixels", options.getMaxImagePixels());
    positive("--ocrTimeout", options.getOcrTimeout());
    localize.ifPresent(o -> positive("--minFontSize", o.getMinFontSize()));
    List<String> fonts = folders("--fonts", localize.map(LocalizeOptions::getFonts).orElse(""));
    List<String> tessdata = folders("--tessdata", options.getTessdata());
    List<String> memory = list(localize.map(LocalizeOptions::getMemory).orElse(""));
    memory.forEach(uri -> mustMatch("--memory", uri));
    List<String> glossary = list(localize.map(LocalizeOptions::getGlossary).orElse(""));
    Optional<TranslateSettings> translate =
        localize.map(o -> new TranslatorParser(o, problems).parse(memory, glossary, tree));
    ImageFormat format = format(localize.map(LocalizeOptions::getOutputFormat).orElse(null));
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    return new Settings(
        batchId,
        tree,
        options.getManifest() != null ? options.getManifest() : options.getImages(),
        options.getManifest() == null,
        defaults,
        new PrepareSettings(
            tree,
            new ReadSettings(tessdata, Duration.ofSeconds(options.getOcrTimeout())),
            options.getMaxImageBytes(),
            options.getMaxImagePixels(),
            options.getAllowPrivateHosts(),
            format,
            localize.isPresent(),
            options.getForce()),
        translate,
        new ComposeSettings(
            tree,
            fonts,
            localize.map(LocalizeOptions::getMinFontSize).orElse(0),
            options.getMaxImageBytes(),
            options.getMaxImagePixels(),
            options.getAllowPrivateHosts()),
        (int) Math.min(MOST_SHARDS, 1 + inputBytes / MANIFEST_BYTES_PER_SHARD),
        options.getResume());
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

  private OutputTree tree(String output) {
    if (output == null || output.isBlank()) {
      problems.add("--output: name the folder or prefix to write to");
      return new OutputTree("unknown");
    }
    OutputTree tree = new OutputTree(output);
    String probe = tree.root() + "/.palimpsest-write-test";
    try {
      Storage.write(probe, new byte[0], "text/plain");
      Storage.delete(probe);
    } catch (IOException | RuntimeException e) {
      problems.add("--output: cannot write to %s (%s)".formatted(output, e.getMessage()));
    }
    return tree;
  }

  /** Bytes of all manifests; one row stands for some 300 bytes where images are matched. */
  private long inputBytes(ReadOptions options) {
    if ((options.getManifest() == null) == (options.getImages() == null)) {
      problems.add("--manifest or --images: give exactly one of them");
      return 0;
    }
    if (options.getImages() != null) {
      return 300L * mustMatch("--images", options.getImages()).size();
    }
    return mustMatch("--manifest", options.getManifest()).stream()
        .mapToLong(Storage.FileInfo::sizeBytes)
        .sum();
  }

  private List<Storage.FileInfo> mustMatch(String option, String pattern) {
    try {
      List<Storage.FileInfo> files = Storage.list(pattern);
      if (files.isEmpty()) {
        problems.add("%s: no such file: %s".formatted(option, pattern));
      }
      return files;
    } catch (IOException | RuntimeException e) {
      problems.add("%s: cannot look at %s (%s)".formatted(option, pattern, e.getMessage()));
      return List.of();
    }
  }

  private List<String> folders(String option, String folders) {
    List<String> found = list(folders);
    for (String folder : found) {
      if (!Files.isDirectory(Path.of(folder))) {
        problems.add("%s: no such folder: %s".formatted(option, folder));
      }
    }
    return found;
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
    for (String language : list(languages)) {
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

  private static List<String> list(String commaSeparated) {
    List<String> parts = new ArrayList<>();
    for (String part : commaSeparated.split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }
}
