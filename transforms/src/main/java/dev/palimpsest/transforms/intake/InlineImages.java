package dev.palimpsest.transforms.intake;

import dev.palimpsest.io.image.ImageReach;
import dev.palimpsest.io.image.ImageSource;
import dev.palimpsest.io.manifest.ManifestRow;
import dev.palimpsest.io.manifest.ParsedRow;
import dev.palimpsest.io.result.Containment;
import dev.palimpsest.io.result.Failure;
import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import dev.palimpsest.io.storage.ContentHash;
import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import dev.palimpsest.transforms.pixels.ImageFormat;
import dev.palimpsest.transforms.pixels.ImageHeader;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * Puts images that stand inside a manifest row on storage ({@code original.EXT}), so that from here
 * on a row is a reference and no pixels travel between steps.
 */
public record InlineImages(OutputTree tree, long maxImageBytes) implements Serializable {

  ParsedRow stage(ParsedRow parsed) {
    if (!(parsed instanceof ParsedRow.Valid valid) || valid.inlineImage().isEmpty()) {
      return parsed;
    }
    ManifestRow row = valid.row();
    try {
      byte[] bytes =
          new ImageSource(maxImageBytes, ImageReach.OWN_FILES)
              .decodeInline(valid.inlineImage().get());
      ImageFormat format = ImageHeader.read(bytes).format();
      String uri = tree.original(row.imageId(), ContentHash.of(bytes), format.extension());
      Storage.write(uri, bytes, format.mediaType());
      return new ParsedRow.Valid(row.withImage(uri), Optional.empty());
    } catch (FailureException e) {
      return rejected(row, e.stage(), e.code(), e.getMessage());
    } catch (IOException e) {
      String message = "cannot stage the inline image: " + e.getMessage();
      return rejected(row, Stage.WRITE, FailureCode.OUTPUT_NOT_WRITTEN, message);
    } catch (RuntimeException | Error e) {
      FailureException failure = Containment.failure(Stage.LOAD, "the inline image", e);
      return rejected(row, failure.stage(), failure.code(), failure.getMessage());
    }
  }

  private static ParsedRow rejected(
      ManifestRow row, Stage stage, FailureCode code, String message) {
    return new ParsedRow.Rejected(
        Failure.of(
            row.imageId(),
            row.image(),
            row.row(),
            Optional.empty(),
            stage,
            code,
            row.row() + ": " + message));
  }
}
