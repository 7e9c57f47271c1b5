package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.image.ImageSource;
import dev.palimpsest.io.ledger.Fingerprints;
import dev.palimpsest.io.ledger.LedgerEntry;
import dev.palimpsest.io.ledger.SourceStamp;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.RegionsDocument;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Outcome;
import dev.palimpsest.io.storage.ContentHash;
import dev.palimpsest.transforms.erase.Eraser;
import dev.palimpsest.transforms.erase.Inpainter;
import dev.palimpsest.transforms.erase.InpaintingModel;
import dev.palimpsest.transforms.intake.KnownRow;
import dev.palimpsest.transforms.pixels.Frames;
import dev.palimpsest.transforms.pixels.ImageFormat;
import dev.palimpsest.transforms.pixels.ImageHeader;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.prepare.Reuse.Decision;
import dev.palimpsest.transforms.read.Reading;
import dev.palimpsest.transforms.read.TextReader;
import dev.palimpsest.transforms.style.StyleMeter;
import dev.palimpsest.transforms.translate.KeptTexts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes one image from its address to a clean plate and its regions, and leaves out what is found
 * done: an image that the ledger knows unchanged is not even downloaded, and where {@code
 * regions.json} with the same fingerprint is on storage, it is read back.
 *
 * <p>One instance belongs to one thread; it keeps OCR handles and networks until closed.
 */
final class ImagePreparer implements AutoCloseable {
  private final PrepareSettings settings;
  private final ImageSource source;
  private final TextReader reader;
  private final PreparedStore store;
  private final Reuse reuse;
  private final Optional<Inpainter> inpainter;

  ImagePreparer(PrepareSettings settings, TextReader reader) {
    this.inpainter = InpaintingModel.shared(settings.eraserModel()).map(InpaintingModel::inpainter);
    this.settings = settings;
    this.source = new ImageSource(settings.maxImageBytes(), settings.reach());
    this.reader = reader;
    this.store = new PreparedStore(settings.tree());
    this.reuse = new Reuse(settings, store);
  }

  /** What became of a row: work to go on with, or nothing left to do. */
  sealed interface Prepared {
    /** There are languages to draw. */
    record ToDraw(PreparedImage image) implements Prepared {}

    /** All languages are carried over. */
    record Carried(LedgerEntry entry) implements Prepared {}
  }

  Prepared prepare(KnownRow known) throws FailureException {
    long start = System.nanoTime();
    ManifestRow row = known.row();
    Fingerprints fingerprints = fingerprints(row);
    Optional<LedgerEntry> previous = reuse.previous(known);
    Optional<SourceStamp> stamp = source.stamp(row.image());
    Optional<byte[]> bytes = Optional.empty();
    if (!reuse.sameSource(previous, stamp)) {
      bytes = Optional.of(source.read(row.image()));
    }
    String hash = bytes.map(ContentHash::of).orElseGet(() -> previous.orElseThrow().contentHash());
    Decision decision = reuse.decide(row, previous, hash, fingerprints);
    if (decision.nothingToDo()) {
      return new Prepared.Carried(decision.entry(row, stamp.orElse(null), fingerprints));
    }
    if (decision.image().isPresent()) {
      return new Prepared.ToDraw(decision.image().get().with(stamp.orElse(null), elapsedMs(start)));
    }
    byte[] content = bytes.isPresent() ? bytes.get() : source.read(row.image());
    return new Prepared.ToDraw(
        fresh(row, content, hash, fingerprints).with(stamp.orElse(null), elapsedMs(start)));
  }

  private PreparedImage fresh(ManifestRow row, byte[] bytes, String hash, Fingerprints fingerprints)
      throws FailureException {
    ImageHeader header = ImageHeader.read(bytes);
    ImageFormat format = Optional.ofNullable(settings.outputFormat()).orElse(header.format());
    String clean = settings.tree().clean(row.imageId(), hash, format.extension());
    Optional<RegionsDocument> done =
        settings.erase() && !reuse.forcesReading()
            ? store.read(row.imageId(), hash, clean, fingerprints.read())
            : Optional.empty();
    RegionsDocument document =
        done.isPresent() ? done.get() : work(row, bytes, hash, clean, format, fingerprints);
    Map<String, Outcome> toDraw = new LinkedHashMap<>();
    row.targetLanguages().forEach(language -> toDraw.put(language, Outcome.FRESH));
    return new PreparedImage(
        row,
        null,
        hash,
        format.extension(),
        settings.erase() ? clean : null,
        fingerprints,
        document,
        toDraw,
        Map.of(),
        Map.of(),
        done.isPresent(),
        0);
  }

  private RegionsDocument work(
      ManifestRow row,
      byte[] bytes,
      String hash,
      String clean,
      ImageFormat format,
      Fingerprints fingerprints)
      throws FailureException {
    try (Frames frames = Frames.decode(bytes, settings.maxImagePixels())) {
      Reading reading = reader.read(frames.first().bgr(), row.sourceLanguages());
      SameText.check(frames, reading, reader, row.sourceLanguages());
      List<Region> read = marked(row, reading);
      RegionsDocument document = document(frames.first(), reading, read, fingerprints.read());
      if (settings.erase()) {
        // Around the boxes as they were read: shadows begin where measured ones end.
        writeClean(frames, read, clean, format);
        store.write(row.imageId(), hash, document);
      }
      return document;
    }
  }

  /** With the reason why a text stays. */
  private static List<Region> marked(ManifestRow row, Reading reading) {
    KeptTexts keptTexts = new KeptTexts(row.excludeText());
    return reading.regions().stream()
        .map(region -> region.withKept(keptTexts.reason(region.text())))
        .toList();
  }

  private static RegionsDocument document(
      Picture picture, Reading reading, List<Region> regions, String fingerprint) {
    return new RegionsDocument(
        RegionsDocument.VERSION,
        fingerprint,
        picture.widthPx(),
        picture.heightPx(),
        reading.language(),
        reading.languageConfidence(),
        StyleMeter.measureAll(picture, regions));
  }

  private void writeClean(Frames frames, List<Region> regions, String uri, ImageFormat format)
      throws FailureException {
    List<Region> toErase = regions.stream().filter(r -> r.kept().isEmpty()).toList();
    List<Region> kept = regions.stream().filter(r -> r.kept().isPresent()).toList();
    try (Frames clean = frames.each(frame -> Eraser.erase(frame, toErase, kept, inpainter))) {
      PreparedStore.write(uri, clean.encode(format), format.mediaType());
    }
  }

  private Fingerprints fingerprints(ManifestRow row) {
    String excluded = String.join("\n", row.excludeText());
    return settings
        .fingerprints()
        .with(
            String.join(",", row.sourceLanguages()) + "\n" + excluded,
            row.translator() + "\n" + row.customPrompt() + "\n" + excluded,
            row.mode().label());
  }

  private static long elapsedMs(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
  }

  @Override
  public void close() {
    reader.close();
    inpainter.ifPresent(Inpainter::close);
  }
}
