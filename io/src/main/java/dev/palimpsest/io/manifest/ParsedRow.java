package dev.palimpsest.io.manifest;

import dev.palimpsest.io.result.Failure;
import java.util.Optional;

/** What became of one manifest row. */
public sealed interface ParsedRow {
  /**
   * A row that can be worked on.
   *
   * @param inlineImage the base64 text (raw or data URL) of a row that brings its own image; the
   *     image of {@code row} is then {@code inline:IMAGE_ID} until the bytes are staged
   */
  record Valid(ManifestRow row, Optional<String> inlineImage) implements ParsedRow {}

  /** A row that cannot: {@code INVALID_ROW} or {@code UNSUPPORTED_LANGUAGE}. */
  record Rejected(Failure failure) implements ParsedRow {}
}
