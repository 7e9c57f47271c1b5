package dev.palimpsest.transforms.compose;

import dev.palimpsest.io.image.ImageSource;
import dev.palimpsest.io.ledger.LedgerEntry;
import dev.palimpsest.io.manifest.Mode;
import dev.palimpsest.io.memory.Glossary;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.result.Containment;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.LanguageOutput;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.transforms.compose.LanguagePlan.Planned;
import dev.palimpsest.transforms.erase.Eraser;
import dev.palimpsest.transforms.erase.Inpainter;
import dev.palimpsest.transforms.erase.InpaintingModel;
import dev.palimpsest.transforms.pixels.Frames;
import dev.palimpsest.transforms.pixels.ImageFormat;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.prepare.PreparedImage;
import dev.palimpsest.transforms.prepare.Segments;
import dev.palimpsest.transforms.render.Drawing;
import dev.palimpsest.transforms.render.Renderer;
import dev.palimpsest.transforms.render.Rendering;
import dev.palimpsest.transforms.render.Rendering.Drawn;
import dev.palimpsest.transforms.translate.Engines;
import dev.palimpsest.transforms.translate.Translation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Draws one image in all its languages and writes the pictures.
 *
 * <p>A region that cannot be translated or drawn keeps its source text: the plate is then erased
 * afresh without it. One instance belongs to one thread.
 */
final class ImageComposer implements AutoCloseable {
  private final ComposeSettings settings;
  private final Renderer renderer;
  private final ImageSource source;
  private final Glossary glossary;
  private final Optional<Inpainter> inpainter;

  /**
   * @throws IOException if the glossary cannot be read
   */
  ImageComposer(ComposeSettings settings, Renderer renderer) throws IOException {
    this.glossary = Glossary.load(settings.glossaryUris());
    this.settings = settings;
    this.renderer = renderer;
    this.inpainter = InpaintingModel.shared(settings.eraserModel()).map(InpaintingModel::inpainter);
    this.source = new ImageSource(settings.maxImageBytes(), settings.reach());
  }

  /**
   * Writes a picture per language and tells what became of each; languages that were carried over
   * are told as they are.
   *
   * @param failures receives one failure for each language that did not come out whole
   */
  LedgerEntry compose(TranslatedImage translated, Consumer<Failure> failures) {
    return compose(translated, failures, this::localize);
  }

  /** Draws nothing more: the languages that are still to draw fail as cancelled. */
  LedgerEntry cancelled(TranslatedImage translated, Consumer<Failure> failures) {
    return compose(
        translated,
        failures,
        failing(
            new LanguageOutput.Problem(
                Stage.RENDER, FailureCode.CANCELLED, "the batch was cancelled")));
  }

  private static Localizer failing(LanguageOutput.Problem problem) {
    return (image, language, plates) -> ImageResults.failed(image.image(), List.of(), problem);
  }

  private interface Localizer {
    LanguageOutput localize(TranslatedImage image, String language, Plates plates);
  }

  private LedgerEntry compose(
      TranslatedImage translated, Consumer<Failure> failures, Localizer localizer) {
    long start = System.nanoTime();
    FailureException failure;
    try {
      PreparedImage complete = translated.image().complete(settings.tree());
      List<Failure> own = new ArrayList<>();
      LedgerEntry entry = compose(translated.with(complete), own::add, localizer, start);
      own.forEach(failures);
      return entry;
    } catch (FailureException e) {
      failure = e;
    } catch (RuntimeException | Error e) {
      failure = Containment.failure(Stage.RENDER, "image " + translated.image().row().imageId(), e);
    }
    return compose(
        translated.with(translated.image().empty()), failures, failing(problem(failure)), start);
  }

  private static LanguageOutput.Problem problem(FailureException e) {
    return new LanguageOutput.Problem(e.stage(), e.code(), e.getMessage());
  }

  private LedgerEntry compose(
      TranslatedImage translated, Consumer<Failure> failures, Localizer localizer, long start) {
    PreparedImage image = translated.image();
    Map<String, LanguageOutput> outputs = new LinkedHashMap<>();
    try (Plates plates = new Plates(image)) {
      for (String language : image.row().targetLanguages()) {
        LanguageOutput output = image.carried().get(language);
        if (output == null) {
          output = localizer.localize(translated, language, plates);
        }
        outputs.put(language, output);
        if (output.error() != null) {
          failures.accept(failure(image, language, output.error()));
        }
      }
    }
    long composeMs = Duration.ofNanos(System.nanoTime() - start).toMillis();
    return new LedgerEntry(
        image.row().imageId(),
        image.row().image(),
        image.stamp(),
        image.contentHash(),
        image.fingerprints(),
        segments(translated),
        ImageResults.of(image, outputs, composeMs));
  }

  /** What was asked of the translators, and what people answered, by language. */
  private Map<String, String> segments(TranslatedImage translated) {
    PreparedImage image = translated.image();
    Map<String, String> byLanguage = new LinkedHashMap<>(image.carriedSegments());
    Segments segments = new Segments(image.row());
    for (String language : image.languagesToDraw()) {
      Map<String, Translation> answers = translated.answers(language);
      byLanguage.put(
          language,
          segments.hash(
              image.document().regions(),
              language,
              glossary,
              request ->
                  Optional.of(answers.get(request.segmentKey()))
                      .filter(answer -> Engines.MEMORY.equals(answer.engine()))
                      .map(Translation::text)));
    }
    return byLanguage;
  }

  private LanguageOutput localize(TranslatedImage translated, String language, Plates plates) {
    PreparedImage image = translated.image();
    LanguagePlan plan = LanguagePlan.of(translated, language);
    try {
      if (plan.nothingTranslated()) {
        return ImageResults.failed(image, plan.outputs(), plan.firstProblem().orElseThrow());
      }
      String uri =
          settings
              .tree()
              .translated(image.row().imageId(), image.contentHash(), language, image.extension());
      LanguagePlan drawn = draw(plan, image, language, plates, uri);
      Containment.succeeded();
      return ImageResults.drawn(
          image, drawn.outputs(), uri, image.toDraw().get(language), drawn.firstProblem());
    } catch (FailureException e) {
      return ImageResults.failed(image, plan.outputs(), problem(e));
    } catch (RuntimeException | Error e) {
      String what = "drawing image " + image.row().imageId() + " in " + language;
      return ImageResults.failed(
          image, plan.outputs(), problem(Containment.failure(Stage.RENDER, what, e)));
    }
  }

  /** Draws; a text with characters that no font has is given up, and the rest drawn again. */
  private LanguagePlan draw(
      LanguagePlan plan, PreparedImage image, String language, Plates plates, String uri)
      throws FailureException {
    List<Planned> planned = plan.toDraw();
    List<Drawing> drawings =
        planned.stream().map(p -> new Drawing(p.region(), p.text(), language)).toList();
    Mode mode = image.row().mode();
    List<Drawn> texts = new ArrayList<>();
    try (Frames plate = plates.plate(plan.untouched());
        Frames drawn =
            plate.each(
                frame -> {
                  Rendering rendering = renderer.draw(frame, drawings, plan.notDrawn(), mode);
                  if (texts.isEmpty()) {
                    texts.addAll(rendering.texts());
                  }
                  return rendering.picture();
                })) {
      LanguagePlan result = plan.withDrawn(texts);
      if (result.toDraw().size() < planned.size()) {
        return draw(result, image, language, plates, uri);
      }
      ImageFormat format = ImageFormat.named(image.extension()).orElseThrow();
      Storage.write(uri, drawn.encode(format), format.mediaType());
      return result;
    } catch (IOException e) {
      throw new FailureException(
          Stage.WRITE,
          FailureCode.OUTPUT_NOT_WRITTEN,
          "cannot write " + uri + ": " + e.getMessage(),
          e);
    }
  }

  @Override
  public void close() {
    inpainter.ifPresent(Inpainter::close);
  }

  private static Failure failure(
      PreparedImage image, String language, LanguageOutput.Problem problem) {
    return Failure.of(
        image.row().imageId(),
        image.row().image(),
        image.row().row(),
        Optional.of(language),
        problem.stage(),
        problem.code(),
        problem.message());
  }

  /** The pictures to draw on, loaded when first asked for and kept for the other languages. */
  private final class Plates implements AutoCloseable {
    private final PreparedImage image;
    private Frames clean;
    private Frames original;

    private Plates(PreparedImage image) {
      this.image = image;
    }

    /**
     * A copy to draw on.
     *
     * @param untouched ids of regions whose source text must stay although the clean plate has it
     *     erased
     */
    private Frames plate(Set<String> untouched) throws FailureException {
      if (image.row().mode() == Mode.LIGHT_NOVEL) {
        return original().each(Picture::copy);
      }
      if (untouched.isEmpty()) {
        if (clean == null) {
          clean = load(image.cleanUri());
        }
        return clean.each(Picture::copy);
      }
      List<Region> toErase = new ArrayList<>();
      List<Region> kept = new ArrayList<>();
      for (Region region : image.document().regions()) {
        boolean stays = region.kept().isPresent() || untouched.contains(region.id());
        (stays ? kept : toErase).add(region);
      }
      return original().each(frame -> Eraser.erase(frame, toErase, kept, inpainter));
    }

    private Frames original() throws FailureException {
      if (original == null) {
        original = load(image.row().image());
      }
      return original;
    }

    private Frames load(String uri) throws FailureException {
      return Frames.decode(source.read(uri), settings.maxImagePixels());
    }

    @Override
    public void close() {
      if (clean != null) {
        clean.close();
      }
      if (original != null) {
        original.close();
      }
    }
  }
}
