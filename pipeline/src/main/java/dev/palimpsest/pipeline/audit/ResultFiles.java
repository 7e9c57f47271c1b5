package dev.palimpsest.pipeline.audit;

import static dev.palimpsest.pipeline.audit.JsonLines.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of the output tree that one result line names. */
record ResultFiles(String imageId, List<ResultFile> files) {
  /** Of originals only inline input is in the tree; others may have any address. */
  private static final Pattern ORIGINAL = Pattern.compile("[0-9a-f]{16}/original\\.[a-z]+");

  /** What a file must be. */
  enum Kind {
    ORIGINAL,
    CLEAN,
    REGIONS,
    TRANSLATED
  }

  /**
   * @param url as the line names it; that of {@code regions.json} is derived
   * @param language absent if it is for all of them
   */
  record ResultFile(String url, Kind kind, String language) {
    /** What its name begins with. */
    String expectedStem() {
      return kind == Kind.TRANSLATED ? language : kind.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static ResultFiles of(String imageId, JsonNode result) {
    List<ResultFile> files = new ArrayList<>();
    String original = text(result, "original_image_url");
    if (place(imageId, original).filter(p -> ORIGINAL.matcher(p).matches()).isPresent()) {
      files.add(new ResultFile(original, Kind.ORIGINAL, null));
    }
    Set<String> plates = new LinkedHashSet<>();
    plates.add(text(result, "clean_image_url"));
    result.path("outputs").forEach(output -> plates.add(text(output, "clean_image_url")));
    plates.remove("");
    for (String plate : plates) {
      files.add(new ResultFile(plate, Kind.CLEAN, null));
      String folder = plate.substring(0, plate.lastIndexOf('/') + 1);
      files.add(new ResultFile(folder + "regions.json", Kind.REGIONS, null));
    }
    result
        .path("outputs")
        .fields()
        .forEachRemaining(
            output -> {
              String picture = text(output.getValue(), "translated_image_url");
              if (!picture.isEmpty()) {
                files.add(new ResultFile(picture, Kind.TRANSLATED, output.getKey()));
              }
            });
    return new ResultFiles(imageId, files);
  }

  /**
   * {@code HASH/NAME} of a file of an image, whatever root it had when the batch ran; empty if it
   * is no place for files of this image.
   */
  static Optional<String> place(String imageId, String url) {
    String folder = "/images/" + imageId + "/";
    int at = url.lastIndexOf(folder);
    return Optional.of(at < 0 ? "" : url.substring(at + folder.length()))
        .filter(place -> place.matches("[^/]+/[^/]+"));
  }
}
