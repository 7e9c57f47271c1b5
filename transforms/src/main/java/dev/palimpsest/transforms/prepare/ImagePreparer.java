package dev.palimpsest.transforms.prepare;

import dev.palimpsest.io.image.ImageSource;
import dev.palimpsest.io.json.Json;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.region.Region;
import dev.palimpsest.io.region.RegionsDocument;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.io.storage.ContentHash;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.transforms.erase.Eraser;
import dev.palimpsest.transforms.pixels.ImageFormat;
import dev.palimpsest.transforms.pixels.ImageHeader;
import dev.palimpsest.transforms.pixels.Picture;
import dev.palimpsest.transforms.pixels.PictureCodec;
import dev.palimpsest.transforms.read.OcrData;
import dev.palimpsest.transforms.read.Reading;
import dev.palimpsest.transforms.read.TextReader;
import dev.palimpsest.transforms.style.StyleMeter;
import dev.palimpsest.transforms.translate.KeptTexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes one image from its address to a clean plate and its regions.
 *
 * <p>{@code regions.json} is written last and carries the fingerprint of the settings: where it is
 * found with the same fingerprint, the work is done and only read back. One instance belongs to one
 * thread; it keeps OCR handles until closed.
 */
final class ImagePreparer implements AutoCloseable {
  /** Raised when reading, style or erasing changes what it writes for the same settings. */
  private static final int STEP_VERSION = 1;

  private static final long MAX_DOCUMENT_BYTES = 64L << 20;

  private final PrepareSettings settings;
  private final ImageSource source;
  private final TextReader reader;

  ImagePreparer(PrepareSettings settings, OcrData ocrData) {
    this.settings = settings;
    this.source = new ImageSource(settings.maxImageBytes(), settings.allowPrivateHosts());
    this.reader = new TextReader(ocrData);
  }

  PreparedImage prepare(ManifestRow row) throws FailureException {
    long start = System.nanoTime();
    byte[] bytes = source.read(row.image());
    ImageHeader header = ImageHeader.read(bytes);
    ImageFormat format = Optional.ofNullable(settings.outputFormat()).orElse(header.format());
    String hash = ContentHash.of(bytes);
    String clean = settings.tree().clean(row.imageId(), hash, format.extension());
    Optional<RegionsDocument> done = findDone(row, hash, clean);
    RegionsDocument document =
        done.isPresent() ? done.get() : work(row, bytes, hash, clean, format);
    return new PreparedImage(
        row,
        hash,
        format.extension(),
        clean,
        document,
        done.isPresent(),
        Duration.ofNanos(System.nanoTime() - start).toMillis());
  }

  private RegionsDocument work(
      ManifestRow row, byte[] bytes, String hash, String clean, ImageFormat format)
      throws FailureException {
    try (Picture picture = PictureCodec.decode(bytes, settings.maxImagePixels())) {
      Reading reading = reader.read(picture.bgr(), row.sourceLanguages());
      RegionsDocument document = document(row, picture, reading);
      if (settings.erase()) {
        writeClean(picture, document.regions(), clean, format);
        write(
            settings.tree().regions(row.imageId(), hash),
            Json.writePretty(document).getBytes(StandardCharsets.UTF_8),
            "application/json");
      }
      return document;
    }
  }

  private RegionsDocument document(ManifestRow row, Picture picture, Reading reading) {
    KeptTexts keptTexts = new KeptTexts(row.excludeText());
    List<Region> regions = new ArrayList<>();
    for (Region read : reading.regions()) {
      Region region = read.withKept(keptTexts.reason(read.text()));
      regions.add(
          region.kept().isPresent()
              ? region
              : region.withStyle(StyleMeter.measure(picture, region)));
    }
    return new RegionsDocument(
        RegionsDocument.VERSION,
        fingerprint(row),
        picture.widthPx(),
        picture.heightPx(),
        reading.language(),
        reading.languageConfidence(),
        regions);
  }

  private void writeClean(Picture picture, List<Region> regions, String uri, ImageFormat format)
      throws FailureException {
    List<Region> toErase = regions.stream().filter(r -> r.kept().isEmpty()).toList();
    List<Region> kept = regions.stream().filter(r -> r.kept().isPresent()).toList();
    try (Picture clean = Eraser.erase(picture, toErase, kept)) {
      write(uri, PictureCodec.encode(clean, format), format.mediaType());
    }
  }

  private Optional<RegionsDocument> findDone(ManifestRow row, String hash, String clean)
      throws FailureException {
    if (settings.force() || !settings.erase()) {
      return Optional.empty();
    }
    String uri = settings.tree().regions(row.imageId(), hash);
    try {
      if (!Storage.exists(uri) || !Storage.exists(clean)) {
        return Optional.empty();
      }
      RegionsDocument document =
          Json.MAPPER.readValue(Storage.read(uri, MAX_DOCUMENT_BYTES), RegionsDocument.class);
      return document.version() == RegionsDocument.VERSION
              && document.fingerprint().equals(fingerprint(row))
          ? Optional.of(document)
          : Optional.empty();
    } catch (IOException e) {
      throw new FailureException(
          Stage.LOAD,
          FailureCode.ACCESS_DENIED,
          "cannot read back " + uri + ": " + e.getMessage(),
          e);
    }
  }

  /** What, beside the image's bytes, decides what this step writes. */
  private String fingerprint(ManifestRow row) {
    return ContentHash.of(
        String.join(
            "\n",
            "v" + STEP_VERSION,
            String.join(",", settings.read().tessdata()),
            String.join(",", row.sourceLanguages()),
            String.join(",", row.excludeText())));
  }

  private static void write(String uri, byte[] content, String mediaType) throws FailureException {
    try {
      Storage.write(uri, content, mediaType);
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
    reader.close();
  }
}
