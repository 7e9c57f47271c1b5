package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.ledger.Fingerprints;
import dev.palimpsest.io.ledger.LedgerEntry;
import dev.palimpsest.io.ledger.SourceStamp;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.memory.Glossary;
import dev.palimpsest.io.memory.TranslationMemory;
import dev.palimpsest.io.region.RegionsDocument;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.ImageResult;
import dev.palimpsest.io.result.LanguageOutput;
import dev.palimpsest.io.result.Outcome;
import dev.palimpsest.transforms.intake.KnownRow;
import dev.palimpsest.transforms.translate.SegmentRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides what of an image's earlier work is still right. */
final class Reuse {
  private final PrepareSettings settings;
  private final PreparedStore store;
  private TranslationMemory memory;
  private Glossary glossary;

  Reuse(PrepareSettings settings, PreparedStore store) {
    this.settings = settings;
    this.store = store;
  }

  /**
   * What is left to do for an image that is known.
   *
   * @param previous empty if everything is to be done
   * @param image with the languages to draw; empty if nothing, or everything, is to be done
   */
  record Decision(
      Optional<LedgerEntry> previous,
      Optional<PreparedImage> image,
      Map<String, LanguageOutput> carried) {

    private static Decision fresh() {
      return new Decision(Optional.empty(), Optional.empty(), Map.of());
    }

    boolean nothingToDo() {
      return previous.isPresent() && image.isEmpty();
    }

    /** The ledger entry of an image with nothing to do. */
    LedgerEntry entry(ManifestRow row, SourceStamp stamp, Fingerprints fingerprints) {
      LedgerEntry old = previous.orElseThrow();
      ImageResult was = old.result();
      ImageResult result =
          new ImageResult(
              row.imageId(),
              row.originalFilename(),
              ImageResult.COMPLETED,
              was.sourceLanguage(),
              was.text(),
              was.confidence(),
              0,
              row.image(),
              was.cleanImageUrl(),
              true,
              carried,
              null,
              row.metadata());
      return new LedgerEntry(
          row.imageId(),
          row.image(),
          stamp,
          old.contentHash(),
          fingerprints,
          old.segments(),
          result);
    }
  }

  boolean forcesReading() {
    return settings.forces(PrepareSettings.FORCE_ALL) || settings.forces(PrepareSettings.FORCE_OCR);
  }

  /**
   * What is known of the image: what this very batch has finished before it was interrupted, else
   * what the ledger has.
   */
  Optional<LedgerEntry> previous(KnownRow known) throws FailureException {
    if (!settings.erase()) {
      return Optional.empty();
    }
    if (settings.resumedBatch() != null) {
      String uri = settings.tree().done(settings.resumedBatch(), known.row().imageId());
      return PreparedStore.readBack(uri, LedgerEntry.class).or(known::previous);
    }
    return known.previous();
  }

  /** Storage says that the image is the one of the ledger: its bytes are not needed. */
  boolean sameSource(Optional<LedgerEntry> previous, Optional<SourceStamp> stamp) {
    return settings.trustStamp()
        && !forcesReading()
        && stamp.isPresent()
        && previous.isPresent()
        && stamp.get().equals(previous.get().stamp());
  }

  Decision decide(
      ManifestRow row, Optional<LedgerEntry> previous, String hash, Fingerprints fingerprints)
      throws FailureException {
    if (previous.isEmpty()
        || forcesReading()
        || !previous.get().contentHash().equals(hash)
        || !previous.get().fingerprints().read().equals(fingerprints.read())) {
      return Decision.fresh();
    }
    LedgerEntry entry = previous.get();
    Map<String, LanguageOutput> carried = new LinkedHashMap<>();
    boolean sameTranslate = entry.fingerprints().translate().equals(fingerprints.translate());
    boolean sameDraw = entry.fingerprints().draw().equals(fingerprints.draw());
    if (sameTranslate && sameDraw) {
      for (String language : row.targetLanguages()) {
        carry(entry, language, carried);
      }
      if (carried.keySet().containsAll(row.targetLanguages())) {
        return new Decision(previous, Optional.empty(), carried);
      }
    }
    return partly(row, entry, fingerprints, sameDraw);
  }

  /** Regions and plate are right; some languages are to be drawn. */
  private Decision partly(
      ManifestRow row, LedgerEntry entry, Fingerprints fingerprints, boolean sameDraw)
      throws FailureException {
    String clean = entry.result().cleanImageUrl();
    Optional<RegionsDocument> document =
        store.read(row.imageId(), entry.contentHash(), clean, fingerprints.read());
    if (document.isEmpty()) {
      return Decision.fresh();
    }
    Segments segments = new Segments(row);
    Map<String, LanguageOutput> carried = new LinkedHashMap<>();
    Map<String, String> carriedSegments = new LinkedHashMap<>();
    Map<String, Outcome> toDraw = new LinkedHashMap<>();
    for (String language : row.targetLanguages()) {
      String asked = segments.hash(document.get().regions(), language, glossary(), this::human);
      if (!asked.equals(entry.segments().get(language))
          || settings.forces(PrepareSettings.FORCE_TRANSLATE)) {
        toDraw.put(language, Outcome.RETRANSLATED);
      } else if (!sameDraw || !carry(entry, language, carried)) {
        toDraw.put(language, done(entry, language) ? Outcome.REDRAWN : Outcome.RETRANSLATED);
      } else {
        carriedSegments.put(language, asked);
      }
    }
    if (toDraw.isEmpty()) {
      return new Decision(Optional.of(entry), Optional.empty(), carried);
    }
    PreparedImage image =
        new PreparedImage(
            row,
            null,
            entry.contentHash(),
            clean.substring(clean.lastIndexOf('.') + 1),
            clean,
            fingerprints,
            document.get(),
            toDraw,
            carried,
            carriedSegments,
            true,
            0);
    return new Decision(Optional.of(entry), Optional.of(image), carried);
  }

  private static boolean done(LedgerEntry entry, String language) {
    LanguageOutput output = entry.result().outputs().get(language);
    return output != null && output.status().equals(LanguageOutput.COMPLETED);
  }

  /** Adds a language that is done and wanted no further work; tells whether it is. */
  private boolean carry(LedgerEntry entry, String language, Map<String, LanguageOutput> carried)
      throws FailureException {
    if (!done(entry, language)
        || settings.forces(language)
        || settings.forces(PrepareSettings.FORCE_RENDER)
        || settings.forces(PrepareSettings.FORCE_TRANSLATE)) {
      return false;
    }
    LanguageOutput output = entry.result().outputs().get(language);
    if (settings.verifyOutputs() && !PreparedStore.exists(output.translatedImageUrl())) {
      return false;
    }
    carried.put(language, output.withOutcome(Outcome.CARRIED_OVER));
    return true;
  }

  private Optional<String> human(SegmentRequest request) {
    return request.asksMemory()
        ? memory().lookup(request.source(), request.target(), request.text())
        : Optional.empty();
  }

  private TranslationMemory memory() {
    load();
    return memory;
  }

  private Glossary glossary() {
    load();
    return glossary;
  }

  /** Only when a translation setting has changed: most images of a nightly batch never ask. */
  private void load() {
    if (memory == null) {
      try {
        memory = TranslationMemory.load(settings.translate().memoryUris());
        glossary = Glossary.load(settings.translate().glossaryUris());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
