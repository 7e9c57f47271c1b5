package dev.palimpsest.pipeline.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.io.image.ImageReach;
import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.transforms.OnnxModels;
import dev.palimpsest.transforms.pixels.ImageFormat;
import dev.palimpsest.transforms.read.ModelFiles;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
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
    assertThat(settings.prepare().read().models()).isEqualTo(ModelFiles.NONE);
    assertThat(settings.prepare().read().timeLimit()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void refusesModelsThatAreMissingBrokenOrHalfNamed() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.onnx"), "no model");
    String[] words = {"--manifest=" + manifest, "--output=" + folder.resolve("out"), ""};

    for (String wrong :
        List.of(
            "--textDetectorModel=" + broken,
            "--textDetectorModel=" + folder.resolve("gone.onnx"),
            "--textRecognizerModel=" + broken,
            "--eraserModel=" + broken,
            "--eraserModel=" + folder.resolve("gone.onnx"),
            "--eraserModel=" + folder)) {
      words[2] = wrong;
      UsageException e = catchThrowableOfType(UsageException.class, () -> localize(words));
      assertThat(e).as(wrong).isNotNull();
      assertThat(e.getMessage()).as(wrong).contains(wrong.substring(0, wrong.indexOf('=')));
    }
  }

  @Test
  void refusesModelsThatLoadAndCannotDoTheWork() throws IOException {
    Path recognizer = folder.resolve("rec.onnx");
    Files.write(recognizer, OnnxModels.coloursAreLetters(6));
    Path alphabet = Files.writeString(folder.resolve("abc.txt"), "a\nb\nc\nd\ne\n");

    UsageException e =
        catchThrowableOfType(
            UsageException.class,
            () ->
                localize(
                    "--manifest=" + manifest,
                    "--output=" + folder.resolve("out"),
                    "--textDetectorModel=" + recognizer,
                    "--textRecognizerModel=" + recognizer,
                    "--textRecognizerAlphabet=" + alphabet));
    assertThat(e.problems())
        .singleElement()
        .asString()
        .startsWith("--textDetectorModel: OpenCV loads it and cannot run it (");

    e =
        catchThrowableOfType(
            UsageException.class,
            () ->
                localize(
                    "--manifest=" + manifest,
                    "--output=" + folder.resolve("out"),
                    "--textRecognizerModel=" + recognizer,
                    "--textRecognizerAlphabet=" + alphabet));
    assertThat(e.problems())
        .singleElement()
        .asString()
        .contains("gives 5 classes, its alphabet has 5 characters");
  }

  @Test
  void refusesAMemoryThatIsNoXmlWithItsLine() throws IOException {
    Path memory = folder.resolve("m.tmx");
    Files.writeString(memory, "<tmx><body>\n<tu><tuv xml:lang=\"en\"><seg>a & b</seg></tuv></tu>");

    UsageException e =
        catchThrowableOfType(
            UsageException.class,
            () ->
                localize(
                    "--manifest=" + manifest,
                    "--output=" + folder.resolve("out"),
                    "--memory=" + memory));
    assertThat(e.problems())
        .singleElement()
        .asString()
        .startsWith("--memory: translation memory " + memory + ": no readable TMX: line 2, column")
        .doesNotContain("\n");
  }

  @Test
  void modelsAreAPartOfTheFingerprintOfReading() throws Exception {
    Path detector = Files.write(folder.resolve("det.onnx"), OnnxModels.darkIsText(20, 1.5f));
    Settings without = localize("--manifest=" + manifest, "--output=" + folder.resolve("out"));
    Settings with =
        localize(
            "--manifest=" + manifest,
            "--output=" + folder.resolve("out"),
            "--textDetectorModel=" + detector);

    assertThat(with.prepare().fingerprints().read())
        .isNotEqualTo(without.prepare().fingerprints().read());
  }

  @Test
  void theBytesOfTheInpaintingModelAreAPartOfTheFingerprint() throws Exception {
    Path model = folder.resolve("m.onnx");
    String[] words = {
      "--manifest=" + manifest, "--output=" + folder.resolve("out"), "--eraserModel=" + model
    };
    Files.write(model, OnnxModels.holesBecome(0.5f, 0, 1, 255));
    Settings one = localize(words);
    Settings same = localize(words);
    Files.write(model, OnnxModels.holesBecome(0.5f, 0, 0, 255));
    Settings other = localize(words);

    assertThat(one.prepare().eraserModel()).isEqualTo(model.toString());
    assertThat(one.compose().eraserModel()).isEqualTo(model.toString());
    assertThat(same.prepare().fingerprints()).isEqualTo(one.prepare().fingerprints());
    assertThat(other.prepare().fingerprints().read())
        .isNotEqualTo(one.prepare().fingerprints().read());
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

  private Map<String, EngineSettings> engines(String... words) throws UsageException {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--manifest=" + manifest);
    all.add("--output=" + folder.resolve("out"));
    return localize(all.toArray(String[]::new)).translate().orElseThrow().engines();
  }

  @Test
  void engineOptionsGoToTheirEngines() throws UsageException {
    Map<String, EngineSettings> engines =
        engines(
            "--translator=memory,chatgpt,apertium",
            "--translatorEndpoint=http://localhost:11434/v1/",
            "--translatorModel=llama3,claude=claude-opus-4-7",
            "--translatorKey=deepl=file:/run/deepl",
            "--translatorTemperature=0.2");
    assertThat(engines.get("openai").endpoint()).isEqualTo("http://localhost:11434/v1");
    assertThat(engines.get("openai").model()).isEqualTo("llama3");
    assertThat(engines.get("openai").temperature()).isEqualTo(0.2);
    assertThat(engines.get("openai").key()).as("no key for a stranger's server").isNull();
    assertThat(engines.get("claude").model()).isEqualTo("claude-opus-4-7");
    assertThat(engines.get("claude").key()).hasToString("env:ANTHROPIC_API_KEY");
    assertThat(engines.get("deepl").key()).hasToString("file:/run/deepl");
    assertThat(engines("--translatorEndpoint=http://localhost:2737").get("apertium").endpoint())
        .isEqualTo("http://localhost:2737");
  }

  @Test
  void aKeyGivenByMistakeIsNotRepeated() {
    UsageException e =
        catchThrowableOfType(
            UsageException.class,
            () ->
                engines(
                    "--translator=openai",
                    "--translatorKey=sk-secret",
                    "--translatorTemperature=hot",
                    "--translatorConcurrency=0"));
    assertThat(e.problems()).hasSize(3);
    assertThat(e.toString() + e.problems()).doesNotContain("sk-secret");
  }

  @Test
  void countsTheRowsOfGzippedManifests() throws IOException {
    Path gzipped = folder.resolve("m.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
      out.write("{\"image\":\"a.png\"}\n".repeat(5).getBytes(StandardCharsets.UTF_8));
    }
    UsageException e =
        catchThrowableOfType(
            UsageException.class,
            () ->
                localize(
                    "--manifest=" + gzipped, "--output=" + folder.resolve("out"), "--maxImages=4"));
    assertThat(e.problems()).containsExactly("--maxImages: the batch has 5 images, at most 4");
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

  @Test
  void aRootHasOneForm() throws UsageException {
    Path out = folder.resolve("out");
    for (String root : List.of(out.toString(), out + "/", out.toUri().toString(), "file:" + out)) {
      assertThat(localize("--manifest=" + manifest, "--output=" + root).tree().root())
          .isEqualTo(out.toString());
    }
    UsageException e =
        catchThrowableOfType(
            UsageException.class,
            () -> localize("--manifest=" + manifest, "--output=" + folder.resolve("out[1]")));
    assertThat(e.problems()).singleElement().asString().startsWith("--output: its own files");
  }

  @Test
  void onlyNamedFoldersAreReachedIfTheOptionIsGiven() throws UsageException {
    Path out = folder.resolve("out");
    String[] words = {"--manifest=" + manifest, "--output=" + out, "--batchId=b"};
    assertThat(localize(words).prepare().reach().anyLocalFile()).isTrue();

    words[2] = "--allowLocalRoots=/srv/shop";
    ImageReach reach = localize(words).compose().reach();
    assertThat(reach.anyLocalFile()).isFalse();
    assertThat(reach.localRoots()).containsExactly("/srv/shop", out.toString());

    words[2] = "--allowLocalRoots=shop";
    assertThat(catchThrowableOfType(UsageException.class, () -> localize(words)).problems())
        .containsExactly("--allowLocalRoots: not an absolute path: shop");
  }
}
