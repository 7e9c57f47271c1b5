package dev.palimpsest.pipeline.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.transforms.pixels.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsParserTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @TempDir Path folder;
  private Path manifest;

  @BeforeEach
  void writeManifest() throws IOException {
    manifest = Files.writeString(folder.resolve("m.jsonl"), "{\"image\":\"a.png\"}\n");
  }

  private Settings localize(String... words) throws UsageException {
    List<String> problems = new ArrayList<>();
    LocalizeOptions options = CommandLine.parse(List.of(words)).as(LocalizeOptions.class, problems);
    return new SettingsParser(problems, NOW).localize(options);
  }

  @Test
  void fillsInDefaults() throws UsageException {
    Settings settings = localize("--manifest=" + manifest, "--output=" + folder.resolve("out"));

    assertThat(settings.batchId()).isEqualTo("20260304T050607Z");
    assertThat(settings.inputIsImages()).isFalse();
    assertThat(settings.resume()).isFalse();
    assertThat(settings.resultShards()).isEqualTo(1);
    assertThat(settings.defaults().translator()).isEqualTo("memory,apertium");
    assertThat(settings.defaults().mode()).isEqualTo(Mode.GENERAL);
    assertThat(settings.defaults().sourceLanguages()).isEmpty();
    assertThat(settings.prepare().maxImageBytes()).isEqualTo(20_000_000);
    assertThat(settings.prepare().maxImagePixels()).isEqualTo(50_000_000);
    assertThat(settings.prepare().outputFormat()).isNull();
    assertThat(settings.prepare().erase()).isTrue();
    assertThat(settings.compose().minFontSizePx()).isEqualTo(9);
  }

  @Test
  void takesOptionsOver() throws UsageException {
    Settings settings =
        localize(
            "--manifest=" + manifest,
            "--output=" + folder.resolve("out"),
            "--targetLanguages=de, pt_br,de",
            "--sourceLanguage=eng",
            "--excludeText=ACME, @shop",
            "--mode=e-commerce",
            "--outputFormat=png",
            "--batchId=nightly-1");

    assertThat(settings.batchId()).isEqualTo("nightly-1");
    assertThat(settings.defaults().targetLanguages()).containsExactly("de", "pt-BR");
    assertThat(settings.defaults().sourceLanguages()).containsExactly("en");
    assertThat(settings.defaults().excludeText()).containsExactly("ACME", "@shop");
    assertThat(settings.defaults().mode()).isEqualTo(Mode.E_COMMERCE);
    assertThat(settings.prepare().outputFormat()).isEqualTo(ImageFormat.PNG);
  }

  @Test
  void reportsAllProblemsAtOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    UsageException e =
        catchThrowableOfType(
            UsageException.class,
            () ->
                localize(
                    "--manifst=x",
                    "--manifest=" + folder.resolve("absent.jsonl"),
                    "--output=" + file.resolve("below"),
                    "--targetLanguages=de,klingonish",
                    "--translator=telepathy",
                    "--mode=loud",
                    "--outputFormat=svg",
                    "--maxImageBytes=0",
                    "--resume",
                    "--fonts=" + folder.resolve("nofonts"),
                    "--memory=" + folder.resolve("no.tmx")));

    assertThat(String.join("\n", e.problems()))
        .contains("--manifst")
        .contains("absent.jsonl")
        .contains("--output: cannot write to")
        .contains("klingonish")
        .contains("telepathy")
        .contains("loud")
        .contains("svg")
        .contains("--maxImageBytes")
        .contains("--resume")
        .contains("nofonts")
        .contains("no.tmx");
    assertThat(e.problems()).hasSize(11);
  }

  @Test
  void wantsExactlyOneKindOfInput() {
    UsageException neither =
        catchThrowableOfType(
            UsageException.class, () -> localize("--output=" + folder.resolve("out")));
    UsageException both =
        catchThrowableOfType(
            UsageException.class,
            () ->
                localize(
                    "--output=" + folder.resolve("out"),
                    "--manifest=" + manifest,
                    "--images=" + folder + "/*",
                    "--targetLanguages=de"));

    assertThat(neither.problems()).singleElement().asString().contains("exactly one");
    assertThat(both.problems()).singleElement().asString().contains("exactly one");
  }
}
